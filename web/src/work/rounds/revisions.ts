import type { Figure, Grade } from '../../api/types'
import { gradeOf } from '../../dashboard/confidence'
import { standingOf, valueOf, type Standing } from '../../dashboard/standing'
import type { ReadRevision } from './api'

/** What one revision says of a place. */
export interface Said {
  revision: number
  standing: Standing
  grade: Grade | null | undefined
}

/** A place with what each revision says of it. */
export interface PlaceOfRevisions {
  place: string
  name: string | null
  level: number
  said: Said[]
  /** From the first revision to the last, where both have a number; `null` where one has none. */
  change: number | null
  differs: boolean
}

/** Totals of an indicator down to a level, revision beside revision in the order given: the country first, then by name. */
export function besideEachOther(revisions: ReadRevision[], indicator: string, deepest: number): PlaceOfRevisions[] {
  const totals = revisions.map(({ figures }) => new Map(figures.filter((one) => isTotal(one, indicator, deepest)).map((one) => [one.place, one])))
  const places = new Map(totals.flatMap((of) => [...of.entries()]))
  const rows = [...places.values()].map((known) => row(known, revisions, totals))
  return rows.sort((a, b) => a.level - b.level || (a.name ?? a.place).localeCompare(b.name ?? b.place))
}

const isTotal = (figure: Figure, indicator: string, deepest: number) => figure.indicator === indicator && figure.disaggregation === 'total' && figure.level <= deepest

function row(known: Figure, revisions: ReadRevision[], totals: Map<string, Figure>[]): PlaceOfRevisions {
  const figures = totals.map((of) => of.get(known.place))
  const said = figures.map((figure, at) => ({ revision: revisions[at]?.revision.number ?? 0, standing: standingOf(figure), grade: gradeOf(figure) }))
  const [first, last] = [valueOf(figures[0]), valueOf(figures[figures.length - 1])]
  const differs = said.some((one) => JSON.stringify([one.standing, one.grade]) !== JSON.stringify([said[0]?.standing, said[0]?.grade]))
  return { place: known.place, name: known.place_name, level: known.level, said, change: first === null || last === null ? null : last - first, differs }
}
