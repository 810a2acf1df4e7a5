import { describe, expect, it } from 'vitest'
import type { SeriesAnswer } from '../api/change'
import { alongside, linesOf, type SeriesPoint } from './series'

const line = { rounds: [1, 2, 4], same_places: 2, left_out: 3, counts: [10, 12, 9], hidden: null }
const answer: SeriesAnswer = { points: [], plain: 'refused', reasons: [], like_for_like: [line] }
const point = (round: number): SeriesPoint => ({ round, from: '', to: '', standing: { value: 1 }, coverage: null, grade: undefined, path: null })

describe('lines of a series', () => {
  it('joins nothing before the server has said that the places are the same', () => {
    expect(linesOf(null)).toEqual({ plain: false, same: [] })
  })

  it('offers the same places where totals are no line, and nothing beside a plain one', () => {
    expect(linesOf(answer)).toEqual({ plain: false, same: [line] })
    expect(linesOf({ ...answer, plain: 'drawn' })).toEqual({ plain: true, same: [] })
  })

  it('draws no line of counts that are withheld', () => {
    expect(linesOf({ ...answer, like_for_like: [{ ...line, counts: [null, null, null], hidden: 'withheld' }] }).same).toEqual([])
  })

  it('leaves a gap where a round is not in the line', () => {
    expect(alongside(line, [1, 2, 3, 4].map(point))).toEqual([10, 12, null, 9])
  })
})
