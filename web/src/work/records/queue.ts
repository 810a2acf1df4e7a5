import { computed, ref, watch, type Ref } from 'vue'
import type { ApiProblem } from '../../api/problem'
import type { RecordSummary } from '../../api/types'
import { asProblem } from '../../components/load'
import { listRecords, type RecordFilter } from './api'

/** The records a filter finds, page after page by cursor. */
export function useQueue(operation: string, filter: Ref<RecordFilter>) {
  const records = ref<RecordSummary[] | null>(null)
  const next = ref<string | number | null>(null)
  const total = ref(0)
  const busy = ref(false)
  const problem = ref<ApiProblem | null>(null)
  let call = 0

  async function fetchPage(after: string | number | null) {
    call += 1
    const mine = call
    busy.value = true
    try {
      const page = await listRecords(operation, filter.value, after)
      if (mine !== call) return
      records.value = after === null ? page.records : [...(records.value ?? []), ...page.records]
      next.value = page.next
      total.value = page.total
      problem.value = null
    } catch (cause) {
      if (mine === call) problem.value = asProblem(cause)
    } finally {
      if (mine === call) busy.value = false
    }
  }
  const reload = () => fetchPage(null)
  const more = () => (next.value ? fetchPage(next.value) : Promise.resolve())
  watch(filter, () => {
    records.value = null
    void reload()
  })
  void reload()

  /** Takes decided records out of a list of another state, without asking for the whole list again. */
  function remove(ids: ReadonlySet<string>) {
    const before = records.value?.length ?? 0
    records.value = records.value?.filter((record) => !ids.has(String(record.id))) ?? null
    total.value -= before - (records.value?.length ?? 0)
    if (records.value?.length === 0 && next.value) void reload()
  }
  return { records, total, busy, problem, reload, more, remove, hasMore: computed(() => next.value !== null) }
}
