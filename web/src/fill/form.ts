import { get } from '../api/client'
import { ApiProblem, noAnswer, problemOf } from '../api/problem'
import { language } from '../i18n/language'
import type { Door } from './door'
import { currentForm, keepForm, keepOtherForm, keptForm, type FormFile, type KeptForm } from './kept'

interface Described {
  form: { id: string; title: string; version: string; hash: string }
  files: { name: string; media_type: string; hash: string; size: number }[]
  link: { kind: 'single' | 'many'; expires_at: string | null } | null
  largest_submission: number
}

/** The raw bytes of an address, or the problem in the server's words. */
async function fetchBlob(path: string): Promise<Blob> {
  let answer: Response
  try {
    answer = await fetch(path, { headers: { 'Accept-Language': language.value }, credentials: 'same-origin' })
    if (answer.ok) return await answer.blob()
  } catch {
    throw noAnswer(navigator.onLine)
  }
  throw problemOf(answer.status, await answer.json().catch(() => null))
}

/** Gets a version whole; of what `before` has, only what changed. */
async function fetchForm(door: Door, version: string | null, before: KeptForm | undefined): Promise<[Described, KeptForm]> {
  const which = version === null ? '' : `?version=${encodeURIComponent(version)}`
  const described = await get<Described>(`${door.api}${which}`)
  const key = `${door.id}#${described.form.hash}`
  const xml = before?.key === key ? before.xml : await (await fetchBlob(`${door.api}/form.xml${which}`)).text()
  const files: FormFile[] = []
  for (const { name, media_type, hash } of described.files) {
    const held = before?.files.find((file) => file.name === name && file.hash === hash)
    files.push(held ?? { name, media_type, hash, blob: await fetchBlob(`${door.api}/files/${encodeURIComponent(name)}${which}`) })
  }
  return [described, { key, door: door.id, form: described.form, xml, files }]
}

export interface Opened {
  form: KeptForm
  /** Why it could not be asked whether there is a newer version. */
  stale: ApiProblem | null
}

/** The newest form of a door: from the server if it answers, else as kept. What the server refuses is refused here too. */
export async function openForm(door: Door): Promise<Opened> {
  const before = await currentForm(door.id)
  try {
    const [described, form] = await fetchForm(door, null, before)
    const { link, largest_submission } = described
    await keepForm({ ...door, title: form.form.title, current: form.key, kind: link?.kind ?? null, expires_at: link?.expires_at ?? null, largest_submission }, form)
    return { form, stale: null }
  } catch (cause) {
    const away = cause instanceof ApiProblem && ['offline', 'unreachable', 'login', 'server'].includes(cause.kind)
    if (before && away) return { form: before, stale: cause }
    throw cause
  }
}

/** A version to edit what was filled with it. */
export async function openVersion(door: Door, version: string): Promise<KeptForm> {
  const [, form] = await fetchForm(door, version, await currentForm(door.id))
  if (!(await keptForm(form.key))) await keepOtherForm(form)
  return form
}

/** How the engine gets the files of a form: from what is kept, never from the network. */
export function fileFetcher(form: KeptForm) {
  return async (resource: URL | string): Promise<Response> => {
    const name = decodeURIComponent(String(resource).split('/').pop() ?? '')
    const file = form.files.find((one) => one.name === name)
    if (!file) return new Response(null, { status: 404 })
    return new Response(file.blob, { headers: { 'Content-Type': file.media_type } })
  }
}
