import type { Exercise, Indicator, Operation, Round } from '../api/types'

/** What the address asks for; anything may be absent or wrong. */
export interface Wanted {
  operation?: string
  exercise?: string
  round?: string
  indicator?: string
  level?: string
  place?: string
}

/** What the page shows. */
export interface Selection {
  operation: Operation
  exercise: Exercise
  round: Round
  /** The round before, of the same exercise. */
  previous: Round | null
  /** The indicator of the map, the table and the series. */
  indicator: Indicator
  /** Levels below the country that both the indicator and the boundaries have. */
  levels: number[]
  /** Level of the map and the table; `null` where there is none below the country. */
  level: number | null
  /** P-code of the place the panels are about; the country where none is chosen. */
  place: string
}

export type Chosen =
  | { kind: 'selection'; selection: Selection }
  | { kind: 'no_operations' }
  | { kind: 'unknown_operation'; code: string }
  | { kind: 'no_rounds'; operation: Operation }

/**
 * What to show for an address. What is not said or no longer exists falls back to the most useful: the first operation
 * with a round, its first exercise that counts displaced people, the latest round, the first indicator of individuals, the
 * first level below the country.
 */
export function choose(operations: readonly Operation[], wanted: Wanted): Chosen {
  if (operations.length === 0) return { kind: 'no_operations' }
  const operation = wanted.operation
    ? operations.find((one) => one.code === wanted.operation)
    : (operations.find((one) => one.exercises.some(hasRounds)) ?? operations[0])
  if (!operation) return { kind: 'unknown_operation', code: wanted.operation ?? '' }
  const held = operation.exercises.filter(hasRounds)
  const exercise = held.find((one) => one.code === wanted.exercise) ?? held.find(countsDisplaced) ?? held[0]
  const rounds = exercise ? ordered(exercise.rounds) : []
  const round = rounds.find((one) => String(one.number) === wanted.round) ?? rounds.at(-1)
  const indicator = exercise && (exercise.indicators.find((one) => one.code === wanted.indicator) ?? firstIndicator(exercise))
  if (!exercise || !round || !indicator) return { kind: 'no_rounds', operation }
  const levels = levelsOf(operation, indicator)
  const level = levels.find((one) => String(one) === wanted.level) ?? levels[0] ?? null
  return {
    kind: 'selection',
    selection: {
      operation,
      exercise,
      round,
      previous: rounds[rounds.indexOf(round) - 1] ?? null,
      indicator,
      levels,
      level,
      place: wanted.place ?? operation.admin0_pcode,
    },
  }
}

/** An exercise's indicators, people before households, whatever the order they come in. */
export function peopleFirst(indicators: readonly Indicator[]): Indicator[] {
  return [...indicators].sort((a, b) => Number(b.unit === 'individuals') - Number(a.unit === 'individuals'))
}

/** The households of the very people that an indicator counts: tagged the same but for the unit. Those of others are no column beside it. */
export function householdsOf(indicators: readonly Indicator[], chosen: Indicator): Indicator | undefined {
  const attributes = (hxl: string) => hxl.split('+').map((one) => (one === 'ind' ? 'hh' : one)).sort().join('+')
  return indicators.find((one) => one.unit === 'households' && one.code !== chosen.code && attributes(one.hxl) === attributes(chosen.hxl))
}

/** How many tiles stand above the map before they hide it. */
const most = 4

/** The indicators of the tiles: all of them where they are few; else the chosen one and its households, then whatever counts people first. */
export function headlines(indicators: readonly Indicator[], chosen: Indicator): Indicator[] {
  const all = peopleFirst(indicators)
  if (all.length <= most) return all
  const wanted = [all[0], chosen, householdsOf(indicators, chosen), all.find((one) => one.unit === 'households')]
  return all.filter((one) => wanted.includes(one))
}

/** Whether two indicators count the same unit, so that its name does not tell them apart. */
export function unitsRepeat(indicators: readonly Indicator[]): boolean {
  return new Set(indicators.map((one) => one.unit)).size < indicators.length
}

/** Rounds in the order they were held. */
export function ordered(rounds: readonly Round[]): Round[] {
  return [...rounds].sort((a, b) => a.number - b.number)
}

function hasRounds(exercise: Exercise): boolean {
  return exercise.rounds.length > 0 && exercise.indicators.length > 0
}

function countsDisplaced(exercise: Exercise): boolean {
  return exercise.indicators.some((one) => one.unit === 'individuals' && one.hxl.startsWith('#affected+idps'))
}

function firstIndicator(exercise: Exercise): Indicator | undefined {
  return peopleFirst(exercise.indicators)[0]
}

function levelsOf(operation: Operation, indicator: Indicator): number[] {
  const known = operation.boundary?.levels.map((one) => one.level) ?? []
  return indicator.levels.filter((level) => level > 0 && known.includes(level)).sort((a, b) => a - b)
}
