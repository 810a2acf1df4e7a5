import type { Text } from '../api/types'
import type { Selection } from './selection'

/** A public number that was picked. */
export interface Addend {
  kind: 'figure' | 'event'
  /** Its path for the server. */
  path: string
  series: string
  place: string
}

/** A series to pick from: an indicator in a round of an exercise. */
export interface SeriesPick {
  value: string
  label: string
}

export interface PickGroup {
  label: string
  picks: SeriesPick[]
}

/** Words are given by the page, so that this holds in each language. */
export interface Words {
  text: (text: Text) => string
  round: (number: number) => string
}

/**
 * Every series with public numbers: of the exercise that is shown its round and the one before, of the others the newest.
 * Shares are left out: no sum of them means anything.
 */
export function pickGroups(selection: Selection, words: Words): PickGroup[] {
  const exercises = [selection.exercise, ...selection.operation.exercises.filter(({ code }) => code !== selection.exercise.code)]
  const groups = exercises.flatMap((exercise) => {
    const open = exercise.rounds.filter(({ records }) => records !== null)
    const newest = open.reduce<number | null>((most, { number }) => Math.max(most ?? number, number), null)
    const shown = exercise.code === selection.exercise.code ? [selection.round.number, selection.previous?.number] : [newest]
    const counted = exercise.indicators.filter(({ unit }) => unit !== 'percent')
    return shown.flatMap((round) => {
      if (round === null || round === undefined) return []
      const picks = counted.map((indicator) => ({ value: `${exercise.code}/${round}/${indicator.code}`, label: words.text(indicator.name) }))
      return [{ label: `${words.text(exercise.name)}, ${words.round(round)}`, picks }]
    })
  })
  return groups.filter(({ picks }) => picks.length > 0)
}

/** The path of a figure for the whole of a place. */
export function figurePath(selection: Selection, series: string, place: string): string {
  return `${selection.operation.code}/${series}/${place}`
}

export function eventPath({ event, place }: { event: string; place: string }): string {
  return `${event}/${place}`
}
