/** Figures under other boundaries than those they were assessed in, as the server tells them. */
import type { Hidden, Refusal } from './change'
import type { Boundary, Figure, Missing } from './types'

/** A crosswalk: what became of each place of one boundary version in another. */
export interface CrosswalkWay {
  code: string
  from_version: string
  to_version: string
  label: string
  source: string
  official: boolean
  /** Whether it is read from the new version to the old. */
  reversed: boolean
}

/** Boundaries that an operation's figures can be read in, beside its own. */
export interface OtherBoundary extends Boundary {
  /** The level that figures are carried to. */
  level: number
  crosswalks: CrosswalkWay[]
  /** Code of the crosswalk that is used unless another is asked for. */
  preferred: string
}

/** How far a carried number could be off, and what it is made of. */
export interface CarriedError {
  exact: boolean
  least: number
  /** Absent where an old place in it is not counted: then nobody knows. */
  most: number | null
  not_known: string[]
  /** Those of them whose own count is not known. */
  not_counted: string[]
  parts: { from: string; count: number | { missing: Missing }; extent: 'whole' | 'assumed_whole' | 'part'; basis: string }[]
}

export interface CarriedFigure extends Omit<Figure, 'records' | 'coverage' | 'path'> {
  /** Absent where the round was assessed in these boundaries. */
  carried?: CarriedError | null
}

/** People who could be counted to no place of the other boundaries. */
export interface RemainderRow {
  round: number
  from: string
  from_name: string | null
  value: number
  perhaps_in: string[]
}

export interface CarriedAnswer {
  figures: CarriedFigure[]
  remainder: RemainderRow[]
  crosswalk: CrosswalkWay | null
}

/** A line over the same places in other boundaries, with the least and the most it can be where it was carried over. */
export interface CarriedLine {
  rounds: number[]
  same_places: number
  left_out: number
  counts: (number | null)[]
  least: (number | null)[]
  most: (number | null)[]
  hidden: Hidden | 'rounds_differ' | null
}

export interface CarriedSeries {
  points: { round: number; figure: (Omit<CarriedFigure, 'parent'> & Partial<Figure>) | null; remainder: RemainderRow[] }[]
  plain: 'drawn' | 'refused'
  reasons: (Refusal & { from: number; to: number })[]
  like_for_like: CarriedLine[]
  crosswalk: CrosswalkWay | null
}
