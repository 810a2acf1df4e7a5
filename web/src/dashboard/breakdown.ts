import type { Dimension, Figure, Indicator, Text } from '../api/types'
import { standingOf, type Standing } from './standing'

export interface Bar {
  code: string
  /** None for those who did not say. */
  label: Text | null
  standing: Standing
  /** Share of the sum of the bars that have a number; `null` where any part is unknown, since the whole is then unknown too. */
  share: number | null
  path: string | null
}

/** What a record's place is counted under that does not say. */
export const NOT_REPORTED = 'not_reported'

/**
 * The bars of a disaggregation with one dimension, in the indicator's own order.
 *
 * What divides by an answer has figures only for what somebody answered: the other answers have no bar, and those who did not say
 * have the last one. Without any figure nobody assessed the place, and each bar says so; places are then too many to list.
 */
export function barsOf(figures: readonly Figure[], dimension: Dimension): Bar[] {
  const named = new Set(figures.map((figure) => figure.dimensions[dimension.name]))
  const shown = named.size > 0 || dimension.values_from ? dimension.values.filter(({ code }) => named.has(code)) : dimension.values
  const unsaid = named.has(NOT_REPORTED) && !shown.some(({ code }) => code === NOT_REPORTED) ? [{ code: NOT_REPORTED, label: null }] : []
  const bars = [...shown, ...unsaid].map(({ code, label }) => {
    const figure = figures.find((one) => one.dimensions[dimension.name] === code)
    return { code, label, standing: standingOf(figure), path: figure?.path ?? null }
  })
  const numbers = bars.map(({ standing }) => ('value' in standing ? standing.value : null))
  const whole = numbers.includes(null) ? 0 : numbers.reduce<number>((sum, one) => sum + (one ?? 0), 0)
  return bars.map((bar) => ({ ...bar, share: whole > 0 && 'value' in bar.standing ? bar.standing.value / whole : null }))
}

export interface AgeRow {
  band: string
  label: Text
  female: Standing
  male: Standing
}

/** The rows of a sex-age pyramid, youngest first. */
export function pyramidRows(figures: readonly Figure[], ages: Dimension): AgeRow[] {
  const cell = (sex: string, band: string) =>
    standingOf(figures.find((one) => one.dimensions.sex === sex && one.dimensions[ages.name] === band))
  return ages.values.map(({ code, label }) => ({ band: code, label, female: cell('female', code), male: cell('male', code) }))
}

/** The disaggregation of that name and its dimensions, if the indicator has it. */
export function dimensionsOf(indicator: Indicator | undefined, disaggregation: string): Dimension[] {
  return indicator?.disaggregations.find((one) => one.name === disaggregation)?.dimensions ?? []
}
