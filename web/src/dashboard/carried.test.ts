import { expect, it } from 'vitest'
import type { CarriedFigure, CarriedSeries } from '../api/reform'
import type { Round } from '../api/types'
import { carriedLines, carriedPoints, carriedRows, counted } from './carried'
import { figure } from './testing'

const carried = (place: string, value: number | null): CarriedFigure => ({ ...figure({ place, value, ...(value === null ? { missing: 'withheld' as const } : {}) }), carried: { exact: false, least: 0, most: 9, not_known: [], not_counted: [], parts: [] } })

it('counts everybody, those who could be counted to no place too', () => {
  const rows = carriedRows([carried('BI-PR-02', 2500), carried('BI-PR-03', 700), carried('BI-PR-05', null)], ({ place }) => `about ${place}`)
  expect(rows.map(({ standing, note }) => [standing, note])).toEqual([
    [{ value: 2500 }, 'about BI-PR-02'],
    [{ value: 700 }, 'about BI-PR-03'],
    [{ missing: 'withheld' }, 'about BI-PR-05'],
  ])
  const remainder = [{ round: 1, from: 'BDI018', from_name: 'Rumonge', value: 120, perhaps_in: ['BI-PR-02', 'BI-PR-03'] }]
  expect(counted(rows, remainder)).toBe(3320)
})

it('keeps the grade of what is carried over, on the map, in the table and in the series', () => {
  const confidence = { grade: 'B' as const, parts: [] }
  const graded = { ...carried('BI-PR-02', 2500), confidence }
  const rows = carriedRows([graded, carried('BI-PR-03', 700), { ...carried('BI-PR-05', null), confidence }], () => '')
  expect(rows.map(({ grade }) => grade)).toEqual(['B', undefined, undefined])
  const rounds = [{ number: 1, from: '2026-01-01', to: '2026-01-31' } as Round]
  const series = { points: [{ round: 1, figure: graded, remainder: [] }], plain: 'drawn', reasons: [], like_for_like: [], crosswalk: null } as CarriedSeries
  expect(carriedPoints(rounds, series).map(({ grade }) => grade)).toEqual(['B'])
})

it('gives each round its range, unless nothing in it is estimated or it has no number', () => {
  const rounds = [2, 1, 3, 4].map((number) => ({ number, from: '2026-01-01', to: '2026-01-31' }) as Round)
  const left = [{ round: 1, from: 'BDI018', from_name: 'Rumonge', value: 300, perhaps_in: ['BI-PR-02'] }]
  const exact = { ...carried('BI-PR-02', 5), carried: { exact: true, least: 5, most: 5, not_known: [], not_counted: [], parts: [] } }
  const open = { ...carried('BI-PR-02', 6), carried: { exact: false, least: 6, most: null, not_known: ['BDI017'], not_counted: ['BDI017'], parts: [] } }
  const series = {
    points: [{ round: 1, figure: carried('BI-PR-02', 7), remainder: left }, { round: 2, figure: exact, remainder: [] }, { round: 3, figure: carried('BI-PR-02', null), remainder: [] }, { round: 4, figure: open, remainder: [] }],
    plain: 'refused',
    reasons: [],
    like_for_like: [{ rounds: [1, 2], same_places: 3, left_out: 0, counts: [7, 5], least: [0, 5], most: [9, 5], hidden: null }, { rounds: [3], same_places: 1, left_out: 0, counts: [4], least: [], most: [], hidden: null }],
    crosswalk: null,
  } as CarriedSeries
  expect(carriedPoints(rounds, series).map(({ round, range, left }) => [round, range, left])).toEqual([
    [1, { least: 0, most: 9, notCounted: 0 }, 300],
    [2, null, 0],
    [3, null, 0],
    [4, { least: 6, most: null, notCounted: 1 }, 0],
  ])
  expect(carriedLines(series).map((line) => line.rounds)).toEqual([[1, 2]])
  expect(carriedLines({ ...series, plain: 'drawn' })).toEqual([])
})
