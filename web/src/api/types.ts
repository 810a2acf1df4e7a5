import type { OtherBoundary } from './reform'

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
  /** Absent while nothing is published of the round. */
  records: number | null
  coverage: Coverage | null
  /** By which rule its places were chosen, if by one. */
  chosen_by?: ChosenBy | null
}

export interface ChosenBy {
  code: string
  name: Text
  from_round: number
  from_revision: number
}

export interface DimensionValue {
  code: string
  label: Text
}

export interface Dimension {
  name: string
  label: Text
  values: DimensionValue[]
  /** The level of places that the values are, if they are places. */
  values_from?: string | null
}

export interface Indicator {
  code: string
  version: string
  name: Text
  unit: 'individuals' | 'households' | 'sites' | 'percent'
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

/** A page of the dashboard as a pack describes it. */
export interface View {
  code: string
  exercise: string
  title: Text
  lead: Text
  panels: Panel[]
}

export interface Panel {
  kind: 'headline' | 'map' | 'series' | 'bars' | 'pyramid' | 'table' | 'text'
  title?: Text
  indicators: string[]
  disaggregation?: string
  levels: number[]
  text?: Text
  wide: boolean
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
  /** Boundaries that its figures can be read in besides. */
  other_boundaries?: OtherBoundary[]
  exercises: Exercise[]
  views?: View[]
}

export interface Figure {
  operation: string
  exercise: string
  round: number
  indicator: string
  level: number
  place: string
  /** Absent where the boundaries do not know the place. */
  place_name: string | null
  parent: string | null
  disaggregation: string
  dimensions: Record<string, string>
  value: number | null
  missing?: Missing
  records: number
  /** Records that should have contributed but hold no answer: the number leaves them out. */
  omitted?: number
  coverage: Coverage
  /** How far the number may be relied upon; only totals of what is graded have it. */
  confidence?: Confidence
  /** What of the number stands on a borrowed mean. */
  borrowed?: { records: number; value: number }
  /** The two sums of a share. */
  ratio?: { part: number; whole: number }
  /** Names and versions of what worked it out. */
  recipes?: string[]
  indicator_version: string
  method: string
  snapshot: string
  path: string
}

/** From A, the best, to D. */
export type Grade = 'A' | 'B' | 'C' | 'D'

export interface Confidence {
  grade: Grade | null
  parts: { grade: Grade | null; records: number; value: number }[]
}

/** What worked a column out, with every parameter. */
export interface Recipe {
  version: string
  parameters: { estimator: string; label: Text } & Record<string, unknown>
  columns: string[]
}

type Count = number | { missing: Missing }

/** How the number of one record came about. */
export type Basis =
  | {
      grade: Grade | null
      lacks: string[]
      visited: boolean
      spread: { smallest: number; largest: number; median: number; weighted_mean: number; relative_range: number | null; relative_mad: number | null } | null
      answers: { kind: string; known_by: string; weight: number; count: Count; remote: boolean }[]
      stated?: number
      asked?: number
    }
  | {
      households: Count
      mean: number | null
      from: { kind: string; stratum?: string; source?: string } | null
      sample: { sampled: number; mean: number } | null
      implausible: boolean
    }
  | { people: Count; by: number[] | null; stratum?: string }

export interface Explanation {
  figure: Figure
  indicator: { code: string; version: string; name: Text; method: Text; expression: string; per?: string | null; latest?: { of: string[]; by: string } | null }
  recipes?: Recipe[]
  snapshot: { sha256: string; created_at: string | null; records: number | null }
  coverage: Coverage
  contributing: { count: number; records_edited?: number; values_edited?: number; edited?: Record<string, number>; records?: { key: string; source: string; value: number | null; whole?: number; basis?: Record<string, Basis> }[] | null; superseded?: { key: string; source: string }[] }
  recipe_note?: Text | null
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

export type RecordState = 'received' | 'edited' | 'has_issues' | 'approved' | 'rejected'

export interface Flag {
  code: string
  severity: 'note' | 'warning' | 'error'
  message: Text
  what_to_do?: Text
}

export interface RecordPlace {
  pcode: string
  name: string | null
  level: number
}

/** Where a record came from: a submission from a device, or a row of a workbook. */
export type RecordSource =
  | { kind: 'submission'; instance_id: string; version: number }
  | { kind: 'row'; file: string; sha256: string; sheet: string; row: number }

export interface RecordSummary {
  id: number | string
  operation: string
  key: string
  state: RecordState
  exercise: string
  /** Absent where a record belongs to no round. */
  round: number | null
  /** How far its round has come. */
  round_stage: 'planned' | 'collecting' | 'review' | 'closed' | 'published' | null
  places: RecordPlace[]
  title: Text | null
  received_at: string
  source: RecordSource
  flags: Flag[]
  /** Its answers were encrypted on the phone: nothing of them is known here. */
  encrypted: boolean
  summary: { name: 'idp_households' | 'idp_individuals'; value: number }[]
  /** Rises with each change: whoever decides or edits says which they looked at. */
  version: number
  /** Who sent it; absent for a row of a workbook. */
  brought?: { sender: string | null; device: string | null } | null
}

/** A value that a reviewer edited. */
export interface ValueEdit {
  id: number
  version: number
  question: string
  from: Answer
  to: Answer
  personal: boolean
  reason: string
  at: string
  by: string
  /** When a newer version of the submission came that it does not fit. */
  lapsed_at: string | null
}

/** What others did to a record since it was read. */
export interface Meanwhile {
  version: number
  state: RecordState
  changes: { at: string; by: string; action: string; reason: string | null; questions: string[] }[]
}

export interface EditProblem {
  question: string
  code: string
  message: string
  remedy: string | null
}

/** A record that was sent back to whoever collected it. */
export interface ReturnedRecord {
  id: number
  operation: string
  title: string
  exercise: string | null
  form_id: string | null
  round: number | null
  place: string
  sender: string
  device: string
  teams: string[]
  returned_at: string | null
  returned_by: string
  reason: string
}

export type Answer = { type: string; value: unknown } | { missing: Missing }

/** What people read for a choice: by question, and there by the name that is stored. */
export type ChoiceLabels = Record<string, Record<string, Text>>

export interface RecordDetail extends RecordSummary {
  /** The form it is edited with. */
  form_id: string | null
  /** What the source says of a submission that was brought from another system: as told. */
  told?: { source: string; submitted_at: string | null; submitter: string | null } | null
  choices?: ChoiceLabels
  answers: { name: string; label: Text; kind: string; answer: Answer; personal: boolean; columns?: { name: string; label: Text; kind: string }[] }[]
  attachments: { id: number | string; name: string; media_type: string; size: number }[]
  history: { at: string; by: string; action: string; reason: string | null; version: number | null }[]
  edits: ValueEdit[]
  /** The same place in the round before. */
  previous: { id: number; round: number; state: RecordState; title: string; received_at: string; answers: Record<string, Answer> } | null
  /** Questions whose answers no person gives. */
  computed: string[] | null
}

export type FormState = 'open' | 'closing' | 'closed'

/** A form that is being tried before everybody gets it. */
export interface DraftSummary {
  form_id: string
  title: Text
  version: string
  created_at: string
  trials: number
  missing_files: string[]
  warnings: FileProblem[]
}

/** What a phone scans to try a draft; shown once. */
export interface DraftCode {
  server_url: string
  settings_qr_svg: string
}

/** What was sent to try a draft. */
export interface Trial {
  instance_id: string
  received_at: string
  device: string | null
  files: { name: string; size: number }[]
  answers: { name: string; value: string }[]
}

export interface FormSummary {
  form_id: string
  title: Text
  version: string
  /** Open forms are given to phones; of closing ones what is filled in already is still taken. */
  state: FormState
  published_at: string
  exercise: string | null
  warnings: FileProblem[]
  submissions: number
  /** Phones encrypt what they send. */
  encrypted: boolean
}

/** A problem of a file: where, what, what now. */
export interface FileProblem {
  sheet?: string
  row?: number
  column?: string | { letter: string; header: string }
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
  /** The name it logs in with, where its address is no key. */
  user_name: string | null
}

/** What a new device needs; shown once. */
export interface NewDevice {
  device: Device
  project: string
  server_url: string
  user_name: string | null
  password: string | null
  settings_qr_svg: string
}

export interface ImportSummary {
  id: number | string
  file: string
  mapping: string
  at: string
  by: string
  stored: number
  unchanged: number
  refused: number
  report: {
    sheets: { sheet: string; read: number; accepted: number; refused: number }[]
    unread: { sheet: string }[]
    /** Totals that the file states itself, beside ours. */
    totals: { question: string; ours: number; theirs: number; place: string }[]
    problems: FileProblem[]
  }
}

export interface PlaceVersion {
  code: string
  version: Omit<Boundary, 'levels'> & { valid_to?: string | null; note?: string | null }
  levels: BoundaryLevel[]
  in_use: boolean
}

export interface Candidate {
  pcode: string
  name: string
  score: number
  /** Why it is proposed. */
  reason: string
}

export interface AuditEntry {
  seq: number
  at: string
  actor: string
  action: string
  subject: string
  detail: unknown
}

/** Figures of a round changed; `operation: null` means that some change was missed, so any may have. */
export type LiveFigures = { operation: string; exercise: string; round: number; snapshot: string } | { operation: null }

/** The latest approved update on an event in one place. */
export interface EventPart {
  event: string
  trigger: string | null
  trigger_words: Text | null
  source_words: Text | null
  began: string | null
  place: string
  place_name: string | null
  /** P-codes of the places it lies in, from the country downwards. */
  within: string[]
  update: number
  as_of: string
  source: string | null
  individuals: number | null
  households: number | null
  missing: string | null
  /** How many come on top of what a round has counted. */
  beyond: number | null
  absorbed_by_round: number | null
  /** The last round that counted some of the place since, and not all of it. */
  partly_counted_by_round: number | null
}

export interface EventsBeside {
  recipe: string
  overlay: EventPart[]
  absorbed: EventPart[]
}
