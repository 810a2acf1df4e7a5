import { ref } from 'vue'

export const languages = ['en', 'fr', 'rn'] as const
export type Language = (typeof languages)[number]

/** Each language's name, in itself. */
export const languageNames: Record<Language, string> = { en: 'English', fr: 'Français', rn: 'Ikirundi' }

const place = 'inzira.language'

export function isLanguage(text: unknown): text is Language {
  return languages.includes(text as Language)
}

/** The language to start in: the one chosen before, else the first the browser asks for that we have, else English. */
export function firstLanguage(stored: string | null, wanted: readonly string[]): Language {
  if (isLanguage(stored)) return stored
  return wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en'
}

function stored(): string | null {
  try {
    return localStorage.getItem(place)
  } catch {
    return null // storage is switched off in this browser
  }
}

export function keepLanguage(language: Language) {
  try {
    localStorage.setItem(place, language)
  } catch {
    // storage is switched off in this browser: the choice lasts as long as the page
  }
}

export const language = ref<Language>(firstLanguage(stored(), navigator.languages ?? []))
