import { describe, expect, it } from 'vitest'
import type { Exercise, Indicator, Round } from '../api/types'
import type { Selection } from './selection'
import { figurePath, pickGroups } from './sums'

const indicator = (code: string, unit: Indicator['unit']): Indicator => ({ code, unit, version: '1', name: code, hxl: '', method: '', levels: [1], disaggregations: [] })
const round = (number: number, records: number | null = 1): Round => ({ number, records, from: '', to: '', demonstration: false, source_note: '', coverage: null })
const exercise = (code: string, rounds: Round[], indicators: Indicator[]): Exercise => ({ code, rounds, indicators, name: code, tool: 'BA' })

const counts = [indicator('people', 'individuals'), indicator('share', 'percent')]
const baseline = exercise('baseline', [round(1), round(2), round(3)], counts)
const sites = exercise('sites', [round(4), round(5), round(6, null)], counts)
const shares = exercise('shares', [round(1)], [indicator('share', 'percent')])
const nothing = exercise('nothing', [round(1, null)], counts)
const selection = { operation: { code: 'bdi', exercises: [sites, baseline, shares, nothing] }, exercise: baseline, round: baseline.rounds[2], previous: baseline.rounds[1] } as unknown as Selection

describe('numbers that can be picked to be added', () => {
  it('are those of the round that is shown, of the one before, and the newest of other exercises', () => {
    const groups = pickGroups(selection, { text: String, round: (number) => `round ${number}` })
    expect(groups.map(({ label, picks }) => [label, picks.map(({ value }) => value)])).toEqual([
      ['baseline, round 3', ['baseline/3/people']],
      ['baseline, round 2', ['baseline/2/people']],
      ['sites, round 5', ['sites/5/people']],
    ])
  })
  it('have the path that explains a figure', () => {
    expect(figurePath(selection, 'baseline/3/people', 'BDI012')).toBe('bdi/baseline/3/people/BDI012')
  })
})
