export interface Webhook {
  id: number
  name: string
  url: string
  events: string[]
  with_answers: boolean
  paused: boolean
  paused_because: string | null
  waiting: number
  created_at: string
}

export interface Delivery {
  id: number
  event: string
  state: 'waiting' | 'delivered' | 'set_aside'
  attempts: number
  created_at: string
  next_attempt_at: string
  last_attempt_at: string | null
  last_status: number | null
  last_answer: string | null
}

/** A webhook with its secret, which the server says only once. */
export interface Secret {
  webhook: Webhook
  secret: string
}
