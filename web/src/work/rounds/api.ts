import type { Figure, Text } from '../../api/types'

export type Stage = 'planned' | 'collecting' | 'review' | 'closed' | 'published'
export type PlaceState = 'assessed' | 'received' | 'not_yet' | 'inaccessible' | 'closed'
export const placeStates: readonly PlaceState[] = ['assessed', 'received', 'not_yet', 'inaccessible', 'closed']

export type Totals = Record<PlaceState | 'expected', number>
export type Counts = Record<'approved' | 'waiting' | 'rejected', number>

export interface RoundLine {
  number: number
  from: string
  to: string
  stage: Stage
  revision: number
  shown_revision: number
  tool: string
  note: Text
  form_version: string | null
  next: Stage[]
  may_be_revised: boolean
  coverage: Totals
}

export interface Exercise {
  code: string
  name: Text
  tool: string
  form_versions: string[]
  rounds: RoundLine[]
}

export interface Revision {
  number: number
  reason: string
  begun_at: string | null
  begun_by: string
  closed_at: string | null
  left_out: string | null
  published_at: string | null
}

/** What a revision says. */
export interface ReadRevision {
  revision: Revision
  /** None before figures were ever computed. */
  snapshot: string | null
  computed_at?: string
  indicators: { code: string; name: Text; unit: string }[]
  figures: Figure[]
}

export interface Round extends RoundLine {
  records: { all: number; waiting: number }
  records_outside: number
  revisions: Revision[]
}

export interface CoveredPlace {
  pcode: string
  /** The id of a site of the master list; none if the area itself is expected. */
  site: string | null
  /** How a site stands, and what is there in its place. */
  stands?: { status: 'proposed' | 'active' | 'inaccessible' | 'closed' | null; since: string | null; now: { id: string; name: string }[] }
  /** Other sites of the list that are this one now. */
  also?: { id: string; name: string }[]
  name: string | null
  parent_name: string | null
  team: number | null
  mark: 'inaccessible' | 'closed' | null
  reason: string | null
  marked_by: string | null
  state: PlaceState
  records: Counts
}

/** Sites of the master list, as a source of expected places. */
export interface SitesSource { from: 'sites'; areas: string[]; add: boolean; status?: string; kind?: string; search?: string }

export interface Coverage {
  listed: boolean
  level: number
  totals: Totals
  places: CoveredPlace[]
  teams: { team: number | null; totals: Totals }[]
  elsewhere: Counts
  without_place: Counts
}

export interface Member {
  kind: 'person' | 'device'
  id: number
  name: string
}

export interface Team {
  id: number
  name: string
  members: Member[]
}

export interface Teams {
  teams: Team[]
  /** Who may belong to one; managers are told. */
  may_join?: Member[]
}

export interface RoundCheck {
  records: number
  raised: number
  gone: number
}

/** A place that had a record in the round before and has none now. */
export interface GonePlace {
  name: string | null
  places: { pcode: string; name: string | null }[]
  record: number
}

export const operationAddress = (operation: string) => `/api/v1/operations/${encodeURIComponent(operation)}`
export const roundAddress = (operation: string, exercise: string, round: number) => `${operationAddress(operation)}/exercises/${encodeURIComponent(exercise)}/rounds/${round}`
