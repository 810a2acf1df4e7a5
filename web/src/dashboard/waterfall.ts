import type { AreaChange, ChangeParts, CountChange, NotAssessed, PlaceGroups } from '../api/change'
import type { Grade } from '../api/types'

/** One step of a waterfall: what it adds, and where its bar lies on a scale from 0 to 1. */
export interface Step {
  key: 'before' | 'same' | 'newly' | 'gone' | 'after'
  value: number
  /** Places it is over; `null` for the totals. */
  places: number | null
  from: number
  to: number
  /** How far a total may be relied upon; `undefined` for the steps between, and where nothing is graded or nobody is counted. */
  grade: Grade | null | undefined
}

const sum = (groups: PlaceGroups, of: 'count' | 'places') => Object.values(groups).reduce((all, group) => all + group[of], 0)

/** Before, + same places, + newly assessed, − no longer assessed, after: the steps always lead from the one to the other. */
export function waterfall(total: CountChange, parts: ChangeParts, grades?: AreaChange['grades']): Step[] {
  const [newly, gone] = [sum(parts.newly_assessed, 'count'), sum(parts.no_longer_assessed, 'count')]
  const same = parts.like_for_like?.net ?? 0
  const first = total.before + same
  const highest = Math.max(total.before, first, first + newly, total.after, 1)
  const grade = (key: Step['key'], value: number) => (value && (key === 'before' || key === 'after') ? grades?.[key] : undefined)
  const step = (key: Step['key'], value: number, places: number | null, from: number, to: number): Step => ({ key, value, places, from: Math.min(from, to) / highest, to: Math.max(from, to) / highest, grade: grade(key, value) })
  return [
    step('before', total.before, null, 0, total.before),
    step('same', same, parts.same_places, total.before, first),
    step('newly', newly, sum(parts.newly_assessed, 'places'), first, first + newly),
    step('gone', -gone, sum(parts.no_longer_assessed, 'places'), first + newly, total.after),
    step('after', total.after, null, 0, total.after),
  ]
}

const reasons: readonly NotAssessed[] = ['closed', 'inaccessible', 'not_reached', 'no_answer', 'not_said']

/** Groups in a fixed order, those that occur. */
export function groupsOf(groups: PlaceGroups): { why: NotAssessed; places: number; count: number }[] {
  return reasons.flatMap((why) => {
    const group = groups[why]
    return group ? [{ why, ...group }] : []
  })
}

/** A reason in words: each part of its code by its own list. */
export function reasonWords<T>(reason: string, labels: Record<string, T>[] | undefined, words: (label: T) => string): string {
  const parts = reason.split('/').map((code, at) => {
    const label = labels?.[at]?.[code]
    return label === undefined ? code : words(label)
  })
  return parts.join(': ')
}
