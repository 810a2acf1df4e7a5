import type { RecordSource } from '../../api/types'
import { t } from '../../i18n/messages'

/** Where a record came from, for people. */
export function sourceText(source: RecordSource): string {
  if (typeof source === 'string') return source
  if (source.kind === 'submission') return t('source-submission', { id: source.instance_id, version: source.version })
  return t('source-row', { file: source.file, sheet: source.sheet, row: source.row })
}

export function isFromDevice(source: RecordSource): boolean {
  return typeof source === 'string' ? source.startsWith('submission') : source.kind === 'submission'
}
