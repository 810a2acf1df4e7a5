import { ref, shallowRef, type Ref } from 'vue'
import type { ApiProblem } from '../api/problem'
import { asProblem } from './load'

/** Something a person asks the server to do: one at a time, with what went wrong kept for the page to say. */
export interface Action {
  busy: Ref<boolean>
  problem: Ref<ApiProblem | null>
  /** The answer, or `null` when it failed. */
  run: <T>(what: () => Promise<T>) => Promise<T | null>
}

export function useAction(): Action {
  const busy = ref(false)
  const problem = shallowRef<ApiProblem | null>(null)
  async function run<T>(what: () => Promise<T>): Promise<T | null> {
    if (busy.value) return null
    busy.value = true
    problem.value = null
    try {
      return await what()
    } catch (cause) {
      problem.value = asProblem(cause)
      return null
    } finally {
      busy.value = false
    }
  }
  return { busy, problem, run }
}
