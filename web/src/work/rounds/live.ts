import { onScopeDispose } from 'vue'
import { operationAddress } from './api'

/** Calls `changed` when something of the operation's rounds changed, at most once in `pause` milliseconds. */
export function useRoundLive(operation: string, changed: () => void, pause = 1000) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      changed()
    }, pause)
  }
  const source = new EventSource(`${operationAddress(operation)}/live`)
  source.addEventListener('round', soon)
  // What happened during a break is not sent again.
  source.addEventListener('open', soon)
  onScopeDispose(() => {
    clearTimeout(timer)
    source.close()
  })
}
