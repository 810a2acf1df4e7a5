import { get } from '../api/client'
import type { Candidate, PlaceVersion, RecordPlace } from '../api/types'

const of = (operation: string) => `/api/v1/operations/${encodeURIComponent(operation)}/places`

export async function listVersions(operation: string): Promise<PlaceVersion[]> {
  return (await get<{ versions: PlaceVersion[] }>(of(operation))).versions
}

/** Candidates for a name, each with a score; the choice stays with a person. */
export async function matchName(operation: string, name: string, level: number): Promise<Candidate[]> {
  return (await get<{ candidates: Candidate[] }>(`${of(operation)}/match`, { name, level })).candidates
}

/** The places a point lies in, country first; empty outside the boundaries. */
export async function locate(operation: string, longitude: number, latitude: number): Promise<RecordPlace[]> {
  return (await get<{ lineage: RecordPlace[] }>(`${of(operation)}/locate`, { lon: longitude, lat: latitude })).lineage
}
