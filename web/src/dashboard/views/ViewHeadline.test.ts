import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import type { Indicator, Panel } from '../../api/types'
import { startMessages } from '../../i18n/messages'
import { explainKey } from '../explain'
import type { Selection } from '../selection'
import { figure } from '../testing'
import ViewHeadline from './ViewHeadline.vue'

await startMessages()

it('shows how far each total may be relied upon', () => {
  const indicator = (code: string) => ({ code, name: { en: code }, levels: [0], unit: 'individuals' }) as unknown as Indicator
  const selection = { exercise: { indicators: [indicator('idps'), indicator('returnees')] } } as unknown as Selection
  const panel: Panel = { kind: 'headline', indicators: ['idps', 'returnees'], levels: [], wide: false }
  const confidence = { grade: 'C' as const, parts: [{ grade: 'C' as const, records: 2, value: 900 }, { grade: null, records: 1, value: 100 }] }
  const figures = [figure({ place: 'BDI', indicator: 'idps', value: 1000, confidence }), figure({ place: 'BDI', indicator: 'returnees', value: 50 })]
  const page = mount(ViewHeadline, { global: { provide: { [explainKey as symbol]: () => undefined } }, props: { panel, selection, figures } })
  const told = page.findAll('[data-testid=confidence]')
  expect(told).toHaveLength(1)
  expect(told[0]?.text()).toMatch(/^C.*C 90%.*10%$/s)
})
