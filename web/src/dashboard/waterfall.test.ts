import { describe, expect, it } from 'vitest'
import type { ChangeParts } from '../api/change'
import { groupsOf, reasonWords, waterfall } from './waterfall'

const change = (before: number, after: number) => ({ before, after, net: after - before, relative: before ? (after - before) / before : null })

describe('waterfall', () => {
  // DTM Iraq, 1 and 14 September 2014: the total grew while the same places lost families.
  const parts: ChangeParts = {
    same_coverage: false,
    same_places: 1632,
    like_for_like: change(283611, 278052),
    newly_assessed: { not_said: { places: 83, count: 9520 } },
    no_longer_assessed: { inaccessible: { places: 100, count: 1000 }, closed: { places: 27, count: 252 } },
  }

  it('leads from the earlier total to the later, step by step', () => {
    const steps = waterfall(change(284863, 287572), parts)
    expect(steps.map(({ key, value, places }) => [key, value, places])).toEqual([
      ['before', 284863, null],
      ['same', -5559, 1632],
      ['newly', 9520, 83],
      ['gone', -1252, 127],
      ['after', 287572, null],
    ])
    const moved = steps.slice(1, 4).reduce((all, { value }) => all + value, 0)
    expect(284863 + moved).toBe(287572)
    for (const { from, to } of steps) {
      expect(from).toBeGreaterThanOrEqual(0)
      expect(to).toBeLessThanOrEqual(1)
    }
  })

  it('keeps the grades of the two totals, and has none for what is between them', () => {
    const grades = { before: 'B' as const, after: null }
    expect(waterfall(change(284863, 287572), parts, grades).map(({ grade }) => grade)).toEqual(['B', undefined, undefined, undefined, null])
    expect(waterfall(change(0, 5), parts, grades)[0]?.grade).toBeUndefined()
    expect(waterfall(change(1, 5), parts).some(({ grade }) => grade !== undefined)).toBe(false)
  })

  it('keeps closed, inaccessible and not reached apart, in one order', () => {
    expect(groupsOf(parts.no_longer_assessed).map(({ why }) => why)).toEqual(['closed', 'inaccessible'])
  })

  it('has steps where no place is in both rounds', () => {
    const steps = waterfall(change(5, 5), { ...parts, same_places: 0, like_for_like: null, newly_assessed: { not_said: { places: 1, count: 5 } }, no_longer_assessed: { not_said: { places: 1, count: 5 } } })
    expect(steps.map(({ value }) => value)).toEqual([5, 0, 5, -5, 5])
  })
})

it('says a reason part by part, and its code where nobody has a word for it', () => {
  const labels: Record<string, string>[] = [{ natural_disaster: 'Natural disaster' }, { flood: 'Flood' }]
  expect(reasonWords('natural_disaster/flood', labels, (label) => label)).toBe('Natural disaster: Flood')
  expect(reasonWords('war', labels, (label) => label)).toBe('war')
})
