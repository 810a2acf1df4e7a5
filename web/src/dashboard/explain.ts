import type { InjectionKey } from 'vue'

/** Opens the explanation of the figure with that path. Given by the page to every panel on it. */
export const explainKey: InjectionKey<(path: string) => void> = Symbol('explain')
