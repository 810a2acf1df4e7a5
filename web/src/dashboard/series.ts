import type { Coverage, Figure, Round } from '../api/types'
import { ordered } from './selection'
import { standingOf, type Standing } from './standing'

/** One round of a series. A round without a figure stays in it, as a gap. */
export interface SeriesPoint {
  round: number
  from: string
  to: string
  standing: Standing
  coverage: Coverage | null
  path: string | null
}

/** `figures`: totals of one indicator and one place, one a round. */
export function seriesOf(rounds: readonly Round[], figures: readonly Figure[]): SeriesPoint[] {
  return ordered(rounds).map(({ number: round, from, to }) => {
    const figure = figures.find((one) => one.round === round)
    return { round, from, to, standing: standingOf(figure), coverage: figure?.coverage ?? null, path: figure?.path ?? null }
  })
}
