import { afterEach, describe, expect, it } from 'vitest'
import { bytes, byName, compact, day, number, percent, period, signed, text } from './format'
import { firstLanguage, language } from './language'

afterEach(() => (language.value = 'en'))
const as = <T>(one: typeof language.value, what: () => T): T => {
  language.value = one
  return what()
}

describe('numbers', () => {
  it('follow the language; Kirundi follows French', () => {
    expect(as('en', () => number(68357))).toBe('68,357')
    expect(as('fr', () => number(68357))).toBe('68\u202f357')
    expect(as('rn', () => number(68357))).toBe('68\u202f357')
  })
  it('say the sign of a change, and none for no change', () => {
    expect([signed(288), signed(0), signed(-12)]).toEqual(['+288', '0', '−12'])
  })
  it('keep a decimal of small shares only', () => {
    expect([percent(0.0021), percent(0.958), percent(0), percent(0.034, true)]).toEqual(['0.2%', '96%', '0%', '+3.4%'])
  })
  it('are short on axes', () => {
    expect(as('en', () => compact(226676))).toBe('227k')
  })
  it('name sizes of files', () => {
    expect([bytes(0), bytes(999), bytes(184_233)]).toEqual(['0 byte', '999 byte', '184.2 kB'])
  })
})

describe('dates', () => {
  it('are the same day in every time zone', () => {
    expect(as('en', () => day('2026-10-01'))).toBe('1 Oct 2026')
    expect(as('rn', () => day('2026-10-01'))).toBe(as('fr', () => day('2026-10-01')))
  })
  it('of a period write what both ends share once', () => {
    expect(as('en', () => period('2026-08-02', '2026-08-24'))).toMatch(/^2\s?–\s?24 Aug 2026$/)
  })
  it('that are none are shown as they came', () => {
    expect(day('soon')).toBe('soon')
    expect(period('2026-08-24', '2026-08-02')).toBe('2026-08-24 – 2026-08-02')
  })
})

describe('texts', () => {
  it('come in the reader’s language, Kirundi falling back to French', () => {
    expect(as('rn', () => text({ en: 'Round', fr: 'Cycle' }))).toBe('Cycle')
    expect(as('en', () => text({ fr: 'Cycle', rn: 'Icigwa' }))).toBe('Cycle')
    expect(text('plain')).toBe('plain')
    expect(text(null)).toBe('')
  })
  it('sort without regard to accents', () => {
    expect(['Zege', 'Éden', 'Bururi'].sort(byName)).toEqual(['Bururi', 'Éden', 'Zege'])
  })
})

describe('the first language', () => {
  it('is the one chosen before, else one the browser asks for, else English', () => {
    expect(firstLanguage('rn', ['fr'])).toBe('rn')
    expect(firstLanguage('de', ['de-DE', 'fr-BI', 'en'])).toBe('fr')
    expect(firstLanguage(null, ['sw'])).toBe('en')
  })
})
