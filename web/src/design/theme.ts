import { onScopeDispose, ref, type Ref } from 'vue'

/** The value of a design token as it stands now: for what cannot read CSS itself, such as the map and the charts. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()
}

/** Counts up when light and dark change places, so that what read tokens reads them again. */
export function useThemeChanges(): Ref<number> {
  const changes = ref(0)
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const change = () => {
    changes.value += 1
  }
  dark.addEventListener('change', change)
  onScopeDispose(() => dark.removeEventListener('change', change))
  return changes
}
