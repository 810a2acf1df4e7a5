import { get, type Query } from './client'
import type { ChangeAnswer, SeriesAnswer } from './change'
import type { CarriedAnswer, CarriedSeries } from './reform'
import type { EventsBeside, Explanation, Figure, Operation, PlaceShapes } from './types'

const root = '/api/v1/public'

export async function listOperations(): Promise<Operation[]> {
  return (await get<{ operations: Operation[] }>(`${root}/operations`)).operations
}

export interface FigureQuery extends Query {
  round?: number | number[]
  indicator?: string
  level?: number
  disaggregation?: string
  place?: string
}

export async function listFigures(operation: string, exercise: string, query: FigureQuery): Promise<Figure[]> {
  const path = `${root}/operations/${encodeURIComponent(operation)}/exercises/${encodeURIComponent(exercise)}/figures`
  return (await get<{ figures: Figure[] }>(path, query)).figures
}

const exerciseRoot = (operation: string, exercise: string) => `${root}/operations/${encodeURIComponent(operation)}/exercises/${encodeURIComponent(exercise)}`

/** Two rounds side by side, for a place and the places in it. */
export function getChange(operation: string, exercise: string, query: { indicator: string; from: number; to: number; place?: string; level?: number }): Promise<ChangeAnswer> {
  return get(`${exerciseRoot(operation, exercise)}/change`, query)
}

/** The series of a place, and whether its totals are one line. */
export function getSeries(operation: string, exercise: string, query: { indicator: string; place: string }): Promise<SeriesAnswer> {
  return get(`${exerciseRoot(operation, exercise)}/series`, query)
}

export function changeCsv(operation: string, exercise: string, query: { indicator: string; from: number; to: number }): string {
  const asked = new URLSearchParams({ indicator: query.indicator, from: `${query.from}`, to: `${query.to}` })
  return `${exerciseRoot(operation, exercise)}/change.csv?${asked}`
}

/** `version`: code of a boundary version, where it is not the operation's own. */
export function getBoundaries(operation: string, level: number, version?: string): Promise<PlaceShapes> {
  return get(`${root}/operations/${encodeURIComponent(operation)}/boundaries/${level}.geojson`, version ? { version } : {})
}

/** A round's totals of an indicator under other boundaries. */
export function getCarried(operation: string, exercise: string, query: { round: number; indicator: string; level: number; boundaries: string; crosswalk?: string }): Promise<CarriedAnswer> {
  return get(`${exerciseRoot(operation, exercise)}/figures`, { ...query, disaggregation: 'total' })
}

/** The series of a place of other boundaries. */
export function getCarriedSeries(operation: string, exercise: string, query: { indicator: string; place: string; boundaries: string; crosswalk?: string }): Promise<CarriedSeries> {
  return get(`${exerciseRoot(operation, exercise)}/series`, query)
}

/** Events beside the stock: those that no round has counted, and those that one has. */
export function getEvents(operation: string): Promise<EventsBeside> {
  return get(`${root}/operations/${encodeURIComponent(operation)}/events`)
}

/** A sum of public figures and events. */
export interface SumAnswer {
  value: number | null
  missing: string | null
  /** Places with a number that is not known, and so not in the sum. */
  not_known: string[]
  series: 'stock' | 'flow' | 'event' | 'registration'
  unit: 'individuals' | 'households' | 'sites'
  parts: number
}

/** Adds them up, or is refused with the reason why somebody would be counted twice. */
export function getSum(operation: string, parts: { figure: string[]; event: string[] }): Promise<SumAnswer> {
  return get(`${root}/operations/${encodeURIComponent(operation)}/sum`, parts)
}

export function explainFigure(path: string): Promise<Explanation> {
  return get(`${root}/explain`, { figure: path })
}

/** Where a round's files can be fetched. */
export function downloads(operation: string, exercise: string, round: number) {
  const base = `${root}/operations/${encodeURIComponent(operation)}/exercises/${encodeURIComponent(exercise)}/rounds/${round}`
  return { hxl: `${base}/hxl.csv`, geojson: (level: number) => `${base}/admin${level}.geojson` }
}
