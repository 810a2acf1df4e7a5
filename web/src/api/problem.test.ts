import { describe, expect, it } from 'vitest'
import { address } from './client'
import { noAnswer, problemOf } from './problem'

describe('a call that came to nothing', () => {
  it('says whether the device or the server is away', () => {
    expect([noAnswer(false).kind, noAnswer(true).kind]).toEqual(['offline', 'unreachable'])
  })
  it('carries the server’s message, remedy and all problems', () => {
    const problem = problemOf(422, { error: { code: 'forms.problems', message: 'Two problems.', remedy: 'Correct both.', problems: [{ code: 'a', message: 'b' }] } })
    expect(problem).toMatchObject({ kind: 'refused', code: 'forms.problems', message: 'Two problems.', remedy: 'Correct both.' })
    expect(problem.problems).toHaveLength(1)
  })
  it('is understood by its status where the body is not ours', () => {
    expect(problemOf(401, null).kind).toBe('login')
    expect(problemOf(502, '<html>').kind).toBe('server')
    expect(problemOf(404, {})).toMatchObject({ kind: 'refused', code: 'web.status_404', message: '', remedy: null })
  })
})

describe('an address', () => {
  it('says nothing of what is not chosen, and repeats what is chosen twice', () => {
    expect(address('/figures', { round: [1, 2], level: 0, place: '', indicator: undefined, search: 'é&' })).toBe('/figures?round=1&round=2&level=0&search=%C3%A9%26')
    expect(address('/figures')).toBe('/figures')
  })
})
