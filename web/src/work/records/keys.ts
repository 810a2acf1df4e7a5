import { onScopeDispose } from 'vue'

/** Single keys, while nothing is being typed and no dialog is open. */
export function useKeys(keys: Record<string, () => void>) {
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return
    const target = event.target as HTMLElement
    if (target.closest('input:not([type=checkbox]), select, textarea, [contenteditable], dialog') || document.querySelector('dialog[open]')) return
    event.preventDefault()
    keys[event.key]?.()
  }
  addEventListener('keydown', press)
  onScopeDispose(() => removeEventListener('keydown', press))
}
