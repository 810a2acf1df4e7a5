import type { Version, WholeEntity } from './api'

/** A property as two versions have it; `null` where it is withheld, absent where it was never given. */
export interface Difference {
  property: string
  from: string | null | undefined
  to: string | null | undefined
}

/** What changed from the version before to this one, the label first. */
export function differences(now: Version, before: Version | undefined): Difference[] {
  const found: Difference[] = []
  if (now.label !== (before?.label ?? undefined)) found.push({ property: 'label', from: before?.label, to: now.label })
  for (const [property, to] of Object.entries(now.values)) {
    const from = before?.values[property]
    if (from !== to) found.push({ property, from, to })
  }
  return found
}

/** The two accounts of a property that disagree. */
export interface Sides {
  property: string
  /** What the entity says now. */
  now: string
  /** What the other side said: what stood before the conflicting version came, or what it said if that was overtaken. */
  other: string
}

/** What a conflict that nobody has resolved is about: each property with both sides; none where the other side is withheld. */
export function sidesOf(entity: WholeEntity): Sides[] {
  const sides = new Map<string, Sides>()
  const values = (version: Version, property: string) => (property === 'label' ? version.label : version.values[property])
  const now = (property: string) => (property === 'label' ? entity.label : entity.values[property]) ?? ''
  entity.versions.forEach((version, index) => {
    if (!version.conflict || version.resolved) return
    const before = entity.versions[index + 1]
    for (const property of version.conflicting) {
      const other = before ? values(before, property) : undefined
      if (other !== null && other !== undefined && other !== now(property) && !sides.has(property)) sides.set(property, { property, now: now(property), other })
    }
  })
  return [...sides.values()]
}

/** The oldest version that a conflict which nobody has resolved started from. */
export function startOf(entity: WholeEntity): number {
  const bases = entity.versions.filter((version) => version.conflict && !version.resolved).map((version) => version.base_version ?? 1)
  return Math.min(...bases, entity.version)
}
