import { describe, expect, it } from 'vitest'
import { dataOf, filledOf, saysOf, withCorrects } from './instance'

const XML =
  '<data xmlns:orx="http://openrosa.org/xforms" id="visit"><instanceID>not this</instanceID><orx:meta><orx:instanceID>uuid:2</orx:instanceID><orx:instanceName>Gatwe &amp; Co</orx:instanceName></orx:meta></data>'

describe('a filled form', () => {
  it('says who it is, by what stands in its meta group', () => {
    expect(saysOf(XML)).toEqual({ instanceId: 'uuid:2', name: 'Gatwe & Co', corrects: '' })
  })
  it('names what it corrects, once, also after it was saved and opened again', () => {
    const once = withCorrects(XML, 'uuid:1')
    expect(saysOf(once)).toEqual({ instanceId: 'uuid:2', name: 'Gatwe & Co', corrects: 'uuid:1' })
    expect(withCorrects(once, 'uuid:1')).toBe(once)
    expect(once).toContain('<orx:deprecatedID>uuid:1</orx:deprecatedID>')
  })
  it('goes into the engine and comes out of it with all its files', async () => {
    const files = new Map([['1.jpg', new Blob(['a photo'], { type: 'image/jpeg' })]])
    const filled = await filledOf({ status: 'ready', violations: null, data: dataOf({ xml: XML, files }) as [FormData] })
    expect(filled.xml).toBe(XML)
    expect([...filled.files.keys()]).toEqual(['1.jpg'])
    expect(await filled.files.get('1.jpg')?.text()).toBe('a photo')
  })
})
