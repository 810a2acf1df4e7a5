import { onScopeDispose, ref, type Ref } from 'vue'

/** Whether the application opens without a network on this device. */
export type OfflineState = 'preparing' | 'ready' | 'failed'

const state = ref<OfflineState>('preparing')
/** Whether a newer version is here and waits to take over. */
export const newVersion = ref(false)
let registration: ServiceWorkerRegistration | null = null
let started = false

function follow(worker: ServiceWorker | null) {
  worker?.addEventListener('statechange', () => {
    if (worker.state === 'activated') state.value = 'ready'
    // Nothing ran before: this is the first version, and takes over by itself.
    if (worker.state === 'installed' && navigator.serviceWorker.controller) newVersion.value = true
    if (worker.state === 'redundant' && !registration?.active) state.value = 'failed'
  })
}

async function start() {
  if (started || !('serviceWorker' in navigator) || import.meta.env.DEV) return
  started = true
  try {
    registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' })
    if (registration.active) state.value = 'ready'
    newVersion.value = registration.waiting !== null
    follow(registration.installing)
    registration.addEventListener('updatefound', () => follow(registration?.installing ?? null))
  } catch {
    state.value = 'failed' // storage is full or switched off: with a network everything works all the same
  }
}

/** Lets the newer version take over and opens this page in it. What is being filled was saved before. */
export function takeNewVersion() {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  registration?.waiting?.postMessage('take over')
}

/** Keeps the application on this device while a page that needs it without a network is open. */
export function useOffline(): Ref<OfflineState> {
  void start()
  // A page that stays open for days asks now and then, and when the network is back.
  const ask = () => void registration?.update().catch(() => undefined)
  const timer = setInterval(ask, 3_600_000)
  addEventListener('online', ask)
  onScopeDispose(() => {
    clearInterval(timer)
    removeEventListener('online', ask)
  })
  return state
}
