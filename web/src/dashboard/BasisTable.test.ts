import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Basis, Recipe } from '../api/types'
import { startMessages } from '../i18n/messages'
import BasisTable from './BasisTable.vue'

await startMessages()

const recipe: Recipe = { version: 'key-informants/1', parameters: { estimator: 'triangulate', label: 'People' }, columns: ['people'] }
const shown = (basis: Basis) => mount(BasisTable, { props: { basis, recipe } })

describe('how the number of a record came about', () => {
  it('shows what each informant said, the weight and the spread', () => {
    const said = (kind: string, known_by: string, weight: number, count: number) => ({ kind, known_by, weight, count, remote: false })
    const answers = [said('leader', 'list', 1, 120), said('administration', 'counted', 0.8, 150), { ...said('teacher', 'heard', 0.4, 0), count: { missing: 'missing' as const } }]
    const spread = { smallest: 120, largest: 150, median: 135, weighted_mean: 133.333333, relative_range: 0.22, relative_mad: 0.111111 }
    const table = shown({ grade: 'B', lacks: ['agreement'], visited: true, spread, answers })
    expect(table.findAll('tbody tr').map((row) => row.findAll('td').map((cell) => cell.text()))).toEqual([
      ['leader', 'list', '1', '120'],
      ['administration', 'counted', '0.8', '150'],
      ['teacher', 'heard', '0.4', 'no answer'],
    ])
    expect(table.text()).toContain('weighted mean 133.333, relative MAD 0.111')
    expect(table.text()).toContain('Better if answers lay closer together.')
  })
  it('says which mean made people of households', () => {
    const text = shown({ households: 200, mean: 4.4, from: { kind: 'stratum', stratum: 'BDI012004' }, sample: null, implausible: false }).text()
    expect(text).toContain('200 households × 4.4 people.')
    expect(text).toContain('Borrowed from places around it (BDI012004).')
  })
})
