import { describe, expect, it } from 'vitest'
import type { RecordDetail, ValueEdit } from '../../api/types'
import { answerAt, difference, editsOf, isEditable, rawOf, readTyped, sameAnswer, typedOf } from './edits'

const integer = (value: number) => ({ type: 'integer', value })
const record = {
  answers: [
    { name: 'people', label: {}, kind: 'integer', answer: integer(450), personal: false },
    { name: 'informants', label: {}, kind: 'repeat', answer: { type: 'repeat', value: [{ heard: integer(1) }, { heard: integer(2) }] }, personal: false },
  ],
  computed: ['total', 'informants.share'],
} as unknown as RecordDetail
const edit = (question: string, from: number, to: number, lapsed_at: string | null = null) => ({ question, from: integer(from), to: integer(to), lapsed_at }) as ValueEdit

describe('edits of values', () => {
  it('finds what stands at a path, also inside a repeat', () => {
    expect(answerAt(record, 'people')).toEqual(integer(450))
    expect(answerAt(record, 'informants[2].heard')).toEqual(integer(2))
    expect(answerAt(record, 'informants[3].heard')).toEqual({ missing: 'missing' })
  })
  it('tells what came from what stands there now', () => {
    const edits = [edit('people', 400, 420, '2026-01-01'), edit('people', 500, 450), edit('informants[2].heard', 3, 2)]
    expect(rawOf(edits, 'people')).toEqual(integer(500))
    expect(rawOf(edits, 'other')).toBeNull()
    expect(editsOf(edits, 'informants')).toHaveLength(1)
  })
  it('leaves alone what is calculated, and files', () => {
    expect(isEditable(record, 'people', 'integer')).toBe(true)
    expect(isEditable(record, 'total', 'integer')).toBe(false)
    expect(isEditable(record, 'informants[1].share', 'decimal')).toBe(false)
    expect(isEditable(record, 'photo', 'file')).toBe(false)
  })
  it('reads what is typed by the kind of the question', () => {
    expect(readTyped('integer', ' 12 ', [])).toEqual(integer(12))
    expect(readTyped('integer', '12.5', [])).toBe('number')
    expect(readTyped('decimal', '1,5', [])).toEqual({ type: 'decimal', value: 1.5 })
    expect(readTyped('text', ' two  spaces ', [])).toEqual({ type: 'text', value: ' two  spaces ' })
    expect(readTyped('choices', '', ['a', 'b'])).toEqual({ type: 'choices', value: ['a', 'b'] })
    expect(readTyped('point', '-3.38, 29.91', [])).toEqual({ type: 'point', value: { latitude: -3.38, longitude: 29.91 } })
    expect(readTyped('point', 'here', [])).toBe('point')
    expect(readTyped('date', '', [])).toBe('empty')
    expect(typedOf({ type: 'point', value: { latitude: -3.38, longitude: 29.91 } })).toBe('-3.38, 29.91')
  })
  it('compares answers and numbers, and never takes unknown for zero', () => {
    expect(sameAnswer({ type: 'integer', value: 1 }, { value: 1, type: 'integer' })).toBe(true)
    expect(difference(integer(5), integer(8))).toBe(-3)
    expect(difference(integer(5), { missing: 'not_accessible' })).toBeNull()
    expect(difference(integer(5), undefined)).toBeNull()
  })
})
