import { get, type Query } from './client'
import type { Explanation, Figure, Operation, PlaceShapes } from './types'

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

export function getBoundaries(operation: string, level: number): Promise<PlaceShapes> {
  return get(`${root}/operations/${encodeURIComponent(operation)}/boundaries/${level}.geojson`)
}

export function explainFigure(path: string): Promise<Explanation> {
  return get(`${root}/explain`, { figure: path })
}

/** Where a round's files can be fetched. */
export function downloads(operation: string, exercise: string, round: number) {
  const base = `${root}/operations/${encodeURIComponent(operation)}/exercises/${encodeURIComponent(exercise)}/rounds/${round}`
  return { hxl: `${base}/hxl.csv`, geojson: (level: number) => `${base}/admin${level}.geojson` }
}
