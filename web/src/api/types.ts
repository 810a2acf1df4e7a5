/** What the server sends. Words as in the project's vocabulary; field names as on the wire. */

/** A text in the languages of the interface. */
export type Text = string | { en?: string; fr?: string; rn?: string }

/** Why there is no number. Unknown is not zero: the reasons stay apart to the last chart. */
export type Missing = 'missing' | 'not_assessed' | 'not_accessible' | 'not_applicable' | 'withheld'

export interface Coverage {
  assessed: number
  expected: number
  level: number
}

export interface BoundaryLevel {
  level: number
  name: Text
  count: number
  geometry: 'official' | 'approximate' | 'none'
}

export interface Boundary {
  code: string
  label: Text
  valid_from: string
  source: string
  licence: string
  levels: BoundaryLevel[]
}

export interface Round {
  number: number
  from: string
  to: string
  demonstration: boolean
  source_note: Text
  records: number
  coverage: Coverage
}

export interface DimensionValue {
  code: string
  label: Text
}

export interface Dimension {
  name: string
  label: Text
  values: DimensionValue[]
}

export interface Indicator {
  code: string
  version: string
  name: Text
  unit: 'individuals' | 'households'
  hxl: string
  method: Text
  levels: number[]
  disaggregations: { name: string; dimensions: Dimension[] }[]
}

export interface Exercise {
  code: string
  name: Text
  tool: string
  rounds: Round[]
  indicators: Indicator[]
}

export interface Operation {
  code: string
  name: Text
  admin0_name: string
  admin0_pcode: string
  status: string
  demonstration: boolean
  /** Absent until boundaries are loaded for the operation. */
  boundary: Boundary | null
  exercises: Exercise[]
}

export interface Figure {
  operation: string
  exercise: string
  round: number
  indicator: string
  level: number
  place: string
  place_name: string
  parent: string | null
  disaggregation: string
  dimensions: Record<string, string>
  value: number | null
  missing?: Missing
  records: number
  coverage: Coverage
  indicator_version: string
  method: string
  snapshot: string
  path: string
}

export interface Explanation {
  figure: Figure
  indicator: { code: string; version: string; name: Text; method: Text; expression: string }
  snapshot: { sha256: string; created_at: string; records: number }
  coverage: Coverage
  contributing: { count: number; records?: { key: string; source: string; value: number | null }[] }
  recipe_note?: Text
}

export interface PlaceProperties {
  pcode: string
  name: string
  parent: string | null
  approximate: boolean
}

export type PlaceShapes = GeoJSON.FeatureCollection<GeoJSON.Polygon | GeoJSON.MultiPolygon, PlaceProperties>

export type Role = 'viewer' | 'reviewer' | 'manager'

export interface User {
  id: number | string
  email: string
  name: string
  language: string
  must_change_password: boolean
  administrator: boolean
  disabled?: boolean
  roles: { operation: string; role: Role }[]
}

export interface StaffOperation {
  code: string
  name: Text
  role: Role | 'administrator'
}

export type RecordState = 'received' | 'approved' | 'rejected'

export interface Flag {
  code: string
  severity: string
  message: Text
}

export interface RecordPlace {
  pcode: string
  name: string
  level: number
}

/** Where a record came from: a submission from a device, or a row of a workbook. */
export type RecordSource =
  | string
  | { kind: 'submission'; instance_id: string; version: number }
  | { kind: 'row'; file: string; sha256: string; sheet: string; row: number }

export interface RecordSummary {
  id: number | string
  key: string
  state: RecordState
  exercise: string
  round: number
  places: RecordPlace[]
  title: Text
  received_at: string
  source: RecordSource
  flags: Flag[]
  summary: { name: string; label: Text; value: unknown }[]
}

export type Answer = { type: string; value: unknown } | { missing: Missing }

export interface RecordDetail extends RecordSummary {
  answers: { name: string; label: Text; kind: string; answer: Answer; personal: boolean }[]
  attachments: { id: number | string; name: string; media_type: string; size: number }[]
  history: { at: string; by: string; action: string; reason: string | null }[]
}

export interface FormSummary {
  form_id: string
  title: Text
  version: string
  state: string
  published_at: string
  exercise: string | null
  warnings: FormProblem[] | string[]
  submissions: number
}

export interface FormProblem {
  sheet?: string
  row?: number
  column?: string
  value?: string
  code: string
  message: string
  remedy?: string
}

export interface Device {
  id: number | string
  name: string
  created_at: string
  revoked_at: string | null
  last_seen_at: string | null
}

export interface ImportSummary {
  id: number | string
  file: string
  mapping: string
  at: string
  by: string
  read: number
  stored: number
  unchanged: number
  refused: number
  problems: (FormProblem | string)[]
}

export interface Candidate {
  pcode: string
  name: string
  score: number
  reason: Text
}

export interface AuditEntry {
  seq: number
  at: string
  actor: string
  action: string
  subject: string
  detail: unknown
}

export interface LiveFigures {
  operation: string
  exercise: string
  round: number
  snapshot: string
}
