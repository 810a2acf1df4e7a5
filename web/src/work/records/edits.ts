import type { Answer, RecordDetail, ValueEdit } from '../../api/types'

/** A question that a reviewer may edit, with where it stands. */
export interface Editable {
  /** Its path, with the entries of repeats. */
  path: string
  name: string
  kind: string
  answer: Answer
}

const UNASKED: Answer = { missing: 'missing' }
/** What an edit cannot write. */
const FIXED = new Set(['file', 'repeat'])

/** Whether a question may be edited: not what is calculated, and not files. */
export function isEditable(record: RecordDetail, path: string, kind: string): boolean {
  return !FIXED.has(kind) && !(record.computed ?? []).includes(path.replace(/\[\d+\]/g, ''))
}

/** What stands at a path. */
export function answerAt(record: Pick<RecordDetail, 'answers'>, path: string): Answer {
  const parts = path.split('].')
  const name = parts.pop() ?? ''
  let entry: Record<string, Answer> = Object.fromEntries(record.answers.map((one) => [one.name, one.answer]))
  for (const part of parts) {
    const [repeat = '', number = '0'] = part.split('[')
    const answer = entry[repeat]
    const entries = answer && 'value' in answer && answer.type === 'repeat' ? (answer.value as Record<string, Answer>[]) : []
    entry = entries[Number(number) - 1] ?? {}
  }
  return entry[name] ?? UNASKED
}

/** The edits of a question, and of the entries below it, oldest first. */
export function editsOf(edits: readonly ValueEdit[], name: string): ValueEdit[] {
  return edits.filter((edit) => edit.question === name || edit.question.startsWith(`${name}[`))
}

/** What came, where edits lie over it. */
export function rawOf(edits: readonly ValueEdit[], path: string): Answer | null {
  return edits.find((edit) => edit.question === path && edit.lapsed_at === null)?.from ?? null
}

/** Whether two answers are the same, whatever the order of their keys. */
export function sameAnswer(a: Answer, b: Answer): boolean {
  return sorted(a) === sorted(b)
}

const sorted = (value: unknown): string => JSON.stringify(value, (_, one: unknown) => (one && typeof one === 'object' && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => a.localeCompare(b))) : one))

/** By how much a number differs from that of the round before; null where it cannot be told. */
export function difference(now: Answer, before: Answer | undefined): number | null {
  const number = (answer: Answer | undefined) => (answer && 'value' in answer && (answer.type === 'integer' || answer.type === 'decimal') ? (answer.value as number) : null)
  const [a, b] = [number(now), number(before)]
  return a === null || b === null ? null : a - b
}

/** Why a typed value cannot be read. */
export type Unreadable = 'empty' | 'number' | 'point'

/** What was typed, as the API writes an answer of that kind. */
export function readTyped(kind: string, typed: string, ticked: readonly string[]): Answer | Unreadable {
  const text = typed.trim()
  if (kind === 'choices') return ticked.length ? { type: 'choices', value: [...ticked] } : 'empty'
  if (kind === 'text') return typed === '' ? 'empty' : { type: 'text', value: typed }
  if (text === '') return 'empty'
  if (kind === 'integer') return /^-?\d{1,15}$/.test(text) ? { type: 'integer', value: Number(text) } : 'number'
  if (kind === 'decimal') {
    const number = Number(text.replace(',', '.'))
    return Number.isFinite(number) ? { type: 'decimal', value: number } : 'number'
  }
  if (kind === 'time') return { type: 'time', value: text.length === 5 ? `${text}:00` : text }
  if (kind === 'point') {
    const [latitude, longitude, ...rest] = text.split(/[\s,;]+/).map(Number)
    const there = rest.length === 0 && latitude !== undefined && longitude !== undefined
    return there && Number.isFinite(latitude) && Number.isFinite(longitude) ? { type: 'point', value: { longitude, latitude } } : 'point'
  }
  return { type: kind, value: text }
}

/** What stands there, as it is typed. */
export function typedOf(answer: Answer): string {
  if (!('value' in answer)) return ''
  if (answer.type === 'point') {
    const { latitude, longitude } = answer.value as { latitude: number; longitude: number }
    return `${latitude}, ${longitude}`
  }
  return Array.isArray(answer.value) ? '' : String(answer.value)
}
