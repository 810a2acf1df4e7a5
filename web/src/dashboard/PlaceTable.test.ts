import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Grade } from '../api/types'
import { startMessages } from '../i18n/messages'
import { explainKey } from './explain'
import { placeRows } from './places'
import PlaceTable from './PlaceTable.vue'
import { figure } from './testing'

await startMessages()

const all = placeRows(
  [
    figure({ place: 'A', place_name: 'Ntega', value: 40 }),
    figure({ place: 'B', place_name: 'Éden', value: 0 }),
    figure({ place: 'C', place_name: 'Rumonge', value: 7000 }),
    figure({ place: 'D', place_name: 'Kayanza', value: null, missing: 'withheld' }),
  ],
  [],
  null,
  new Map(),
)
const confidence = (grade: Grade | null) => ({ grade, parts: [{ grade, records: 1, value: 1 }] })
const graded = placeRows(
  [figure({ place: 'A', value: 4, confidence: confidence('B') }), figure({ place: 'B', value: 3, confidence: confidence(null) }), figure({ place: 'C', value: null, missing: 'withheld' })],
  [],
  null,
  new Map(),
)
const table = (rows = all) =>
  mount(PlaceTable, { global: { provide: { [explainKey as symbol]: () => undefined } }, props: { rows, changes: new Map([['A', -3]]), compared: true, valueName: 'Individuals', householdsName: null, levelName: 'Commune', selected: 'BDI', changed: new Set<string>() } })
const names = (wrapper: ReturnType<typeof table>) => wrapper.findAll('[data-testid^=place-row-]').map((row) => row.attributes('data-testid')?.slice(-1))

describe('the ranked table', () => {
  it('starts with the most, ranks what has a number, and puts what has none last', () => {
    const wrapper = table()
    expect(names(wrapper)).toEqual(['C', 'A', 'B', 'D'])
    expect(wrapper.findAll('td.rank').map((cell) => cell.text())).toEqual(['1', '2', '3', ''])
  })
  it('writes zero as 0 and a missing number as its reason', () => {
    const wrapper = table()
    expect(wrapper.get('[data-testid=place-row-B] .value').text()).toBe('0')
    expect(wrapper.get('[data-testid=place-row-D] .value').text()).toBe('withheld')
  })
  it('tells assistive technology what it is sorted by', async () => {
    const wrapper = table()
    expect(wrapper.findAll('[aria-sort=descending]').map((head) => head.text())).toEqual(['Individuals'])
    await wrapper.get('[data-testid=sort-name]').trigger('click')
    expect(wrapper.findAll('[aria-sort=ascending]').map((head) => head.text())).toEqual(['Commune'])
    expect(names(wrapper)).toEqual(['B', 'D', 'A', 'C'])
  })
  it('finds a place without its accents', async () => {
    const wrapper = table()
    await wrapper.get('input[type=search]').setValue('eden')
    expect(names(wrapper)).toEqual(['B'])
  })
  it('gives the chosen place to the page', async () => {
    const wrapper = table()
    await wrapper.get('[data-testid=place-row-C] button.name').trigger('click')
    expect(wrapper.emitted('select')).toEqual([['C']])
  })
  it('shows grades where there are any, and none beside what has no number', () => {
    expect(table().findAll('[data-testid=grade]')).toEqual([])
    expect(table(graded).findAll('[data-testid=grade]').map((cell) => cell.text()[0] ?? '')).toEqual(['B', '?', ''])
  })
})
