import type { Text } from '../api/types'
import { language, type Language } from './language'

/** The locale numbers and dates are written in. No browser knows Kirundi's; Burundi writes them the French way. */
export function formatLocale(of: Language): string {
  return of === 'en' ? 'en-GB' : 'fr'
}

const locale = () => formatLocale(language.value)

/** A text in the reader's language; Kirundi falls back to French, then English, then whatever there is. */
export function text(of: Text | null | undefined): string {
  if (of === null || of === undefined) return ''
  if (typeof of === 'string') return of
  const order: Language[] = language.value === 'fr' ? ['fr', 'en', 'rn'] : language.value === 'rn' ? ['rn', 'fr', 'en'] : ['en', 'fr', 'rn']
  return order.map((one) => of[one]).find((one) => one) ?? ''
}

/** A name in the middle of a sentence. */
export function inSentence(name: string): string {
  return name.charAt(0).toLocaleLowerCase(locale()) + name.slice(1)
}

export function number(value: number): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 0 }).format(value)
}

/** A measured number, with its decimals. */
export function decimal(value: number): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 6 }).format(value)
}

/** A change, always with its sign; no change is written 0. */
export function signed(value: number): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format(value).replace('-', '−')
}

export function percent(share: number, withSign = false): string {
  const signDisplay = withSign ? 'exceptZero' : 'auto'
  const maximumFractionDigits = Math.abs(share) < 0.1 && share !== 0 ? 1 : 0
  return new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits, signDisplay }).format(share).replace('-', '−')
}

/** A short number for axes: 12k. */
export function compact(value: number): string {
  return new Intl.NumberFormat(locale(), { notation: 'compact', maximumSignificantDigits: 3 }).format(value)
}

/** A day `2026-10-14`, the same day in every time zone. */
export function day(of: string): string {
  const date = new Date(`${of.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return of
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(date)
}

/** A period of days, with what both ends share written once. */
export function period(from: string, to: string): string {
  const [start, end] = [new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`)]
  if (Number.isNaN(start.getTime()) || Number.isNaN(end.getTime()) || end < start) return `${from} – ${to}`
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' }).formatRange(start, end)
}

/** The month a period lies in, short: for axes. */
export function month(of: string): string {
  const date = new Date(`${of}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return of
  return new Intl.DateTimeFormat(locale(), { month: 'short', year: '2-digit', timeZone: 'UTC' }).format(date)
}

/** A moment, in the reader's own time zone. */
export function moment(of: string): string {
  const date = new Date(of)
  if (Number.isNaN(date.getTime())) return of
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(date)
}

/** A time of today. */
export function time(of: Date): string {
  return new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(of)
}

export function bytes(size: number): string {
  const steps = ['byte', 'kilobyte', 'megabyte', 'gigabyte']
  const step = Math.min(steps.length - 1, size > 0 ? Math.floor(Math.log10(size) / 3) : 0)
  return new Intl.NumberFormat(locale(), { style: 'unit', unit: steps[step], maximumFractionDigits: step ? 1 : 0 }).format(size / 1000 ** step)
}

/** Compares names as a reader sorts them: accents do not part what belongs together. */
export function byName(a: string, b: string): number {
  return a.localeCompare(b, locale(), { sensitivity: 'base', numeric: true })
}
