import { token } from '../design/theme'

/** Patterns of the reasons why a place has no number; the same as the swatches in parts.css. */
export const patterns = ['not_assessed', 'not_accessible', 'withheld', 'missing', 'not_applicable'] as const
export type Pattern = (typeof patterns)[number]

const size = 12

function rgb(colour: string): [number, number, number] {
  const hex = colour.replace('#', '')
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number, number]
}

function isLine(pattern: Pattern, x: number, y: number): boolean {
  const falling = (x + y) % size < 2 || (x + y) % size >= size - 0
  const rising = (x - y + size) % size < 2
  if (pattern === 'not_assessed') return falling
  if (pattern === 'not_accessible') return falling || rising
  if (pattern === 'withheld') return ((x % 6) - 2.5) ** 2 + ((y % 6) - 2.5) ** 2 < 3
  return false
}

/** A tile of the pattern, twice the size it is shown at so that it stays sharp on dense screens. */
export function patternImage(pattern: Pattern): { width: number; height: number; data: Uint8Array } {
  const kind = pattern === 'withheld' ? 'withheld' : 'gap'
  const [ground, line] = [rgb(token(`${kind}-ground`)), rgb(token(`${kind}-line`))]
  const data = new Uint8Array(size * size * 4)
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) data.set([...(isLine(pattern, x, y) ? line : ground), 255], (y * size + x) * 4)
  return { width: size, height: size, data }
}

/** Dots over a colour that shows through: a number, but a poorly known one; the same as the swatch in parts.css. */
export function weakImage(): { width: number; height: number; data: Uint8Array } {
  const [ink, surface] = [rgb(token('ink')), rgb(token('surface'))]
  const data = new Uint8Array(size * size * 4)
  const distance = (x: number, y: number) => (x - size / 2 + 0.5) ** 2 + (y - size / 2 + 0.5) ** 2
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const at = distance(x, y)
      data.set(at < 3.2 ? [...ink, 255] : at < 6.5 ? [...surface, 200] : [0, 0, 0, 0], (y * size + x) * 4)
    }
  return { width: size, height: size, data }
}
