import { decimal, number } from '../../i18n/format'
import { t, tOr } from '../../i18n/messages'
import type { Check, Position, Site } from './api'

/** The kind as the programme's forms call it; as it is written, where nobody has a word for it. */
export function kindName(kind: string | null): string {
  if (!kind) return t('sites-kind-none')
  return tOr(`site-kind-${kind.replaceAll('_', '-')}`, kind.replaceAll('_', ' '))
}

/** From the province down: the country is the same for all. */
export function areaName(area: Site['area']): string {
  if (!area) return t('site-area-none')
  const below = area.lineage.slice(1).map((place) => place.name ?? place.pcode)
  return below.length ? below.join(' › ') : area.pcode
}

export function metres(of: number): string {
  return of >= 1000 ? t('site-km', { km: decimal(Math.round(of / 100) / 10) }) : t('site-m', { m: number(of) })
}

export function positionText(of: Position | null): string {
  return of ? `${of.latitude.toFixed(5)}, ${of.longitude.toFixed(5)}` : t('site-position-none')
}

/** What the position says of the area, in a sentence. */
export function finding(check: Check): string {
  const lies = check.lies_in?.lineage.slice(1).map((place) => place.name ?? place.pcode).join(' › ') ?? ''
  const where = lies ? t('site-lies-in', { place: lies }) : t('site-lies-nowhere')
  if (check.finding === 'outside' || check.finding === 'near_border') {
    const far = check.metres === null ? '' : metres(check.metres)
    return `${t(`site-finding-${check.finding.replace('_', '-')}`)}${far ? ` (${far})` : ''}. ${where}`
  }
  if (check.finding === 'no_area') return `${t('site-finding-no-area')}. ${where}`
  return t(`site-finding-${check.finding.replace('_', '-')}`)
}

export const tone = (check: Check | null): string => {
  if (!check || check.finding === 'inside') return 'good'
  return check.finding === 'outside' ? 'bad' : 'warn'
}

export const statusTone = { proposed: 'warn', active: 'good', inaccessible: 'bad', closed: '' } as const
