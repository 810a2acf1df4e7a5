/** Classes of a choropleth: each from its lower bound up to just below the next. Zero is a class of its own. */
export interface Classes {
  /** Lower bounds of the classes above zero, ascending. The last is open upwards. */
  bounds: number[]
  /** The largest value. */
  max: number
  hasZero: boolean
}

/** Rounds down to a number people read at a glance: one digit, or between 1 and 2 an even tenth, times a power of ten. */
export function readableBelow(value: number): number {
  if (value < 1) return value > 0 ? 1 : 0
  const power = 10 ** Math.floor(Math.log10(value))
  const steps = [9, 8, 7, 6, 5, 4, 3, 2.5, 2, 1.8, 1.6, 1.4, 1.2, 1]
  const step = steps.find((one) => one * power <= value * (1 + 1e-9) && Number.isInteger(one * power)) ?? 1
  return step * power
}

/**
 * Up to `count` classes holding about equally many places, with bounds rounded to readable numbers.
 * Values are counts of people or households: whole, not negative. Bounds that fall together are merged, so a class may
 * be missing but none is ever empty by construction.
 */
export function classesOf(values: readonly number[], count = 5): Classes {
  const positive = values.filter((value) => value > 0).sort((a, b) => a - b)
  const hasZero = values.some((value) => value === 0)
  if (positive.length === 0) return { bounds: [], max: 0, hasZero }
  const classes = Math.min(count, new Set(positive).size)
  const bounds = [1]
  for (let index = 1; index < classes; index += 1) {
    const at = positive[Math.floor((index * positive.length) / classes)] as number
    const bound = readableBelow(at)
    // A bound nobody lies below would leave the class before it empty.
    if (bound > (bounds.at(-1) as number) && positive.some((value) => value >= (bounds.at(-1) as number) && value < bound)) bounds.push(bound)
  }
  return { bounds, max: positive.at(-1) as number, hasZero }
}

/** The class of a value: 0 for zero, else 1 for the lowest class and so on. */
export function classOf(classes: Classes, value: number): number {
  if (value <= 0) return 0
  return classes.bounds.filter((bound) => value >= bound).length
}

/** The colour step (1 to 5) of a class: few classes are spread over the whole ramp. */
export function rampStep(classes: Classes, classIndex: number): number {
  const count = classes.bounds.length
  if (classIndex <= 0) return 0
  if (count <= 1) return 3
  return 1 + Math.round(((classIndex - 1) * 4) / (count - 1))
}
