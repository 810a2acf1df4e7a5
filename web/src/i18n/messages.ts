import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle'
import { shallowRef, watchEffect } from 'vue'
import { formatLocale } from './format'
import { keepLanguage, language, languageNames, type Language } from './language'

const sources = import.meta.glob<string>('../../../locales/*/web.ftl', { query: '?raw', import: 'default' })
const bundle = shallowRef<FluentBundle | null>(null)

/** A bundle of one language's messages. Kirundi formats numbers the French way. */
export function readMessages(of: Language, text: string): FluentBundle {
  // All our languages run left to right, so figures inside a sentence need no direction marks around them.
  const made = new FluentBundle(formatLocale(of), { useIsolating: false })
  made.addResource(new FluentResource(text))
  return made
}

async function load(of: Language): Promise<FluentBundle> {
  const source = sources[`../../../locales/${of}/web.ftl`]
  if (!source) throw new Error(`locales/${of}/web.ftl is not part of this build`)
  return readMessages(of, await source())
}

/** Switches the whole page to a language, and keeps the choice for the next visit. */
export async function setLanguage(to: Language) {
  const before = language.value
  keepLanguage(to) // at once: whoever leaves the page before the words are here finds them on the next
  try {
    bundle.value = await load(to)
  } catch (problem) {
    keepLanguage(before)
    throw problem
  }
  language.value = to
}

/** Loads the messages of the language to start in. Await it before the first page is drawn. */
export async function startMessages() {
  watchEffect(() => {
    document.documentElement.lang = language.value
  })
  bundle.value = await load(language.value)
}

/** The message of that key. A key without a message shows itself, so that it is noticed. */
export function t(key: string, values?: Record<string, FluentVariable>): string {
  const current = bundle.value
  const pattern = current?.getMessage(key)?.value
  return current && pattern ? current.formatPattern(pattern, values) : key
}

/** The messages of those keys in another language than the page's: for what is printed and read by others. */
export async function sayIn(of: Language, keys: string[]): Promise<string[]> {
  const made = await load(of)
  return keys.map((key) => {
    const pattern = made.getMessage(key)?.value
    return pattern ? made.formatPattern(pattern) : key
  })
}

/** The message of that key, or `otherwise` where there is none: for codes that data may bring and we do not know. */
export function tOr(key: string, otherwise: string): string {
  return bundle.value?.hasMessage(key) ? t(key) : otherwise
}

export { languageNames }
