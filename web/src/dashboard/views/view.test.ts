import { describe, expect, it } from 'vitest'
import type { Indicator, Operation, Panel, View } from '../../api/types'
import { chooseView, levelOf, levelsOf } from './view'

const indicator = (code: string, levels = [0, 1, 2]): Indicator => ({ code, version: '1', name: code, unit: 'households', hxl: '', method: '', levels, disaggregations: [] })
const panel = (change: Partial<Panel>): Panel => ({ kind: 'map', indicators: ['a'], levels: [], wide: false, ...change })
const round = { number: 1, from: '2026-01-01', to: '2026-01-20', demonstration: false, source_note: '', records: 1, coverage: null }
const level = (number: number) => ({ level: number, name: `L${number}`, count: 1, geometry: 'official' as const })

function operation(panels: Panel[], exercise = 'returns'): Operation {
  const view: View = { code: 'returns', exercise, title: 'Returns', lead: '', panels }
  return {
    code: 'bdi',
    name: 'Burundi',
    admin0_name: 'Burundi',
    admin0_pcode: 'BDI',
    status: 'Active',
    demonstration: false,
    boundary: { code: 'b', label: 'b', valid_from: '2017-01-01', source: '', licence: '', levels: [level(0), level(1), level(2)] },
    exercises: [
      { code: 'other', name: 'Other', tool: 'BA', rounds: [round], indicators: [indicator('x')] },
      { code: 'returns', name: 'Returns', tool: 'RA', rounds: [round], indicators: [indicator('a'), indicator('b', [0, 1])] },
    ],
    views: [view],
  }
}

describe('a view', () => {
  it('shows the rounds of its own exercise, and never those of another', () => {
    expect(chooseView([operation([panel({})])], 'bdi', 'returns', {})?.selection.exercise.code).toBe('returns')
    expect(chooseView([operation([panel({})], 'gone')], 'bdi', 'returns', {})).toBeNull()
    expect(chooseView([operation([panel({})])], 'bdi', 'needs', {})).toBeNull()
    expect(chooseView([operation([panel({})])], 'ssd', 'returns', {})).toBeNull()
  })

  it('offers the levels that panel, indicator and boundaries all have', () => {
    const shown = chooseView([operation([panel({ levels: [2] }), panel({ kind: 'table', indicators: ['b'] })])], 'bdi', 'returns', {})
    if (!shown) throw new Error('a view')
    const [map, table] = shown.view.panels
    expect(map && levelsOf(map, shown.selection)).toEqual([2])
    expect(table && levelsOf(table, shown.selection)).toEqual([1])
    expect(levelOf(shown, undefined)).toBe(1)
    expect(levelOf(shown, '2')).toBe(2)
    expect(levelOf(shown, '7')).toBe(1)
  })
})
