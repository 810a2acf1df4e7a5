import { expect, test } from 'vitest'
import { sharesOf } from './shares'

test('percents add up exactly, whatever a computer makes of them', () => {
  expect(sharesOf(['33.33', '33,33', ' 33.34 ']).reduce((all, one) => all + one, 0)).toBe(10_000)
  expect(sharesOf(['10', '20', '70'])).toEqual([1000, 2000, 7000])
})

test('what is no number is no share', () => {
  expect(sharesOf(['', 'half', '1e400'])).toEqual([0, 0, 0])
})
