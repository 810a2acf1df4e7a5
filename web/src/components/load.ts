import { onScopeDispose, ref, shallowRef, watch, type Ref, type WatchSource } from 'vue'
import { ApiProblem } from '../api/problem'

/** What a page has of something it asked for. `data` stays while it is fetched again, so nothing jumps or flickers. */
export interface Load<T> {
  data: Ref<T | null>
  problem: Ref<ApiProblem | null>
  busy: Ref<boolean>
  /** Fetches again, and keeps showing what is there meanwhile. */
  reload: () => Promise<void>
}

/**
 * Fetches when the component starts and whenever `on` changes. Only the last call's answer counts.
 * When `fresh` is given and true, the old data is dropped first: it belongs to another thing.
 */
export function useLoad<T>(fetcher: () => Promise<T>, on: WatchSource<unknown>[] = [], fresh = false): Load<T> {
  const data = shallowRef<T | null>(null) as Ref<T | null>
  const problem = shallowRef<ApiProblem | null>(null)
  const busy = ref(false)
  let call = 0

  async function reload() {
    call += 1
    const mine = call
    busy.value = true
    try {
      const answer = await fetcher()
      if (mine !== call) return
      data.value = answer
      problem.value = null
    } catch (cause) {
      if (mine === call) problem.value = asProblem(cause)
    } finally {
      if (mine === call) busy.value = false
    }
  }
  if (on.length) {
    watch(on, () => {
      if (fresh) data.value = null
      void reload()
    })
  }
  // What failed for want of a network is tried again as soon as there is one.
  const back = () => {
    if (problem.value?.kind === 'offline' || problem.value?.kind === 'unreachable') void reload()
  }
  addEventListener('online', back)
  onScopeDispose(() => removeEventListener('online', back))
  void reload()
  return { data, problem, busy, reload }
}

export function asProblem(cause: unknown): ApiProblem {
  if (cause instanceof ApiProblem) return cause
  return new ApiProblem('server', 0, 'web.unexpected', cause instanceof Error ? cause.message : String(cause), null)
}
