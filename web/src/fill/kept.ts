import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Door } from './door'

/** A file that belongs to a form: a list of choices, a picture, a sound. */
export interface FormFile {
  name: string
  hash: string
  media_type: string
  blob: Blob
}

/** A version of a form, whole: with it a form is filled without any network. */
export interface KeptForm {
  /** `${door}#${hash}`: drafts go on with the version they were begun with. */
  key: string
  door: string
  form: { id: string; title: string; version: string; hash: string }
  xml: string
  files: FormFile[]
}

/** A door that was opened on this device. */
export interface KeptDoor extends Door {
  title: string
  /** Key of the newest version. */
  current: string
  kind: 'single' | 'many' | null
  expires_at: string | null
  largest_submission: number
}

/** What is being filled. Its files are apart, under its id. */
export interface Draft {
  id: string
  door: string
  owner: string | null
  /** Key of the form's version. */
  form: string
  title: string
  xml: string
  files: string[]
  begun_at: string
  changed_at: string
  /** When it corrects what is held: the instanceID that it takes the place of. */
  corrects: string | null
}

/** Why the server did not take something, in its own words. */
export interface Refusal {
  status: number
  code: string
  message: string
  remedy: string | null
}

/** What is finished and waits to be sent. It has its instanceID for good; only an answer of the server takes it away. */
export interface Finished {
  instance_id: string
  door: string
  owner: string | null
  api: string
  page: string
  title: string
  form_title: string
  xml: string
  /** Under which its files are. */
  files_of: string
  files: string[]
  /** Files the server has. */
  sent_files: string[]
  finished_at: string
  state: 'waiting' | 'refused'
  tries: number
  refusal: Refusal | null
  largest_submission: number
}

/** What has arrived; what it said is no longer here. */
export interface Sent {
  instance_id: string
  door: string
  owner: string | null
  title: string
  sent_at: string
}

interface Kept extends DBSchema {
  doors: { key: string; value: KeptDoor }
  forms: { key: string; value: KeptForm; indexes: { door: string } }
  drafts: { key: string; value: Draft; indexes: { door: string } }
  files: { key: [string, string]; value: { of: string; name: string; blob: Blob } }
  queue: { key: string; value: Finished; indexes: { door: string } }
  sent: { key: string; value: Sent; indexes: { door: string } }
}

/** Arrivals that are remembered for each door. */
const ARRIVALS = 50
/** A write is on the disk before it is believed: a field office's power may go at any moment. */
const DURABLE = { durability: 'strict' } as const

let opened: Promise<IDBPDatabase<Kept>> | null = null

function database(): Promise<IDBPDatabase<Kept>> {
  opened ??= openDB<Kept>('inzira', 1, {
    upgrade(made) {
      made.createObjectStore('doors', { keyPath: 'id' })
      made.createObjectStore('forms', { keyPath: 'key' }).createIndex('door', 'door')
      made.createObjectStore('drafts', { keyPath: 'id' }).createIndex('door', 'door')
      made.createObjectStore('files', { keyPath: ['of', 'name'] })
      made.createObjectStore('queue', { keyPath: 'instance_id' }).createIndex('door', 'door')
      made.createObjectStore('sent', { keyPath: 'instance_id' }).createIndex('door', 'door')
    },
    // A newer version of the application in another tab waits for this one otherwise.
    blocking: (_, __, event) => (event.target as IDBDatabase).close(),
    terminated: () => (opened = null),
  })
  return opened
}

/** All files of one draft or submission. */
const filesOf = (id: string) => IDBKeyRange.bound([id], [id, []])

export async function keptDoors(): Promise<KeptDoor[]> {
  return (await database()).getAll('doors')
}

export async function keptDoor(id: string): Promise<KeptDoor | undefined> {
  return (await database()).get('doors', id)
}

export async function keptForm(key: string): Promise<KeptForm | undefined> {
  return (await database()).get('forms', key)
}

/** The newest form of a door. */
export async function currentForm(door: string): Promise<KeptForm | undefined> {
  const known = await keptDoor(door)
  return known && keptForm(known.current)
}

/** Keeps a version whole or not at all; those before it go once no draft needs them. */
export async function keepForm(door: KeptDoor, form: KeptForm) {
  const transaction = (await database()).transaction(['doors', 'forms', 'drafts'], 'readwrite')
  await transaction.objectStore('doors').put(door)
  const forms = transaction.objectStore('forms')
  await forms.put(form)
  const drafts = await transaction.objectStore('drafts').index('door').getAll(door.id)
  const needed = new Set([form.key, ...drafts.map((draft) => draft.form)])
  for (const key of await forms.index('door').getAllKeys(door.id)) {
    if (!needed.has(key)) await forms.delete(key)
  }
  await transaction.done
}

