import type { SameLine, SeriesAnswer } from '../api/change'
import type { Coverage, Figure, Grade, Round } from '../api/types'
import { gradeOf } from './confidence'
import { ordered } from './selection'
import { standingOf, type Standing } from './standing'

/** One round of a series. A round without a figure stays in it, as a gap. */
export interface SeriesPoint {
  round: number
  from: string
  to: string
  standing: Standing
  coverage: Coverage | null
  /** How far the number may be relied upon; `undefined` where nothing is graded, `null` where it has no grade. */
  grade: Grade | null | undefined
  path: string | null
}

/** `figures`: totals of one indicator and one place, one a round. */
export function seriesOf(rounds: readonly Round[], figures: readonly Figure[]): SeriesPoint[] {
  return ordered(rounds).map(({ number: round, from, to }) => {
    const figure = figures.find((one) => one.round === round)
    return { round, from, to, standing: standingOf(figure), coverage: figure?.coverage ?? null, grade: gradeOf(figure), path: figure?.path ?? null }
  })
}

/** What of a series may be joined by a line. Until the server has said so, nothing is. */
export interface Lines {
  /** Whether the totals are one line: the same places and the same definition in every round. */
  plain: boolean
  /** Lines over the same places, where the totals are none. */
  same: SameLine[]
}

export function linesOf(answer: SeriesAnswer | null): Lines {
  const plain = answer?.plain === 'drawn'
  const lines = answer && !plain ? answer.like_for_like.filter((line) => line.counts.filter((count) => count !== null).length > 1) : []
  return { plain, same: lines }
}

/** A line's count of each point; `null` is a gap. */
export function alongside(line: Pick<SameLine, 'rounds' | 'counts'>, points: readonly SeriesPoint[]): (number | null)[] {
  return points.map(({ round }) => line.counts[line.rounds.indexOf(round)] ?? null)
}
