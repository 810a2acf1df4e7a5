import { expect, it } from 'vitest'
import { startMessages } from '../i18n/messages'
import { rangeText } from './range'

await startMessages()

it('names no upper end where places are not counted', () => {
  expect(rangeText({ least: 400, most: 700, notCounted: 0 })).toBe('estimated; between 400 and 700')
  expect(rangeText({ least: 400, most: null, notCounted: 1 })).toBe('estimated; at least 400; one place is not known')
  expect(rangeText({ least: 0, most: null, notCounted: 3 })).toBe('estimated; at least 0; 3 places are not known')
})
