import type { Coverage, Figure, Grade, PlaceShapes } from '../api/types'
import { gradeOf } from './confidence'
import { standingOf, type Standing } from './standing'

/** One place of the map and of the table. */
export interface PlaceRow {
  pcode: string
  name: string
  parent: string | null
  parentName: string | null
  standing: Standing
  /** The second unit (households beside individuals), where an indicator gives it. */
  households: Standing | null
  /** The grade of that one, as `grade`. */
  householdsGrade?: Grade | null | undefined
  coverage: Coverage | null
  records: number
  /** How far the number may be relied upon; `undefined` where nothing is graded, `null` where it has no grade. */
  grade: Grade | null | undefined
  /** The figure's path, for its explanation; `null` where there is no figure to explain. */
  path: string | null
  /** How far the number could be off, in words, where it was carried over from other boundaries. */
  note?: string
}

/**
 * The places of one level: those with a figure, and those the boundaries know without one, which nobody assessed.
 *
 * `names`: names of the level above, by p-code.
 */
export function placeRows(
  figures: readonly Figure[],
  households: readonly Figure[],
  shapes: PlaceShapes | null,
  names: ReadonlyMap<string, string>,
): PlaceRow[] {
  const second = new Map(households.map((figure) => [figure.place, figure]))
  const rows = new Map<string, PlaceRow>()
  for (const figure of figures) {
    rows.set(figure.place, {
      pcode: figure.place,
      name: figure.place_name || figure.place,
      parent: figure.parent,
      parentName: (figure.parent && names.get(figure.parent)) || null,
      standing: standingOf(figure),
      households: households.length ? standingOf(second.get(figure.place)) : null,
      householdsGrade: gradeOf(second.get(figure.place)),
      coverage: figure.coverage,
      records: figure.records,
      grade: gradeOf(figure),
      path: figure.path,
    })
  }
  for (const { properties } of shapes?.features ?? []) {
    if (rows.has(properties.pcode)) continue
    rows.set(properties.pcode, {
      pcode: properties.pcode,
      name: properties.name,
      parent: properties.parent,
      parentName: (properties.parent && names.get(properties.parent)) || null,
      standing: standingOf(undefined),
      households: households.length ? standingOf(undefined) : null,
      coverage: null,
      records: 0,
      grade: undefined,
      path: null,
    })
  }
  return [...rows.values()]
}

export type SortKey = 'name' | 'value' | 'households' | 'change'
export interface Sort {
  key: SortKey
  descending: boolean
}

/** The row's number in the sorted column; `null` where it has none. */
function numberIn(row: PlaceRow, key: SortKey, changes: ReadonlyMap<string, number>): number | null {
  if (key === 'change') return changes.get(row.pcode) ?? null
  const standing = key === 'households' ? row.households : row.standing
  return standing && 'value' in standing ? standing.value : null
}

/** Sorted rows. Rows without a number come last, whichever the direction: unknown is neither the most nor the least. */
export function sortRows(
  rows: readonly PlaceRow[],
  sort: Sort,
  changes: ReadonlyMap<string, number>,
  compareNames: (a: string, b: string) => number,
): PlaceRow[] {
  const sign = sort.descending ? -1 : 1
  return [...rows].sort((a, b) => {
    if (sort.key === 'name') return sign * compareNames(a.name, b.name)
    const [left, right] = [numberIn(a, sort.key, changes), numberIn(b, sort.key, changes)]
    if (left === null || right === null) return left === right ? compareNames(a.name, b.name) : left === null ? 1 : -1
    return left === right ? compareNames(a.name, b.name) : sign * (left - right)
  })
}
