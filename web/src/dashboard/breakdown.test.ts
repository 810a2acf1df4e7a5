import { expect, it } from 'vitest'
import type { Dimension } from '../api/types'
import { percent } from '../i18n/format'
import { barsOf } from './breakdown'
import { figure } from './testing'

/** IOM DTM Burundi, Internal Displacement Trends, March 2020: 94,340 of 117,239 by natural disasters, 80 %. */
it('shows the shares by reason of March 2020 as they were published', () => {
  const reasons: Dimension = { name: 'reason', label: { en: 'Reason' }, values: ['natural_disaster', 'other'].map((code) => ({ code, label: { en: code } })) }
  const of = (reason: string, value: number) => figure({ place: 'BDI', value, disaggregation: 'reason', dimensions: { reason } })
  const bars = barsOf([of('other', 22899), of('natural_disaster', 94340)], reasons)
  expect(bars.map(({ code, share }) => [code, percent(share ?? NaN)])).toEqual([
    ['natural_disaster', '80%'],
    ['other', '20%'],
  ])
})
