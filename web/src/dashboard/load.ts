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
  /** Totals of the shown indicator for the place, in every round. */
  rounds: Figure[]
}

export async function loadFigures({ operation, exercise, round, indicator, level, place }: Selection): Promise<DashboardFigures> {
  const list = (query: Parameters<typeof listFigures>[2]) => listFigures(operation.code, exercise.code, query)
  const [ofPlace, places, parents, rounds] = await Promise.all([
    list({ round: round.number, place }),
    level === null ? [] : list({ round: round.number, level, disaggregation: 'total' }),
    level === null || level < 2 ? [] : list({ round: round.number, level: level - 1, indicator: indicator.code, disaggregation: 'total' }),
    list({ indicator: indicator.code, place, disaggregation: 'total' }),
  ])
  return {
    place: ofPlace,
    places,
    parents,
    rounds,
  }
}

/** The total of an indicator for the place of the panels. */
export function totalOf(figures: readonly Figure[], indicator: string): Figure | undefined {
  return figures.find((figure) => figure.indicator === indicator && figure.disaggregation === 'total')
}
