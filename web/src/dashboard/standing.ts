import type { Figure, Missing } from '../api/types'

/** A number, or the reason why there is none. Zero is a number. `share`: the number is a percentage. */
export type Standing = { value: number; share?: true } | { missing: Missing }

const reasons: readonly Missing[] = ['missing', 'not_assessed', 'not_accessible', 'not_applicable', 'withheld']

/**
 * What a figure says. No figure at all for a place means that nobody assessed it; a figure without a number and without
 * a reason we know is `missing`, never zero.
 */
export function standingOf(figure: Figure | undefined): Standing {
  if (!figure) return { missing: 'not_assessed' }
  // A reason wins over a number that came with it: what is withheld must not be shown by accident.
  if (figure.missing) return { missing: reasons.includes(figure.missing) ? figure.missing : 'missing' }
  if (typeof figure.value !== 'number' || !Number.isFinite(figure.value)) return { missing: 'missing' }
  return figure.ratio ? { value: figure.value, share: true } : { value: figure.value }
}

export function valueOf(figure: Figure | undefined): number | null {
  const standing = standingOf(figure)
  return 'value' in standing ? standing.value : null
}

/** The reasons that occur, in a fixed order, for a legend that explains only what is there. */
export function reasonsIn(standings: Iterable<Standing>): Missing[] {
  const found = new Set<Missing>()
  for (const standing of standings) if ('missing' in standing) found.add(standing.missing)
  return reasons.filter((reason) => found.has(reason))
}
