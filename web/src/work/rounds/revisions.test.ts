import { expect, test } from 'vitest'
import { figure } from '../../dashboard/testing'
import type { ReadRevision } from './api'
import { besideEachOther } from './revisions'

const revision = (number: number, figures: ReadRevision['figures']): ReadRevision => ({
  revision: { number, reason: '', begun_at: null, begun_by: '', closed_at: null, left_out: null, published_at: null },
  snapshot: 'a',
  indicators: [],
  figures,
})

test('each place has what every revision says of it, and the country stands first', () => {
  const one = revision(1, [figure({ place: 'Gitega', level: 1, value: 7 }), figure({ place: 'Burundi', level: 0, value: 12 }), figure({ place: 'Cankuzo', level: 1, value: 5 })])
  const two = revision(2, [figure({ place: 'Burundi', level: 0, value: 10 }), figure({ place: 'Cankuzo', level: 1, value: 5 }), figure({ place: 'Gitega', level: 1, value: 5 })])
  const rows = besideEachOther([one, two], 'idps_individuals', 1)
  expect(rows.map((row) => [row.place, row.change, row.differs])).toEqual([['Burundi', -2, true], ['Cankuzo', 0, false], ['Gitega', -2, true]])
  expect(rows[0]?.said.map((said) => [said.revision, said.standing])).toEqual([[1, { value: 12 }], [2, { value: 10 }]])
})

test('a place that only one revision tells of has no change, and is not taken for zero', () => {
  const one = revision(1, [figure({ place: 'Burundi', level: 0, value: 12 })])
  const two = revision(2, [figure({ place: 'Burundi', level: 0, value: 12 }), figure({ place: 'Gitega', level: 1, value: 3 }), figure({ place: 'Muyinga', level: 1, value: null, missing: 'withheld' })])
  const rows = besideEachOther([one, two], 'idps_individuals', 1)
  expect(rows.slice(1).map((row) => [row.place, row.change, row.differs])).toEqual([['Gitega', null, true], ['Muyinga', null, true]])
  expect(rows[1]?.said[0]?.standing).toEqual({ missing: 'not_assessed' })
  expect(rows[2]?.said[1]?.standing).toEqual({ missing: 'withheld' })
})

test('parts, other indicators and deeper places are left out', () => {
  const whole = figure({ place: 'Burundi', level: 0, value: 12 })
  const rest = [figure({ place: 'Burundi', level: 0, disaggregation: 'reason', value: 1 }), figure({ place: 'Burundi', level: 0, indicator: 'idps_households', value: 2 }), figure({ place: 'Giharo', level: 2, value: 1 })]
  expect(besideEachOther([revision(1, [...rest, whole])], 'idps_individuals', 1)).toHaveLength(1)
})
