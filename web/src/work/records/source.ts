import type { RecordSource, RecordSummary } from '../../api/types'
import { text } from '../../i18n/format'
import { t } from '../../i18n/messages'

/** Where a record came from, for people. */
export function sourceText(source: RecordSource): string {
  if (source.kind === 'submission') return t('source-submission', { id: source.instance_id, version: source.version })
  return t('source-row', { file: source.file, sheet: source.sheet, row: source.row })
}

export function isFromDevice(source: RecordSource): boolean {
  return source.kind === 'submission'
}

/** The places a record lies in, below the country. */
export function placesText({ places }: RecordSummary): string {
  return places.filter((place) => place.level > 0).map((place) => place.name ?? place.pcode).join(' › ')
}

/** What a record is called; its deepest place where nobody named it. */
export function titleOf(record: RecordSummary): string {
  const last = record.places.at(-1)
  return text(record.title) || last?.name || last?.pcode || record.key
}