/** Keeps a version beside the newest, to edit what was filled with it. */
export async function keepOtherForm(form: KeptForm) {
  await (await database()).put('forms', form)
}

export async function draftsOf(door: string): Promise<Draft[]> {
  return (await database()).getAllFromIndex('drafts', 'door', door)
}

export async function draft(id: string): Promise<Draft | undefined> {
  return (await database()).get('drafts', id)
}

export async function fileOf(id: string, name: string): Promise<Blob | undefined> {
  return (await (await database()).get('files', [id, name]))?.blob
}

/** Saves a draft as it stands. Files are written when they are new: a name never gets another content. */
export async function saveDraft(draft: Draft, files: Map<string, Blob>) {
  const transaction = (await database()).transaction(['drafts', 'files'], 'readwrite', DURABLE)
  const store = transaction.objectStore('files')
  const held = (await store.getAllKeys(filesOf(draft.id))).map(([, name]) => name)
  for (const name of held) if (!files.has(name)) await store.delete([draft.id, name])
  for (const [name, blob] of files) if (!held.includes(name)) await store.put({ of: draft.id, name, blob })
  await transaction.objectStore('drafts').put({ ...draft, files: [...files.keys()] })
  await transaction.done
}

export async function deleteDraft(id: string) {
  const transaction = (await database()).transaction(['drafts', 'files'], 'readwrite', DURABLE)
  await transaction.objectStore('drafts').delete(id)
  await transaction.objectStore('files').delete(filesOf(id))
  await transaction.done
}

/**
 * A draft becomes finished: both in one step, before anything is sent. Fails if something with that instanceID is finished
 * already, which then stays as it is.
 */
export async function finish(finished: Finished, files: Map<string, Blob>) {
  const transaction = (await database()).transaction(['drafts', 'files', 'queue'], 'readwrite', DURABLE)
  const store = transaction.objectStore('files')
  await transaction.objectStore('queue').add(finished)
  await store.delete(filesOf(finished.files_of))
  for (const [name, blob] of files) await store.put({ of: finished.files_of, name, blob })
  await transaction.objectStore('drafts').delete(finished.files_of)
  await transaction.done
}

export async function queueOf(door: string): Promise<Finished[]> {
  return (await database()).getAllFromIndex('queue', 'door', door)
}

export async function wholeQueue(): Promise<Finished[]> {
  return (await database()).getAll('queue')
}

/** Notes how sending went. What is no longer in the queue does not come back. */
export async function noteTry(instance: string, change: Partial<Finished>) {
  const transaction = (await database()).transaction('queue', 'readwrite', DURABLE)
  const held = await transaction.store.get(instance)
  if (held) await transaction.store.put({ ...held, ...change })
  await transaction.done
}

/** The server has it: what it said leaves this device, that it arrived stays known. */
export async function arrived(finished: Finished, at: string) {
  const transaction = (await database()).transaction(['queue', 'files', 'sent'], 'readwrite', DURABLE)
  await transaction.objectStore('queue').delete(finished.instance_id)
  await transaction.objectStore('files').delete(filesOf(finished.files_of))
  const { instance_id, door, owner, title } = finished
  const sent = transaction.objectStore('sent')
  await sent.put({ instance_id, door, owner, title, sent_at: at })
  const all = await sent.index('door').getAll(door)
  const old = all.sort((a, b) => b.sent_at.localeCompare(a.sent_at)).slice(ARRIVALS)
  for (const one of old) await sent.delete(one.instance_id)
  await transaction.done
}

export async function sentOf(door: string): Promise<Sent[]> {
  return (await database()).getAllFromIndex('sent', 'door', door)
}

/** Gives something refused up, because a person said so after they saved it elsewhere. */
export async function giveUp(finished: Finished) {
  const transaction = (await database()).transaction(['queue', 'files'], 'readwrite', DURABLE)
  await transaction.objectStore('queue').delete(finished.instance_id)
  await transaction.objectStore('files').delete(filesOf(finished.files_of))
  await transaction.done
}

/** Asks the browser not to clear what is kept here when the disk runs full. */
export async function askToStay(): Promise<boolean> {
  try {
    return (await navigator.storage?.persist?.()) ?? false
  } catch {
    return false
  }
}
