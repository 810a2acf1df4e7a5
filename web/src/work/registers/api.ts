import { get, send, type Query } from '../../api/client'

export interface FormName {
  form_id: string
  title: string
}

export interface Property {
  name: string
  personal: boolean
}

export interface Register {
  name: string
  approval_required: boolean
  personal_label: boolean
  revision: number
  properties: Property[]
  entities: number
  conflicts: number
  waiting: number
  changed_at: string | null
  written_by: FormName[]
  read_by: FormName[]
}

/** By property; `null` where what tells of people is withheld. */
export type Values = Record<string, string | null>

export interface Entity {
  uuid: string
  label: string | null
  values: Values
  version: number
  conflict: 'soft' | 'hard' | null
  created_at: string
  created_by: string
  updated_at: string | null
  deleted_at: string | null
}

export interface Version {
  version: number
  label: string | null
  values: Values
  received: Values
  at: string
  by: string
  source: 'submission' | 'bulk' | 'api' | 'resolution' | 'sites'
  record: number | null
  detail: { name?: string }
  base_version: number | null
  offline: boolean
  conflict: 'soft' | 'hard' | null
  conflicting: string[]
  resolved: { at: string; by: string; reason: string | null } | null
}

export interface WholeEntity extends Entity {
  /** Newest first. */
  versions: Version[]
}

export interface Waiting {
  id: number
  for: 'approval' | 'branch'
  uuid: string
  label: string | null
  record: number | null
  at: string
}

export interface RegisterProblem {
  id: number
  register: string
  trouble: { code: string }
  record: number | null
  at: string
}

export interface ValueChange {
  property: string
  from: string | null
  to: string
}

interface Rows<T> {
  count: number
  rows: T[]
}

/** What a file would change. */
export interface Plan {
  file: string
  revision: number
  unchanged: number
  added: string[]
  left_out: string[]
  create: Rows<{ row: number; label: string; values: Values }>
  update: Rows<{ row: number; label: string; changes: ValueChange[] }>
  refused: Rows<{ row: number; reason: string; value: string }>
}

const base = (operation: string) => `/api/v1/operations/${encodeURIComponent(operation)}`
const at = (operation: string, register: string) => `${base(operation)}/registers/${encodeURIComponent(register)}`

export const listRegisters = (operation: string) => get<{ registers: Register[]; problems: number }>(`${base(operation)}/registers`)
export const listProblems = async (operation: string) => (await get<{ problems: RegisterProblem[] }>(`${base(operation)}/register-problems`)).problems
export const makeRegister = (operation: string, name: string) => send<Register>('POST', `${base(operation)}/registers`, { name })
export const readRegister = (operation: string, register: string) => get<Register>(at(operation, register))
export const setApproval = (operation: string, register: string, required: boolean) => send<Register>('PUT', `${at(operation, register)}/approval`, { required })
export const listEntities = (operation: string, register: string, query: Query) => get<{ entities: Entity[]; next: number | null; total: number }>(`${at(operation, register)}/entities`, query)
export const readEntity = (operation: string, register: string, uuid: string) => get<WholeEntity>(`${at(operation, register)}/entities/${encodeURIComponent(uuid)}`)
export const resolveConflict = (operation: string, register: string, uuid: string, body: { version: number; take: Record<string, string>; reason: string }) =>
  send<WholeEntity>('POST', `${at(operation, register)}/entities/${encodeURIComponent(uuid)}/resolution`, body)
export const listWaiting = async (operation: string, register: string) => (await get<{ waiting: Waiting[] }>(`${at(operation, register)}/waiting`)).waiting
export const carryOut = (operation: string, register: string, id: number) => send<unknown>('POST', `${at(operation, register)}/waiting/${id}/carry-out`, {})
export const fileAddress = (operation: string, register: string) => `${at(operation, register)}/file`

export interface HowToRead {
  key: string
  empty_clears: boolean
  add_columns: boolean
}

function upload<T>(path: string, file: File, how: HowToRead, revision?: number): Promise<T> {
  const form = new FormData()
  form.append('file', file)
  const query = new URLSearchParams({ key: how.key, empty_clears: String(how.empty_clears), add_columns: String(how.add_columns) })
  if (revision !== undefined) query.set('revision', String(revision))
  return send<T>('POST', `${path}?${query.toString()}`, form)
}
export const previewFile = (operation: string, register: string, file: File, how: HowToRead) => upload<Plan>(`${fileAddress(operation, register)}/preview`, file, how)
export const applyFile = (operation: string, register: string, file: File, how: HowToRead, revision: number) =>
  upload<{ created: number; updated: number }>(fileAddress(operation, register), file, how, revision)
