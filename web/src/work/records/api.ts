import { get, send } from '../../api/client'
import { noAnswer, problemOf } from '../../api/problem'
import type { RecordDetail, RecordState, RecordSummary } from '../../api/types'

export interface RecordFilter {
  /** `to_review`: whatever nobody has decided about as it now stands. */
  state: RecordState | 'to_review' | ''
  round: string
  place: string
  search: string
}

export interface RecordPage {
  records: RecordSummary[]
  next: string | number | null
  total: number
}

export type Decision = 'approve' | 'reject'
type Id = number | string

export function listRecords(operation: string, filter: RecordFilter, after: string | number | null): Promise<RecordPage> {
  return get(`/api/v1/operations/${encodeURIComponent(operation)}/records`, { ...filter, after, limit: 50 })
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

/** One decision about one or more records. Returns how many changed. */
export async function decide(operation: string, ids: Id[], decision: Decision, reason: string | null): Promise<number> {
  const [only] = ids
  if (ids.length === 1 && only !== undefined) {
    await send('POST', `/api/v1/records/${encodeURIComponent(only)}/decision`, { decision, reason })
    return 1
  }
  const answer = await send<{ changed: number }>('POST', `/api/v1/operations/${encodeURIComponent(operation)}/records/decisions`, { ids, decision, reason })
  return answer.changed
}
