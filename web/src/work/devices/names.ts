/**
 * Names out of what was typed or pasted: one a line; of a line with columns (from a spreadsheet or a CSV file) the first
 * that is not empty. Each name once, in order.
 */
export function namesIn(text: string): string[] {
  const names = text.split(/\r\n|\r|\n/).map((line) => {
    const cells = line.split(/[\t;,]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1').trim())
    return cells.find((cell) => cell !== '') ?? ''
  })
  return [...new Set(names.filter((name) => name !== ''))]
}
