import { number } from '../i18n/format'
import { t } from '../i18n/messages'
import type { Range } from './carried'

/** A range in words. What is not counted has no upper end: it may be any number of people. */
export function rangeText({ least, most, notCounted }: Range): string {
  return most === null ? t('carried-at-least', { least: number(least), n: notCounted }) : t('carried-between', { least: number(least), most: number(most) })
}
