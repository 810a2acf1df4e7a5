import type { Confidence, Figure, Grade } from '../api/types'

/** What of a figure has one grade. */
export interface GradeShare {
  grade: Grade | null
  records: number
  value: number
  /** From 0 to 1; `null` where nothing is counted. */
  share: number | null
}

/** What stands behind each grade that occurs, the best first. */
export function sharesOf(confidence: Confidence | undefined): GradeShare[] {
  const parts = confidence?.parts ?? []
  const all = parts.reduce((sum, part) => sum + part.value, 0)
  return parts.filter((part) => part.records > 0).map((part) => ({ ...part, share: all > 0 ? part.value / all : null }))
}

/** How much of a figure stands on a borrowed mean, from 0 to 1; `null` where that is not told or nothing is counted. */
export function borrowedShare(figure: Pick<Figure, 'borrowed' | 'value'> | undefined): number | null {
  if (!figure?.borrowed || !figure.value) return null
  return figure.borrowed.value / figure.value
}

/** The grade that a map and a table show: `undefined` where figures are not graded or nobody is counted, `null` where there is no grade. */
export function gradeOf(figure: Pick<Figure, 'confidence' | 'value'> | undefined): Grade | null | undefined {
  return figure?.confidence && figure.value ? figure.confidence.grade : undefined
}

/** Whether a grade is so weak that a map must show it without being asked. */
export function isWeak(grade: Grade | null | undefined): boolean {
  return grade === 'D' || grade === null
}
