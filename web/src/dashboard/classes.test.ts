import { describe, expect, it } from 'vitest'
import { classesOf, classOf, rampStep, readableBelow } from './classes'

describe('class bounds', () => {
  it('are numbers people read at a glance', () => {
    expect([1, 7, 12, 149, 237, 999, 8641].map(readableBelow)).toEqual([1, 7, 12, 140, 200, 900, 8000])
    expect(readableBelow(0)).toBe(0)
  })
  it('leave no class empty', () => {
    const values = [0, 3, 8, 15, 40, 41, 42, 95, 120, 400, 950, 2300, 6100]
    const classes = classesOf(values)
    for (let index = 1; index <= classes.bounds.length; index += 1) {
      expect(values.filter((value) => classOf(classes, value) === index).length).toBeGreaterThan(0)
    }
    expect(classes.bounds).toEqual([...classes.bounds].sort((a, b) => a - b))
  })
  it('never count zero among the classes', () => {
    const classes = classesOf([0, 0, 5, 900])
    expect(classes.hasZero).toBe(true)
    expect(classOf(classes, 0)).toBe(0)
    expect(classOf(classes, 5)).toBe(1)
  })
  it('are none where nothing is above zero', () => {
    expect(classesOf([])).toEqual({ bounds: [], max: 0, hasZero: false })
    expect(classesOf([0, 0])).toEqual({ bounds: [], max: 0, hasZero: true })
  })
  it('stay within what many equal values allow', () => {
    const classes = classesOf([5, 5, 5, 5, 5, 5, 900])
    expect(classes.bounds.length).toBeLessThanOrEqual(2)
    expect(classOf(classes, 900)).toBe(classes.bounds.length)
  })
  it('spread few classes over the whole ramp', () => {
    const two = classesOf([1, 900])
    expect(two.bounds).toHaveLength(2)
    expect([rampStep(two, 0), rampStep(two, 1), rampStep(two, 2)]).toEqual([0, 1, 5])
  })
})
