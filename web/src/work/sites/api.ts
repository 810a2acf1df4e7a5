import { address, get, send, type Query } from '../../api/client'
import type { Text } from '../../api/types'

export type Status = 'proposed' | 'active' | 'inaccessible' | 'closed'
export type Finding = 'outside' | 'near_border' | 'area_unknown' | 'no_area' | 'no_position' | 'no_outline' | 'inside'
export type DecisionKind = 'create' | 'edit' | 'status' | 'merge' | 'split' | 'not_duplicate' | 'import'

export interface Position {
  longitude: number
  latitude: number
  altitude_m?: number
  accuracy_m?: number
}

export interface PlaceName {
  pcode: string
  name: string | null
}

export interface Named {
  id: string
  name: string
}

/** What a site says of itself. */
export interface Site extends Named {
  aliases: string[]
  kind: string | null
  status: Status
  reason: string | null
  since: string | null
  position: Position | null
  stands: boolean
  offered: boolean
  area: { pcode: string; version: string | null; lineage: PlaceName[]; valid_from: string | null; valid_to: string | null } | null
  predecessors: Named[]
  successors: (Named & { share: number })[]
}

export interface Check {
  finding: Finding
  metres: number | null
  outlines: 'none' | 'approximate' | 'official'
  lies_in: { pcode: string; lineage: PlaceName[] } | null
}

export interface Line extends Site {
  version: number
  check: Check | null
}

export interface Decision {
  id: number
  kind: DecisionKind
  reason: string
  /** Of a file: its name, and what it brought. */
  detail: { file?: string; created?: number; updated?: number } | null
  at: string
  by: string
  undone: { at: string; by: string; reason: string } | null
  /** The first of them; `site_count` counts all. */
  sites: (Named & { before: number | null; after: number | null })[]
  site_count: number
}

export interface Whole extends Line {
  /** Newest first. */
  versions: { version: number; at: string; by: string; source: string; decision: number | null; undoes: number | null; changed: string[]; name: string; status: Status }[]
  decisions: Decision[]
  stands_for_it: (Named & { share: number })[]
  known_by: Named[]
  as_of?: { day: string; site: Site | null }
}

export interface Point extends Named {
  status: Status
  lon: number
  lat: number
}

export interface Preview {
  before: Site[]
  after: Site[]
  problems: { code: string; message: Text }[]
}

export interface Pair {
  one: Line
  other: Line
  metres: number
  because: 'same_name' | 'shared_alias' | 'similar_name'
}

/** What a manager writes of a site. */
export interface Said {
  name: string
  aliases: string[]
  kind: string | null
  pcode: string | null
  position: Position | null
}

export interface Part {
  name: string
  share: number
  position: Position | null
}

interface Rows<T> {
  count: number
  rows: T[]
}

export interface ImportPlan {
  file: string
  revision: number
  unchanged: number
  left_out: string[]
  create: Rows<{ row: number; label: string }>
  update: Rows<{ row: number; label: string; changes: { property: string; from: string | null; to: string }[] }>
  refused: Rows<{ row: number; reason: string; value: string }>
}

const base = (operation: string) => `/api/v1/operations/${encodeURIComponent(operation)}`
const at = (operation: string, id: string) => `${base(operation)}/sites/${encodeURIComponent(id)}`

export interface Page {
  sites: Line[]
  next: number | null
  total: number
  kinds: string[]
  counts: { status: Status; sites: number }[]
  may_change: boolean
}

export const listSites = (operation: string, query: Query) => get<Page>(`${base(operation)}/sites`, query)
export const listPoints = (operation: string, query: Query) => get<{ points: Point[]; total: number }>(`${base(operation)}/site-points`, query)
export const readSite = (operation: string, id: string, asOf?: string) => get<Whole>(at(operation, id), { as_of: asOf })
export const createSite = (operation: string, said: Said) => send<Whole>('POST', `${base(operation)}/sites`, said)
export const editSite = (operation: string, id: string, said: Said, version: number, reason: string) => send<Whole>('PUT', at(operation, id), { ...said, version, reason })
export const setStatus = (operation: string, id: string, body: { to: Status; reason: string; since: string | null; version: number }) => send<Whole>('POST', `${at(operation, id)}/status`, body)

export interface MergeWish {
  from: string[]
  reason: string
}
export interface SplitWish {
  parts: Part[]
  reason: string
}
export const previewMerge = (operation: string, id: string, wish: MergeWish) => send<Preview>('POST', `${at(operation, id)}/merge/preview`, wish)
export const mergeSites = (operation: string, id: string, wish: MergeWish) => send<Decision>('POST', `${at(operation, id)}/merge`, wish)
export const previewSplit = (operation: string, id: string, wish: SplitWish) => send<Preview>('POST', `${at(operation, id)}/split/preview`, wish)
export const splitSite = (operation: string, id: string, wish: SplitWish) => send<Decision>('POST', `${at(operation, id)}/split`, wish)

export const listDecisions = (operation: string, before?: number) => get<{ changes: Decision[]; next: number | null }>(`${base(operation)}/site-changes`, { before })
export const undoDecision = (operation: string, id: number, reason: string) => send<Decision>('POST', `${base(operation)}/site-changes/${id}/undo`, { reason })
export const listDuplicates = (operation: string, within: number) =>
  get<{ total: number; proposals: Pair[]; kept_apart: Decision[]; may_change: boolean }>(`${base(operation)}/site-duplicates`, { within_m: within })
export const keepApart = (operation: string, one: string, other: string, reason: string) => send<Decision>('POST', `${base(operation)}/site-duplicates`, { one, other, reason })
export const listAreas = (operation: string, finding: string, after?: number) =>
  get<{ sites: Line[]; next: number | null; total: number; counts: { finding: Finding; sites: number }[]; near_border_m: number; may_change: boolean }>(`${base(operation)}/site-areas`, { finding, after })
export const exportAddress = (operation: string, format: 'csv' | 'geojson') => address(`${base(operation)}/site-export`, { format })

function upload<T>(path: string, file: File, query: Query): Promise<T> {
  const form = new FormData()
  form.append('file', file)
  return send<T>('POST', address(path, query), form)
}
export const previewImport = (operation: string, file: File, key: string) => upload<ImportPlan>(`${base(operation)}/site-import/preview`, file, { key })
export const applyImport = (operation: string, file: File, key: string, revision: number, reason: string) =>
  upload<{ id: number | null; created: number; updated: number; unchanged: number }>(`${base(operation)}/site-import`, file, { key, revision, reason })
