import { reactive } from 'vue'
import { language } from '../i18n/language'
import { isOurs } from './door'
import { arrived, fileOf, noteTry, wholeQueue, type Finished, type Refusal } from './kept'

/** Bytes of files in one post, unless one file is larger: over a bad line what has arrived need not go again. */
const POST_BYTES = 1_000_000
/** How long to wait after the first failure; twice as long after each further one. */
const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 300_000

/** What pages show of the sending. */
export const sending = reactive({
  /** The instanceID that is on its way. */
  now: null as string | null,
  /** Goes up whenever something in the queue has changed. */
  changes: 0,
  /** Whether the server did not answer the last time. */
  away: false,
  /** Whether sending waits for somebody to log in. */
  login: false,
})

/** Answers of the server that another try can change without anybody's doing. */
const passing = (status: number) => status === 408 || status === 425 || status === 429 || status >= 500

class Away extends Error {}
class LogInNeeded extends Error {}

/** Sends what waits, one after the other; only one tab of this browser does at a time. Never throws. */
export async function sendAll(): Promise<void> {
  if (sending.now !== null) return
  const locks = navigator.locks as LockManager | undefined
  // Without a secure address there are no locks; the server takes the same thing only once anyway.
  if (!locks) return sendEach()
  await locks.request('inzira-sending', { ifAvailable: true }, (lock) => (lock ? sendEach() : undefined))
}

async function sendEach() {
  sending.login = false
  for (const finished of (await wholeQueue()).sort((a, b) => a.finished_at.localeCompare(b.finished_at))) {
    if (finished.state !== 'waiting' || !isOurs(finished)) continue
    sending.now = finished.instance_id
    sending.changes += 1
    try {
      const refusal = await send(finished)
      sending.away = false
      if (refusal) await noteTry(finished.instance_id, { state: 'refused', tries: finished.tries + 1, refusal })
      else await arrived(finished, new Date().toISOString())
    } catch (cause) {
      await noteTry(finished.instance_id, { tries: finished.tries + 1 })
      if (cause instanceof LogInNeeded) {
        sending.login = true
        continue
      }
      sending.away = true
      break // nobody there for this one is nobody there for the next one
    } finally {
      sending.now = null
      sending.changes += 1
    }
  }
}

/** Sends one, in as many posts as its files need. Null when the server holds all of it; else why it will not. */
async function send(finished: Finished): Promise<Refusal | null> {
  const left = finished.files.filter((name) => !finished.sent_files.includes(name))
  const limit = Math.min(POST_BYTES, finished.largest_submission)
  const sent = [...finished.sent_files]
  do {
    const body = new FormData()
    body.append('xml_submission_file', new File([finished.xml], 'xml_submission_file', { type: 'text/xml' }))
    let bytes = 0
    const inThis: string[] = []
    while (left[0] !== undefined) {
      const blob = await fileOf(finished.files_of, left[0])
      if (blob && inThis.length > 0 && bytes + blob.size > limit) break
      const name = left.shift() as string
      inThis.push(name)
      if (!blob) continue
      bytes += blob.size
      body.append(name, blob, name)
    }
    if (left.length > 0) body.append('*isIncomplete*', 'yes')
    const refusal = await post(finished, body)
    if (refusal) return refusal
    sent.push(...inThis)
    if (left.length > 0) await noteTry(finished.instance_id, { sent_files: sent })
  } while (left.length > 0)
  return null
}

async function post(finished: Finished, body: FormData): Promise<Refusal | null> {
  let answer: Response
  let said: { instance_id?: string; error?: { code?: string; message?: string; remedy?: string } } | null
  try {
    const headers = { Accept: 'application/json', 'Accept-Language': language.value, 'X-Inzira': '1' }
    answer = await fetch(`${finished.api}/submission`, { method: 'POST', headers, body, credentials: 'same-origin' })
    said = await answer.json().catch(() => null)
  } catch {
    throw new Away()
  }
  // A hotel's log-in page answers 200 to anything: only our server names what it has taken.
  if ((answer.status === 201 || answer.status === 202) && said?.instance_id === finished.instance_id) return null
  if (answer.status === 401) throw new LogInNeeded()
  if (answer.ok || passing(answer.status) || !said?.error?.code) throw new Away()
  return { status: answer.status, code: said.error.code, message: said.error.message ?? '', remedy: said.error.remedy ?? null }
}

/** Tries something refused once more, because the reason may be gone: a link extended, a form opened again. */
export async function tryAgain(finished: Finished) {
  await noteTry(finished.instance_id, { state: 'waiting', refusal: null })
  sending.changes += 1
  await sendAll()
}

/** Sends as soon as it may work: at once, when the network returns, and again after growing pauses. Returns how to stop. */
export function keepSending(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = FIRST_PAUSE_MS
  let stopped = false

  async function round() {
    clearTimeout(timer)
    await sendAll().catch(() => undefined)
    if (stopped) return
    const waits = (await wholeQueue().catch(() => [])).some((one) => one.state === 'waiting' && isOurs(one))
    pause = sending.away || sending.login ? Math.min(pause * 2, LONGEST_PAUSE_MS) : FIRST_PAUSE_MS
    if (waits) timer = setTimeout(round, pause)
  }
  function now() {
    pause = FIRST_PAUSE_MS
    void round()
  }
  const seen = () => document.visibilityState === 'visible' && now()
  addEventListener('online', now)
  document.addEventListener('visibilitychange', seen)
  void round()
  return () => {
    stopped = true
    clearTimeout(timer)
    removeEventListener('online', now)
    document.removeEventListener('visibilitychange', seen)
  }
}
