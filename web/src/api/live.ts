import { onScopeDispose, ref, type Ref } from 'vue'
import type { LiveFigures } from './types'

export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'offline'

export interface Live {
  state: Ref<LiveState>
}

/**
 * Listens for recomputed figures while the page is open.
 *
 * `onFigures` hears of each change; `onReconnect` is called when the connection comes back after a break, because
 * changes during the break are not sent again. The browser's own retry is used while the server is there; a stream the
 * server has closed for good (an HTTP error) is opened again after `pause` milliseconds.
 */
export function useLive(onFigures: (change: LiveFigures) => void, onReconnect: () => void, pause = 5000): Live {
  const state = ref<LiveState>('connecting')
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let broken = false

  function open() {
    clearTimeout(timer)
    source?.close()
    source = new EventSource('/api/v1/public/live')
    source.onopen = () => {
      state.value = 'live'
      if (broken) onReconnect()
      broken = false
    }
    source.addEventListener('figures', (event) => {
      const change = readChange((event as MessageEvent<string>).data)
      if (change) onFigures(change)
    })
    source.onerror = () => {
      broken = true
      state.value = navigator.onLine ? 'reconnecting' : 'offline'
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, pause)
    }
  }
  function lost() {
    broken = true
    state.value = 'offline'
  }
  function back() {
    state.value = 'reconnecting'
    open()
  }

  open()
  addEventListener('offline', lost)
  addEventListener('online', back)
  onScopeDispose(() => {
    clearTimeout(timer)
    source?.close()
    removeEventListener('offline', lost)
    removeEventListener('online', back)
  })
  return { state }
}

function readChange(data: string): LiveFigures | null {
  try {
    return JSON.parse(data) as LiveFigures
  } catch {
    return null
  }
}
