import { describe, expect, it } from 'vitest'
import { relativeChange, samePlacesChange } from './change'
import { figure } from './testing'

describe('change between rounds', () => {
  it('compares only places with a number in both', () => {
    const now = [figure({ place: 'A', value: 120 }), figure({ place: 'B', value: 50 }), figure({ place: 'C', value: 900 })]
    const before = [figure({ place: 'A', value: 100 }), figure({ place: 'B', value: 60 }), figure({ place: 'D', value: 30 })]
    const change = samePlacesChange(now, before)
    expect(change).toMatchObject({ before: 160, now: 170, difference: 10, onlyNow: { places: 1, sum: 900 }, onlyBefore: { places: 1, sum: 30 } })
    expect(change?.places.map((one) => one.place)).toEqual(['A', 'B'])
  })
  it('adds up to the change of the totals', () => {
    const now = [figure({ place: 'A', value: 7 }), figure({ place: 'C', value: 11 })]
    const before = [figure({ place: 'A', value: 3 }), figure({ place: 'D', value: 5 })]
    const change = samePlacesChange(now, before)!
    expect(change.difference + change.onlyNow.sum - change.onlyBefore.sum).toBe(18 - 8)
  })
  it('takes zero for a number, and a withheld or unassessed place for none', () => {
    const now = [figure({ place: 'A', value: 0 }), figure({ place: 'B', value: null, missing: 'not_assessed' })]
    const before = [figure({ place: 'A', value: 40 }), figure({ place: 'B', value: 500 })]
    expect(samePlacesChange(now, before)).toMatchObject({ difference: -40, onlyBefore: { places: 1, sum: 500 } })
    const withheld = [figure({ place: 'A', value: 3, missing: 'withheld' })]
    expect(samePlacesChange(withheld, before)).toBeNull()
  })
  it('is nothing, not zero, where no place is in both', () => {
    expect(samePlacesChange([figure({ place: 'A', value: 1 })], [figure({ place: 'B', value: 1 })])).toBeNull()
    expect(samePlacesChange([], [])).toBeNull()
  })
  it('has no share of a sum of zero', () => {
    const change = samePlacesChange([figure({ place: 'A', value: 5 })], [figure({ place: 'A', value: 0 })])!
    expect(change.difference).toBe(5)
    expect(relativeChange(change)).toBeNull()
  })
})
