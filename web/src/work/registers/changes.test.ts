import { expect, test } from 'vitest'
import type { Version, WholeEntity } from './api'
import { differences, sidesOf, startOf } from './changes'

function version(number: number, values: Record<string, string | null>, more: Partial<Version> = {}): Version {
  return { version: number, label: 'North', values, received: values, at: '', by: '', source: 'submission', record: null, detail: {}, base_version: null, offline: false, conflict: null, conflicting: [], resolved: null, ...more }
}
function entity(versions: Version[]): WholeEntity {
  const newest = versions[0]!
  return { uuid: 'u', label: newest.label, values: newest.values, version: newest.version, conflict: newest.conflict, created_at: '', created_by: '', updated_at: null, deleted_at: null, versions }
}

test('a difference names what was there and what is', () => {
  const first = version(1, { depth: '12', guard: null })
  expect(differences(version(2, { depth: '13', guard: null, state: '' }, { label: 'South' }), first)).toEqual([
    { property: 'label', from: 'North', to: 'South' },
    { property: 'depth', from: '12', to: '13' },
    { property: 'state', from: undefined, to: '' },
  ])
  expect(differences(first, undefined).map((one) => one.property)).toEqual(['label', 'depth', 'guard'])
})

test('a conflict has two sides: what stands, and what stood before the late one came', () => {
  const late = version(3, { depth: '15' }, { conflict: 'hard', conflicting: ['depth'], base_version: 1 })
  const disputed = entity([late, version(2, { depth: '13' }, { base_version: 1 }), version(1, { depth: '12' })])
  expect(sidesOf(disputed)).toEqual([{ property: 'depth', now: '15', other: '13' }])
  expect(startOf(disputed)).toBe(1)
})

test('what is resolved, withheld or only soft has no sides', () => {
  const resolved = { at: '', by: '', reason: null }
  const conflict = { conflict: 'hard', conflicting: ['depth'] } as const
  expect(sidesOf(entity([version(2, { depth: '15' }, { ...conflict, conflicting: ['depth'], resolved }), version(1, { depth: '1' })]))).toEqual([])
  expect(sidesOf(entity([version(2, { depth: null }, { ...conflict, conflicting: ['depth'] }), version(1, { depth: null })]))).toEqual([])
  expect(sidesOf(entity([version(2, { depth: '15' }, { conflict: 'soft' }), version(1, { depth: '1' })]))).toEqual([])
})
