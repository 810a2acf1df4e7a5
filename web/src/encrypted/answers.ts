/** The answers of a decrypted submission, told apart by what the form asks, as far as a page needs to show them. */
import type { Answer } from '../api/types'

interface Column {
  name: string
  kind: string
  columns?: Column[]
}

const typed: Record<string, (text: string) => Answer> = {
  integer: (text) => (/^[+-]?\d+$/.test(text) ? { type: 'integer', value: Number(text) } : { type: 'text', value: text }),
  decimal: (text) => (Number.isFinite(Number(text)) ? { type: 'decimal', value: Number(text) } : { type: 'text', value: text }),
  date: (text) => ({ type: /^\d{4}-\d\d-\d\d$/.test(text) ? 'date' : 'text', value: text }),
  moment: (text) => ({ type: Number.isNaN(Date.parse(text)) ? 'text' : 'moment', value: text }),
  choice: (text) => ({ type: 'choice', value: text }),
  choices: (text) => ({ type: 'choices', value: text.split(/\s+/) }),
  point: (text) => {
    const [latitude, longitude, , accuracy] = text.split(/\s+/).map(Number)
    if (latitude === undefined || longitude === undefined || Number.isNaN(latitude + longitude)) return { type: 'text', value: text }
    return { type: 'point', value: { latitude, longitude, ...(accuracy === undefined ? {} : { accuracy_m: accuracy }) } }
  },
}

/** Elements of that name below, but not inside an element that is another column's repeat. */
function named(parent: Element, name: string, repeats: Set<string>): Element[] {
  return [...parent.children].flatMap((child) => {
    if (child.localName === name) return [child]
    return child.localName === 'meta' || repeats.has(child.localName) ? [] : named(child, name, repeats)
  })
}

function answersIn(parent: Element, columns: Column[]): Record<string, Answer> {
  const repeats = new Set(columns.filter((column) => column.kind === 'repeat').map((column) => column.name))
  return Object.fromEntries(
    columns.map((column) => {
      // A column is called after its question, with the groups above where two questions share a name.
      const names = [column.name, column.name.split(/[./]/).at(-1) ?? column.name]
      const found = names.map((name) => named(parent, name, repeats)).find((elements) => elements.length > 0) ?? []
      return [column.name, answerOf(found, column)]
    }),
  )
}

function answerOf(found: Element[], column: Column): Answer {
  if (column.kind === 'repeat') return { type: 'repeat', value: found.map((entry) => answersIn(entry, column.columns ?? [])) }
  const text = found[0]?.textContent?.trim() ?? ''
  if (!text) return { missing: 'missing' }
  return typed[column.kind]?.(text) ?? { type: 'text', value: text }
}

/** The answer to each column, in a submission's XML; null if it is no XML. */
export function readAnswers(xml: string, columns: Column[]): Record<string, Answer> | null {
  const undeclared = xml.replace(/^\uFEFF?\s*<\?xml[^>]*\?>/, '')
  const document = new DOMParser().parseFromString(undeclared, 'application/xml')
  if (!document.documentElement || document.getElementsByTagName('parsererror').length > 0) return null
  return answersIn(document.documentElement, columns)
}
