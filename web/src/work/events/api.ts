import type { RecordState, Text } from '../../api/types'

export type State = 'unconfirmed' | 'open' | 'closed' | 'absorbed' | 'contradictory'

export interface Update {
  record: number
  state: RecordState
  number: number
  day: string
  individuals: number | null
  households: number | null
  source: string | null
  closed: string | null
}

export interface Area {
  place: string
  place_name: string | null
  parent_name: string | null
  state: State
  because?: string
  round?: number
  beyond: number | null
  absorbed_by_round: number | null
  partly_counted_by: number | null
  latest: Update | null
  updates: Update[]
}

export interface Event {
  code: string
  trigger: string | null
  began: string | null
  state: State
  round?: number
  individuals: number | null
  areas: Area[]
}

export interface Tracked {
  code: string
  form_id: string
  public: boolean
  words: Record<string, Record<string, Text>>
  events: Event[]
}
