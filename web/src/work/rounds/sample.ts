import type { Text } from '../../api/types'
import type { Stage } from './api'

export type Verdict = 'chosen' | 'not_known' | 'not_chosen'

export interface SampledPlace {
  area: string
  name: string
  households: number | null
  individuals: number | null
  verdict: Verdict
  /** It has the same number as a place on the other side of the line. */
  tied: boolean
}

export interface Rule {
  code: string
  name: Text
}

export interface Drawn {
  places: SampledPlace[]
  areas_without: { area: string; name: string | null; reason: 'no_record' | 'waiting' | 'not_accessible' | 'not_applicable' | 'not_given' }[]
}

interface List {
  rule: Rule
  from_round: number
  from_revision: number
  totals: Record<Verdict | 'areas_without' | 'tied', number>
  drawn: Drawn
  area_names: Record<string, string | null>
}

export interface Preview extends List {
  from_stage: Stage
  /** Tells this list from another that the same rule may choose later. */
  seen: string
}

export interface ChosenPlace extends SampledPlace {
  state: 'assessed' | 'received' | 'not_yet'
  records: number[]
}

export interface SampleCoverage {
  assessed: number
  received: number
  not_yet: number
  places: ChosenPlace[]
  beyond: { area: string; name: string; record: number; verdict: Verdict | null; perhaps: string | null }[]
}

export interface Taken extends List {
  taken_at: string
  taken_by: string
  coverage: SampleCoverage | null
}

export interface Sample {
  /** `null` where the operation has no rule for the exercise. */
  rules: Rule[] | null
  rounds: { number: number; stage: Stage; revision: number }[]
  taken: Taken | null
}
