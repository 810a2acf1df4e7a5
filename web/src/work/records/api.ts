import { get, send } from '../../api/client'
import { noAnswer, problemOf } from '../../api/problem'
import type { Answer, Flag, RecordDetail, RecordState, RecordSummary, ReturnedRecord, Text } from '../../api/types'

export interface RecordFilter {
  /** `to_review`: whatever nobody has decided about as it now stands. */
  state: RecordState | 'to_review' | ''
  round: string
  place: string
  search: string
  severity: Gravity | ''
  check: string
  exercise: string
  sender: string
}

export type Gravity = Flag['severity'] | 'none'

export interface RecordCounts {
  severities: Partial<Record<Gravity, number>>
  checks: { check: string; name: Text | null; records: number }[]
  senders: { sender: string; records: number }[]
}

export interface BulkAction {
  do: 'approve' | 'reject' | 'return' | 'set'
  reason: string | null
  question?: string
  to?: Answer
}

export interface BulkLine {
  id: number
  title: string
  state: RecordState
  from?: Answer
}

export interface BulkPreview {
  chosen: number
  would: BulkLine[]
  would_not: { why: string; records: BulkLine[] }[]
  fingerprint: string
}

export interface NewEdit {
  question: string
  from: Answer
  to: Answer
}

export interface RecordPage {
  records: RecordSummary[]
  next: string | number | null
  total: number
}

export type Decision = 'approve' | 'reject' | 'return'
type Id = number | string

export function listRecords(operation: string, filter: RecordFilter, after: string | number | null): Promise<RecordPage> {
  return get(`/api/v1/operations/${encodeURIComponent(operation)}/records`, { ...filter, after, order: 'worst', limit: 50 })
}

export function getRecord(id: Id): Promise<RecordDetail> {
  return get(`/api/v1/records/${encodeURIComponent(id)}`)
}

/** A file, as it is. */
export async function getBytes(path: string): Promise<Blob> {
  let answer: Response
  try {
    answer = await fetch(path, { credentials: 'same-origin' })
  } catch {
    throw noAnswer(navigator.onLine)
  }
  if (!answer.ok) throw problemOf(answer.status, await answer.json().catch(() => null))
  return await answer.blob()
}

/** One decision about one record, as it was looked at. */
export function decide(id: Id, decision: Decision, reason: string | null, version: number): Promise<RecordDetail> {
  return send('POST', `/api/v1/records/${encodeURIComponent(id)}/decision`, { decision, reason, version })
}

/** All of the edits, or none. */
export function editValues(id: Id, version: number, reason: string, edits: NewEdit[]): Promise<RecordDetail> {
  return send('POST', `/api/v1/records/${encodeURIComponent(id)}/edits`, { version, reason, edits })
}

export function comment(id: Id, body: string): Promise<unknown> {
  return send('POST', `/api/v1/records/${encodeURIComponent(id)}/comments`, { body })
}

export function countRecords(operation: string, filter: RecordFilter): Promise<RecordCounts> {
  return get(`/api/v1/operations/${encodeURIComponent(operation)}/records/counts`, { ...filter })
}

export function listReturned(operation: string): Promise<{ returned: ReturnedRecord[] }> {
  return get(`/api/v1/operations/${encodeURIComponent(operation)}/records/returned`)
}

/** Those that were ticked, or whatever the filter finds. */
export type Chosen = { ids: number[] } | { filter: Record<string, unknown> }

export function chosenBy(filter: RecordFilter): Chosen {
  const given = Object.entries(filter).filter(([, value]) => value !== '')
  return { filter: Object.fromEntries(given.map(([name, value]) => [name, name === 'round' ? Number(value) : value])) }
}

export function previewBulk(operation: string, chosen: Chosen, action: BulkAction): Promise<BulkPreview> {
  return send('POST', `/api/v1/operations/${encodeURIComponent(operation)}/records/bulk/preview`, { ...chosen, action })
}

export function applyBulk(operation: string, chosen: Chosen, action: BulkAction, fingerprint: string): Promise<{ changed: number }> {
  return send('POST', `/api/v1/operations/${encodeURIComponent(operation)}/records/bulk`, { ...chosen, action, fingerprint })
}
