import { computed, ref, shallowRef } from 'vue'
import type { ApiProblem } from '../../api/problem'
import type { Answer, RecordDetail } from '../../api/types'
import { asProblem } from '../../components/load'
import { editValues, getRecord } from './api'
import { answerAt, sameAnswer } from './edits'

/** A value that is being edited, not sent yet. */
export interface Pending {
  path: string
  name: string
  kind: string
  label: string
  /** What stood there when the edit was begun, or taken up again. */
  from: Answer
  /** What was typed; null while it cannot be read. */
  to: Answer | null
}

/**
 * Edits of one record until they are saved. Where somebody else was faster, nothing typed is lost: both are shown, and
 * `takeUpAgain` lays what was typed over what stands there now.
 */
export function useEditing(id: () => string, current: () => RecordDetail | null, done: (record: RecordDetail) => void) {
  const pending = ref<Pending[]>([])
  const reason = ref('')
  const busy = ref(false)
  const problem = shallowRef<ApiProblem | null>(null)
  /** The version that was looked at when the first edit was begun. */
  const version = ref<number | null>(null)
  /** The record as others have left it, after a conflict. */
  const theirs = shallowRef<RecordDetail | null>(null)

  const changed = computed(() => pending.value.filter((one) => one.to !== null && !sameAnswer(one.from, one.to)))
  const maySave = computed(() => changed.value.length > 0 && pending.value.every((one) => one.to !== null) && reason.value.trim() !== '' && !theirs.value)

  function begin(path: string, name: string, kind: string, label: string) {
    const record = current()
    if (!record || pending.value.some((one) => one.path === path)) return
    version.value ??= record.version
    const from = answerAt(record, path)
    pending.value.push({ path, name, kind, label, from, to: from })
  }
  function drop(path: string) {
    pending.value = pending.value.filter((one) => one.path !== path)
    if (pending.value.length === 0) cancel()
  }
  function cancel() {
    pending.value = []
    reason.value = ''
    problem.value = null
    version.value = null
    theirs.value = null
  }

  async function save() {
    if (!maySave.value || version.value === null || busy.value) return
    busy.value = true
    problem.value = null
    try {
      const edits = changed.value.map(({ path, from, to }) => ({ question: path, from, to: to as Answer }))
      const record = await editValues(id(), version.value, reason.value.trim(), edits)
      cancel()
      done(record)
    } catch (cause) {
      problem.value = asProblem(cause)
      if (problem.value.meanwhile) theirs.value = await getRecord(id()).catch(() => null)
    } finally {
      busy.value = false
    }
  }

  /** Goes on from what stands there now, with everything that was typed. */
  function takeUpAgain() {
    const record = theirs.value
    if (!record) return
    for (const one of pending.value) one.from = answerAt(record, one.path)
    version.value = record.version
    theirs.value = null
    problem.value = null
    done(record)
  }
  return { pending, reason, busy, problem, theirs, changed, maySave, begin, drop, cancel, save, takeUpAgain }
}

export type Editing = ReturnType<typeof useEditing>
