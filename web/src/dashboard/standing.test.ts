import { describe, expect, it } from 'vitest'
import type { Missing } from '../api/types'
import { barsOf, pyramidRows } from './breakdown'
import { placeRows, sortRows } from './places'
import { reasonsIn, standingOf, valueOf } from './standing'
import { figure } from './testing'

describe('unknown is not zero', () => {
  it('keeps zero a number', () => {
    expect(standingOf(figure({ place: 'A', value: 0 }))).toEqual({ value: 0 })
  })
  it('keeps each reason apart', () => {
    for (const missing of ['not_assessed', 'not_accessible', 'not_applicable', 'withheld', 'missing'] as Missing[]) {
      expect(standingOf(figure({ place: 'A', value: null, missing }))).toEqual({ missing })
    }
  })
  it('takes a place without any figure for not assessed, and a figure without number or reason for missing', () => {
    expect(standingOf(undefined)).toEqual({ missing: 'not_assessed' })
    expect(standingOf(figure({ place: 'A', value: null }))).toEqual({ missing: 'missing' })
    expect(standingOf(figure({ place: 'A', value: null, missing: 'lost' as Missing }))).toEqual({ missing: 'missing' })
  })
  it('never shows a number that came with a reason', () => {
    expect(valueOf(figure({ place: 'A', value: 4, missing: 'withheld' }))).toBeNull()
  })
  it('lists the reasons that occur, once', () => {
    expect(reasonsIn([{ value: 1 }, { missing: 'withheld' }, { missing: 'not_assessed' }, { missing: 'withheld' }])).toEqual(['not_assessed', 'withheld'])
  })
})

describe('rows of places', () => {
  const shapes = {
    type: 'FeatureCollection' as const,
    features: ['A', 'B'].map((pcode) => ({
      type: 'Feature' as const,
      properties: { pcode, name: `Place ${pcode}`, parent: 'P', approximate: false },
      geometry: { type: 'Polygon' as const, coordinates: [] },
    })),
  }
  const names = new Map([['P', 'Province']])
  it('show a place without a figure as not assessed', () => {
    const rows = placeRows([figure({ place: 'A', value: 9, parent: 'P' })], [], shapes, names)
    expect(rows.map((row) => [row.pcode, row.standing, row.parentName])).toEqual([
      ['A', { value: 9 }, 'Province'],
      ['B', { missing: 'not_assessed' }, 'Province'],
    ])
  })
  it('sort places without a number last in both directions', () => {
    const figures = [figure({ place: 'A', value: null, missing: 'withheld' }), figure({ place: 'B', value: 0 }), figure({ place: 'C', value: 8 })]
    const rows = placeRows(figures, [], null, names)
    const order = (descending: boolean) =>
      sortRows(rows, { key: 'value', descending }, new Map(), (a, b) => a.localeCompare(b)).map((row) => row.pcode)
    expect(order(true)).toEqual(['C', 'B', 'A'])
    expect(order(false)).toEqual(['B', 'C', 'A'])
  })
})

describe('breakdowns', () => {
  const reason = { name: 'reason', label: 'Reason', values: [{ code: 'conflict', label: 'Conflict' }, { code: 'natural_disaster', label: 'Disaster' }] }
  it('have no shares while a part is unknown', () => {
    const known = [figure({ place: 'A', value: 30, dimensions: { reason: 'conflict' } }), figure({ place: 'A', value: 10, dimensions: { reason: 'natural_disaster' } })]
    expect(barsOf(known, reason).map((bar) => bar.share)).toEqual([0.75, 0.25])
    const partly = [known[0]!, figure({ place: 'A', value: null, missing: 'withheld', dimensions: { reason: 'natural_disaster' } })]
    expect(barsOf(partly, reason).map((bar) => bar.share)).toEqual([null, null])
  })
  it('by an answer show what somebody answered, and those who did not say', () => {
    const province = { name: 'origin', label: 'Origin', values_from: 'admin1', values: [{ code: 'BDI001', label: 'Bubanza' }, { code: 'BDI002', label: 'Bururi' }] }
    const said = [figure({ place: 'A', value: 30, dimensions: { origin: 'BDI002' } }), figure({ place: 'A', value: 10, dimensions: { origin: 'not_reported' } })]
    expect(barsOf(said, province).map((bar) => [bar.code, bar.label, bar.share])).toEqual([['BDI002', 'Bururi', 0.75], ['not_reported', null, 0.25]])
    expect(barsOf([], province)).toEqual([])
    expect(barsOf([], reason).map((bar) => bar.standing)).toEqual([{ missing: 'not_assessed' }, { missing: 'not_assessed' }])
  })
  it('keep a withheld cell of the pyramid withheld', () => {
    const ages = { name: 'age_band', label: 'Age', values: [{ code: '0', label: '0' }] }
    const figures = [figure({ place: 'A', value: null, missing: 'withheld', dimensions: { sex: 'female', age_band: '0' } }), figure({ place: 'A', value: 12, dimensions: { sex: 'male', age_band: '0' } })]
    expect(pyramidRows(figures, ages)[0]).toMatchObject({ female: { missing: 'withheld' }, male: { value: 12 } })
  })
})
