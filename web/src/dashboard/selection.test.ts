import { describe, expect, it } from 'vitest'
import type { Indicator, Operation } from '../api/types'
import { choose, headlines, householdsOf, unitsRepeat } from './selection'

const round = (number: number) => ({ number, from: '2026-01-01', to: '2026-01-31', demonstration: false, source_note: '', records: 1, coverage: { assessed: 1, expected: 1, level: 2 } })
const indicator = { code: 'idps_individuals', version: '1', name: 'IDPs', unit: 'individuals' as const, hxl: '', method: '', levels: [0, 1, 2], disaggregations: [] }
const exercise = { code: 'baseline', name: 'Baseline', tool: 'BA', rounds: [round(10), round(9), round(11)], indicators: [indicator] }
const boundary = { code: 'b', label: '', valid_from: '', source: '', licence: '', levels: [1, 2, 3].map((level) => ({ level, name: '', count: 1, geometry: 'official' as const })) }
const operation: Operation = { code: 'bdi', name: 'Burundi', admin0_name: 'Burundi', admin0_pcode: 'BDI', status: 'active', demonstration: false, boundary, exercises: [exercise] }
const empty: Operation = { ...operation, code: 'new', exercises: [] }

describe('what an address shows', () => {
  it('is the latest round, the first level below the country, and the whole country, when it says nothing', () => {
    const chosen = choose([empty, operation], {})
    expect(chosen).toMatchObject({ kind: 'selection', selection: { operation: { code: 'bdi' }, round: { number: 11 }, previous: { number: 10 }, level: 1, levels: [1, 2], place: 'BDI' } })
  })
  it('is what it asks for', () => {
    expect(choose([operation], { operation: 'bdi', round: '9', level: '2', place: 'BDI001' })).toMatchObject({ selection: { round: { number: 9 }, previous: null, level: 2, place: 'BDI001' } })
  })
  it('falls back where it asks for what is not there', () => {
    expect(choose([operation], { operation: 'bdi', round: '99', level: '7', exercise: 'x' })).toMatchObject({ selection: { round: { number: 11 }, level: 1 } })
  })
  it('is the first exercise that counts displaced people, whatever stands before it', () => {
    const displaced = { ...exercise, code: 'collines', indicators: [{ ...indicator, hxl: '#affected+idps+ind' }] }
    expect(choose([{ ...operation, exercises: [exercise, displaced] }], {})).toMatchObject({ selection: { exercise: { code: 'collines' } } })
    expect(choose([{ ...operation, exercises: [exercise, { ...displaced, rounds: [] }] }], {})).toMatchObject({ selection: { exercise: { code: 'baseline' } } })
  })
  it('says so where an operation is unknown, empty, or there is none', () => {
    expect(choose([operation], { operation: 'xxx' })).toEqual({ kind: 'unknown_operation', code: 'xxx' })
    expect(choose([empty], { operation: 'new' })).toMatchObject({ kind: 'no_rounds' })
    expect(choose([], {})).toEqual({ kind: 'no_operations' })
  })
})

describe('households beside people', () => {
  const one = (code: string, unit: 'individuals' | 'households', hxl: string) => ({ ...indicator, code, unit, hxl })
  const displaced = one('idps_individuals', 'individuals', '#affected+idps+ind')
  const returned = one('returnees_individuals', 'individuals', '#affected+ind+returnees')
  const displacedHouseholds = one('idps_households', 'households', '#affected+idps+hh')
  const returnedHouseholds = one('returnees_households', 'households', '#affected+returnees+hh')
  const all = [displacedHouseholds, displaced, returnedHouseholds, returned]
  it('are those of the same people, whatever stands first', () => {
    expect(householdsOf(all, displaced)?.code).toBe('idps_households')
    expect(householdsOf(all, returned)?.code).toBe('returnees_households')
    expect(householdsOf([displacedHouseholds, returned], returned)).toBeUndefined()
  })
  it('are told apart by their names where two count the same unit', () => {
    expect(unitsRepeat(all)).toBe(true)
    expect(unitsRepeat([displaced, displacedHouseholds])).toBe(false)
  })
})

describe('the tiles above the map', () => {
  const one = (code: string, unit: Indicator['unit'], hxl = `#${code}`) => ({ ...indicator, code, unit, hxl })
  const few = [one('b', 'households'), one('a', 'individuals')]
  const people = one('people', 'individuals', '#affected+idps+ind')
  const homes = one('homes', 'households', '#affected+idps+hh')
  const many = [people, homes, one('water', 'individuals'), one('food', 'individuals'), one('share', 'percent')]
  it('are all indicators where they are few, people first', () => {
    expect(headlines(few, few[0] as Indicator).map(({ code }) => code)).toEqual(['a', 'b'])
  })
  it('are people, their households and the chosen one where there are many', () => {
    expect(headlines(many, many[4] as Indicator).map(({ code }) => code)).toEqual(['people', 'homes', 'share'])
    expect(headlines(many, people).map(({ code }) => code)).toEqual(['people', 'homes'])
  })
})
