import { listFigures } from '../api/public'
import type { Figure } from '../api/types'
import type { Selection } from './selection'

/** The figures a selection shows, fetched side by side. */
export interface DashboardFigures {
  /** Everything about the place the panels are about, in this round: totals, reasons, sex and age. */
  place: Figure[]
  /** Totals of every place at the level of map and table, all indicators. */
  places: Figure[]
  /** Totals of the level above, for its names. */
  parents: Figure[]
  /** Totals of the shown indicator at the finest level: this round, and the one before. */
  now: Figure[]
  before: Figure[]
  /** Totals of the shown indicator for the place, in every round. */
  rounds: Figure[]
}

export async function loadFigures({ operation, exercise, round, previous, indicator, level, compareLevel, place }: Selection): Promise<DashboardFigures> {
  const list = (query: Parameters<typeof listFigures>[2]) => listFigures(operation.code, exercise.code, query)
  const compared = { round: previous ? [previous.number, round.number] : [round.number], indicator: indicator.code, level: compareLevel, disaggregation: 'total' }
  const [ofPlace, places, parents, both, rounds] = await Promise.all([
    list({ round: round.number, place }),
    level === null ? [] : list({ round: round.number, level, disaggregation: 'total' }),
    level === null || level < 2 ? [] : list({ round: round.number, level: level - 1, indicator: indicator.code, disaggregation: 'total' }),
    list(compared),
    list({ indicator: indicator.code, place, disaggregation: 'total' }),
  ])
  return {
    place: ofPlace,
    places,
    parents,
    now: both.filter((figure) => figure.round === round.number),
    before: previous ? both.filter((figure) => figure.round === previous.number) : [],
    rounds,
  }
}

/** The total of an indicator for the place of the panels. */
export function totalOf(figures: readonly Figure[], indicator: string): Figure | undefined {
  return figures.find((figure) => figure.indicator === indicator && figure.disaggregation === 'total')
}

/** Figures of places in a place: all of them for the country, else the place itself and those one level below it. */
export function within(figures: readonly Figure[], place: string, country: string): Figure[] {
  if (place === country) return [...figures]
  return figures.filter((figure) => figure.place === place || figure.parent === place)
}
