export interface Trouble {
  row: string
  field: string | null
  code: string
  refused: boolean
  message: string
  remedy: string | null
}

export interface SourceResult {
  told: number
  new: number
  corrected: number
  held: number
  refused: number
  files: number
  decided: number
  complete: boolean
  troubles: Trouble[]
  more_troubles: number
}

export interface Source {
  id: number
  name: string
  kind: 'kobo' | 'central'
  url: string
  project: string
  form: string
  login: string | null
  review_states: boolean
  every_minutes: number
  paused: boolean
  next_run_at: string
  last_run_at: string | null
  last_result: SourceResult | null
  running: boolean
  due: boolean
}
