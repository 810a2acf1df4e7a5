import type { RecordDetail, RecordSource, RecordSummary } from '../../api/types'
import { moment, text } from '../../i18n/format'
import { t } from '../../i18n/messages'

/** Where a record came from, for people. */
export function sourceText(source: RecordSource): string {
  if (source.kind === 'submission') return t('source-submission', { id: source.instance_id, version: source.version })
  return t('source-row', { file: source.file, sheet: source.sheet, row: source.row })
}

/** What another system said of a submission when it was brought from there. */
export function toldText(told: NonNullable<RecordDetail['told']>): string {
  const at = told.submitted_at ? moment(told.submitted_at) : t('told-unknown')
  return t('told-by-source', { source: told.source, at, submitter: told.submitter ?? t('told-unknown') })
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
