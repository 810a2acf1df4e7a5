import { token } from '../design/theme'

export const fontFamily = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif'

export function axisText() {
  return { color: token('ink-2'), fontSize: 11.5, fontFamily }
}

export function gridLine() {
  return { show: true, lineStyle: { color: token('line'), width: 1 } }
}

export function tooltip() {
  return {
    backgroundColor: token('surface'),
    borderColor: token('line-strong'),
    textStyle: { color: token('ink'), fontSize: 13, fontFamily },
    confine: true,
  }
}

/** Text for a tooltip, which ECharts sets as HTML: names come from data. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
