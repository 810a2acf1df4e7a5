/** Shares that people write in percent, in ten-thousandths: whole numbers, so that they add up exactly. What is no number is 0. */
export function sharesOf(percents: readonly string[]): number[] {
  return percents.map((text) => {
    const value = Number(text.trim().replace(',', '.'))
    return text.trim() && Number.isFinite(value) ? Math.round(value * 100) : 0
  })
}
