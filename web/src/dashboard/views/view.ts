import { listFigures } from '../../api/public'
import type { Figure, Indicator, Operation, Panel, View } from '../../api/types'
import { choose, type Selection, type Wanted } from '../selection'

/** What an address of a view asks for. */
export interface ShownView {
  view: View
  selection: Selection
}

/** The view with the round, place and level to show it for; `null` where the operation has no such view. */
export function chooseView(operations: readonly Operation[], operation: string, code: string, wanted: Wanted): ShownView | null {
  const view = operations.find((one) => one.code === operation)?.views?.find((one) => one.code === code)
  if (!view) return null
  const found = choose(operations, { ...wanted, operation, exercise: view.exercise })
  // Another exercise would be shown under the view's heading.
  return found.kind === 'selection' && found.selection.exercise.code === view.exercise ? { view, selection: found.selection } : null
}

/** The indicators a panel shows, in its order. */
export function indicatorsOf(panel: Panel, selection: Selection): Indicator[] {
  return panel.indicators.flatMap((code) => selection.exercise.indicators.find((one) => one.code === code) ?? [])
}

/** Levels a panel lets choose from: its own, of those that its indicator and the boundaries have. */
export function levelsOf(panel: Panel, selection: Selection): number[] {
  const drawn = selection.operation.boundary?.levels.map((one) => one.level) ?? []
  const levels = (indicatorsOf(panel, selection)[0]?.levels ?? []).filter((level) => level > 0 && drawn.includes(level))
  return panel.levels.length ? levels.filter((level) => panel.levels.includes(level)) : levels
}

/** The level shown: the one asked for where the view has it, else its first. */
export function levelOf({ view, selection }: ShownView, wanted: string | undefined): number | null {
  const levels = view.panels.filter((panel) => panel.kind === 'map' || panel.kind === 'table').flatMap((panel) => levelsOf(panel, selection))
  const all = [...new Set(levels)].sort((a, b) => a - b)
  return all.find((level) => String(level) === wanted) ?? all[0] ?? null
}

/** The figures a view shows. */
export interface ViewFigures {
  /** Everything about the place, in this round. */
  place: Figure[]
  /** Totals of every place of the level, in this round. */
  places: Figure[]
  /** Totals of the place in every round, of the indicators shown as a series. */
  rounds: Figure[]
}

export async function loadView({ view, selection }: ShownView, level: number | null): Promise<ViewFigures> {
  const { operation, exercise, round, place } = selection
  const list = (query: Parameters<typeof listFigures>[2]) => listFigures(operation.code, exercise.code, query)
  const series = new Set(view.panels.filter((panel) => panel.kind === 'series').flatMap((panel) => panel.indicators))
  const [ofPlace, places, ...rounds] = await Promise.all([
    list({ round: round.number, place }),
    level === null ? [] : list({ round: round.number, level, disaggregation: 'total' }),
    ...[...series].map((indicator) => list({ indicator, place, disaggregation: 'total' })),
  ])
  return { place: ofPlace, places, rounds: rounds.flat() }
}
