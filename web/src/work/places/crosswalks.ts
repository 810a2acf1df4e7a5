/** Editions of crosswalks, and what a table would do before it is kept. */
import { address, get, send } from '../../api/client'
import type { FileProblem, Text } from '../../api/types'

export interface Edition {
  code: string
  from_version: string
  to_version: string
  label: string
  source: string
  official: boolean
  /** Whether it is used, of those that lead the same way, unless another is asked for. */
  preferred: boolean
  links: number | null
  loaded_at: string
  loaded_by: string | null
}

/** What somebody says of a table. */
export interface Described {
  code: string
  from: string
  to: string
  label: string
  source: string
  official: boolean
}

export interface NamedPlace {
  pcode: string
  name: string | null
}

export interface Seen {
  file: string
  code_taken: boolean
  links: number | null
  coverage: {
    old_linked: number
    old_missing: NamedPlace[]
    new_linked: number
    new_missing: NamedPlace[]
    whole: number
    assumed_whole: number
    divided: number
    not_known: number
  }
  problems: { count: number; rows: FileProblem[] }
  people: { exercise: string; exercise_name: Text; round: number; indicator: string; indicator_name: Text; exact: number; estimated: number; without_place: number; places_not_known: number }[]
}

const of = (operation: string) => `/api/v1/operations/${encodeURIComponent(operation)}/crosswalks`

export async function listEditions(operation: string): Promise<Edition[]> {
  return (await get<{ editions: Edition[] }>(of(operation))).editions
}

function post<T>(path: string, described: Described, file: File): Promise<T> {
  const body = new FormData()
  body.append('file', file)
  return send<T>('POST', address(path, { ...described, official: String(described.official) }), body)
}

export function previewTable(operation: string, described: Described, file: File): Promise<Seen> {
  return post(`${of(operation)}/preview`, described, file)
}

export function loadTable(operation: string, described: Described, file: File): Promise<{ code: string }> {
  return post(of(operation), described, file)
}
