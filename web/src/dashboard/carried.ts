import type { CarriedError, CarriedFigure, CarriedLine, CarriedSeries, RemainderRow } from '../api/reform'
import type { Round } from '../api/types'
import { gradeOf } from './confidence'
import type { PlaceRow } from './places'
import { ordered } from './selection'
import type { SeriesPoint } from './series'
import { standingOf } from './standing'

/** Where a number lies at least and at most. */
export interface Range {
  least: number
  /** `null` where nobody knows, because places in it are not counted. */
  most: number | null
  /** How many these are. */
  notCounted: number
}

/** A round of a series in other boundaries. */
export interface CarriedPoint extends SeriesPoint {
  /** How far it could be off; `null` where nothing is estimated, or there is no number. */
  range: Range | null
  /** Whether the round was assessed in these boundaries. */
  own: boolean
  /** People who are in no place, and may be in this one. */
  left: number
}

/** How far a carried number could be off. */
export function rangeOf({ least, most, not_counted }: CarriedError): Range {
  return { least, most, notCounted: not_counted.length }
}

/** The points of a series in other boundaries, one for each round. */
export function carriedPoints(rounds: readonly Round[], series: CarriedSeries | null): CarriedPoint[] {
  return ordered(rounds).map(({ number: round, from, to }) => {
    const point = series?.points.find((one) => one.round === round)
    const figure = point?.figure ?? undefined
    const standing = standingOf(figure && { ...figure, parent: figure.parent ?? null, records: figure.records ?? 0, coverage: figure.coverage ?? { assessed: 0, expected: 0, level: 0 }, path: '' })
    const error = figure?.carried ?? null
    const range = error && 'value' in standing && !error.exact ? rangeOf(error) : null
    const left = (point?.remainder ?? []).reduce((all, row) => all + row.value, 0)
    return { round, from, to, standing, coverage: figure?.coverage ?? null, grade: gradeOf(figure), path: null, range, own: error === null, left }
  })
}

/** Lines that may be drawn: over the same places, in more than one round. */
export function carriedLines(series: CarriedSeries | null): CarriedLine[] {
  if (!series || series.plain === 'drawn') return []
  return series.like_for_like.filter((line) => line.counts.filter((count) => count !== null).length > 1)
}

/** Rows of map and table out of carried figures. `note` says in words how far each could be off. */
export function carriedRows(figures: readonly CarriedFigure[], note: (figure: CarriedFigure) => string): PlaceRow[] {
  return figures.map((figure) => ({
    pcode: figure.place,
    name: figure.place_name || figure.place,
    parent: figure.parent,
    parentName: null,
    standing: standingOf({ ...figure, records: 0, coverage: { assessed: 0, expected: 0, level: 0 }, path: '' }),
    households: null,
    coverage: null,
    records: 0,
    grade: gradeOf(figure),
    path: null,
    note: note(figure),
  }))
}

/** Everybody that is counted: in a place, or in none. Sums are conserved, so this is the sum of the round's own places. */
export function counted(rows: readonly PlaceRow[], remainder: readonly RemainderRow[]): number {
  const placed = rows.reduce((all, { standing }) => all + ('value' in standing ? standing.value : 0), 0)
  return placed + remainder.reduce((all, { value }) => all + value, 0)
}
