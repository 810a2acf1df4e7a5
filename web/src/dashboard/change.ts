import type { Figure } from '../api/types'
import { valueOf } from './standing'

/** A place with a number in both rounds. */
export interface PlaceChange {
  place: string
  name: string
  before: number
  now: number
}

/**
 * How a total changed between two rounds, split so that coverage never passes for a trend:
 * now − before = change in places with a number in both + places only in this round − places only in the earlier one.
 */
export interface Change {
  /** Places with a number in both rounds. */
  places: PlaceChange[]
  /** Sum over those places, earlier round. */
  before: number
  /** Sum over those places, this round. */
  now: number
  /** The change of the same places: the only part that may be called a trend. */
  difference: number
  onlyNow: { places: number; sum: number }
  onlyBefore: { places: number; sum: number }
}

function numbersByPlace(figures: readonly Figure[]): Map<string, { name: string; value: number }> {
  const numbers = new Map<string, { name: string; value: number }>()
  for (const figure of figures) {
    const value = valueOf(figure)
    if (value !== null) numbers.set(figure.place, { name: figure.place_name ?? figure.place, value })
  }
  return numbers
}

/**
 * The change between two rounds over the same places.
 *
 * `now` and `before`: totals of one indicator at one level, one figure a place. `null` where no place has a number in
 * both rounds: then nothing can be compared, and 0 would be wrong.
 */
export function samePlacesChange(now: readonly Figure[], before: readonly Figure[]): Change | null {
  const [later, earlier] = [numbersByPlace(now), numbersByPlace(before)]
  const change: Change = {
    places: [],
    before: 0,
    now: 0,
    difference: 0,
    onlyNow: { places: 0, sum: 0 },
    onlyBefore: { places: 0, sum: 0 },
  }
  for (const [place, { name, value }] of later) {
    const was = earlier.get(place)
    if (was) {
      change.places.push({ place, name, before: was.value, now: value })
      change.before += was.value
      change.now += value
    } else {
      change.onlyNow.places += 1
      change.onlyNow.sum += value
    }
  }
  for (const [place, { value }] of earlier) {
    if (!later.has(place)) {
      change.onlyBefore.places += 1
      change.onlyBefore.sum += value
    }
  }
  if (change.places.length === 0) return null
  change.difference = change.now - change.before
  return change
}

/** The change as a share of the earlier sum; `null` where that sum is zero. */
export function relativeChange(change: Change): number | null {
  return change.before > 0 ? change.difference / change.before : null
}
