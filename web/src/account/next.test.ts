import { describe, expect, it } from 'vitest'
import { nextAddress } from './next'

describe('after log-in', () => {
  it('goes to the page asked for', () => {
    expect(nextAddress('/work/bdi/records?state=received')).toBe('/work/bdi/records?state=received')
  })
  it('never leaves this site', () => {
    for (const address of ['https://example.org', '//example.org', '/\\example.org', 'javascript:alert(1)', undefined, ['/a']]) {
      expect(nextAddress(address)).toBe('/work')
    }
  })
})
