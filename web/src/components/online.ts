import { onScopeDispose, ref, type Ref } from 'vue'

/** Whether the browser believes it has a network. */
export function useOnline(): Ref<boolean> {
  const online = ref(navigator.onLine)
  const change = () => {
    online.value = navigator.onLine
  }
  addEventListener('online', change)
  addEventListener('offline', change)
  onScopeDispose(() => {
    removeEventListener('online', change)
    removeEventListener('offline', change)
  })
  return online
}
