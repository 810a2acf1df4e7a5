import { describe, expect, it } from 'vitest'
import { boundsOf, keepApart, labelPoint } from './labels'

const square = (x: number, y: number, size: number) => [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]

describe('names on the map', () => {
  it('stand in the middle of the largest part', () => {
    expect(labelPoint({ type: 'MultiPolygon', coordinates: [[square(0, 0, 1)], [square(10, 10, 4)]] })).toEqual([12, 12])
  })
  it('never cover one another; the first wins', () => {
    const box = (id: string, x: number) => ({ id, x, y: 0, width: 40, height: 10 })
    expect([...keepApart([box('a', 0), box('b', 30), box('c', 60)])]).toEqual(['a', 'c'])
  })
})

describe('the map’s frame', () => {
  it('holds every shape', () => {
    const feature = (x: number, y: number) => ({ type: 'Feature' as const, properties: {}, geometry: { type: 'Polygon' as const, coordinates: [square(x, y, 1)] } })
    expect(boundsOf({ type: 'FeatureCollection', features: [feature(29, -4), feature(30, -3)] })).toEqual([29, -4, 31, -2])
  })
})
