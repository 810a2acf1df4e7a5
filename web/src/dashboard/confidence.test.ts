import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Confidence } from '../api/types'
import { startMessages } from '../i18n/messages'
import { borrowedShare, gradeOf, isWeak, sharesOf } from './confidence'
import ConfidenceText from './ConfidenceText.vue'
import { figure } from './testing'

await startMessages()

const confidence: Confidence = {
  grade: 'B',
  parts: [
    { grade: 'A', records: 2, value: 300 },
    { grade: 'B', records: 1, value: 80 },
    { grade: 'C', records: 0, value: 0 },
    { grade: 'D', records: 1, value: 0 },
    { grade: null, records: 1, value: 20 },
  ],
}

describe('how far a figure may be relied upon', () => {
  it('shows the grades that occur, those of nobody too, and what has none', () => {
    expect(sharesOf(confidence).map(({ grade, share }) => [grade, share])).toEqual([['A', 0.75], ['B', 0.2], ['D', 0], [null, 0.05]])
    expect(sharesOf(undefined)).toEqual([])
  })
  it('does not grade what has no number, or what is not graded at all', () => {
    expect(gradeOf(figure({ place: 'A', value: 5, confidence }))).toBe('B')
    expect(gradeOf(figure({ place: 'A', value: null, missing: 'withheld', confidence }))).toBeUndefined()
    expect(gradeOf(figure({ place: 'A', value: 5 }))).toBeUndefined()
    expect(gradeOf(figure({ place: 'A', value: 0, confidence: { grade: null, parts: [] } }))).toBeUndefined()
    expect(['A', 'B', 'C', 'D', null, undefined].map((grade) => isWeak(grade as 'A'))).toEqual([false, false, false, true, true, false])
  })
  it('tells how much stands on a borrowed mean, and nothing where nobody is counted', () => {
    expect(borrowedShare(figure({ place: 'A', value: 200, borrowed: { records: 1, value: 50 } }))).toBe(0.25)
    expect(borrowedShare(figure({ place: 'A', value: 0, borrowed: { records: 1, value: 0 } }))).toBeNull()
    expect(borrowedShare(figure({ place: 'A', value: 10 }))).toBeNull()
  })
  it('says it in words', () => {
    const text = mount(ConfidenceText, { props: { figure: figure({ place: 'A', value: 400, confidence, borrowed: { records: 1, value: 100 } }) } }).text()
    expect(text).toContain('A 75%')
    expect(text).toContain('not graded 5%')
    expect(text).toContain('25% by a borrowed household size')
  })
})
