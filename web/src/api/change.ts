/** Change between rounds, as the server tells it. */
import type { Figure, Grade, Text } from './types'

/** Why a round has no count of a place. The reasons stay apart. */
export type NotAssessed = 'closed' | 'inaccessible' | 'not_reached' | 'no_answer' | 'not_said'

export type Hidden = 'withheld' | 'not_as_published'

export interface CountChange {
  before: number
  after: number
  net: number
  /** Absent where there was nobody before. */
  relative: number | null
}

export type PlaceGroups = Partial<Record<NotAssessed, { places: number; count: number }>>

/** `total.net` = same places + newly assessed − no longer assessed. */
export interface ChangeParts {
  same_coverage: boolean
  same_places: number
  like_for_like: CountChange | null
  newly_assessed: PlaceGroups
  no_longer_assessed: PlaceGroups
}

export interface Movement {
  reason: string
  count: number
}

export interface ChangeAccount {
  change: CountChange
  increases: Movement[]
  decreases: Movement[]
  increase: number
  decrease: number
  /** What the reasons do not explain. */
  residual: number
  silent_about_increases: number
  silent_about_decreases: number
}

export interface AreaChange {
  place: string
  name: string | null
  parent: string | null
  level: number
  total: CountChange | null
  /** How far the two totals may be relied upon; absent where nothing is graded. */
  grades?: { before: Grade | null; after: Grade | null }
  parts: ChangeParts | null
  hidden: Hidden | null
  account: ChangeAccount | null
  account_hidden: Hidden | null
}

export interface Refusal {
  code: string
  message: string
  remedy: string | null
  differences?: { code: string; message: string }[]
}

/** What people read for the codes of a reason, by each of its parts. */
export type ReasonLabels = { increases: Record<string, Text>[]; decreases: Record<string, Text>[] }

/** A round of a change: records that do not say their place, and those whose place the list of sites knows as another one. */
export interface RoundTold { round: number; unrecognised: number; followed: number; sites_revision: number | null }

export interface ChangeAnswer {
  from: RoundTold
  to: RoundTold
  refused: Refusal | null
  areas: AreaChange[]
  no_account: 'not_collected' | 'rounds_between' | 'records_changed' | null
  reasons: ReasonLabels | null
}

export interface SameLine {
  rounds: number[]
  same_places: number
  left_out: number
  counts: (number | null)[]
  hidden: Hidden | null
}

export interface SeriesAnswer {
  points: { round: number; figure: Figure | null }[]
  plain: 'drawn' | 'refused'
  reasons: (Refusal & { from: number; to: number })[]
  like_for_like: SameLine[]
}
