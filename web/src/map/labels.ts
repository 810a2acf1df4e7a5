/** Where a place's name stands: the centroid of its largest ring. Good enough for a name, no more. */
export function labelPoint(geometry: GeoJSON.Polygon | GeoJSON.MultiPolygon): [number, number] {
  const rings = geometry.type === 'Polygon' ? geometry.coordinates.slice(0, 1) : geometry.coordinates.flatMap((polygon) => polygon.slice(0, 1))
  let best: { area: number; point: [number, number] } = { area: -1, point: [0, 0] }
  for (const ring of rings) {
    const one = centroid(ring as [number, number][])
    if (one.area > best.area) best = one
  }
  return best.point
}

function centroid(ring: [number, number][]): { area: number; point: [number, number] } {
  let [area, x, y] = [0, 0, 0]
  for (let index = 0; index + 1 < ring.length; index += 1) {
    const [[x0, y0], [x1, y1]] = [ring[index] as [number, number], ring[index + 1] as [number, number]]
    const cross = x0 * y1 - x1 * y0
    area += cross
    x += (x0 + x1) * cross
    y += (y0 + y1) * cross
  }
  if (area === 0) return { area: 0, point: ring[0] ?? [0, 0] }
  return { area: Math.abs(area / 2), point: [x / (3 * area), y / (3 * area)] }
}

export interface Box {
  id: string
  x: number
  y: number
  width: number
  height: number
}

/** The boxes that can be shown without touching one another; earlier boxes win. */
export function keepApart(boxes: readonly Box[], gap = 2): Set<string> {
  const kept: Box[] = []
  for (const box of boxes) {
    const free = kept.every(
      (other) =>
        Math.abs(other.x - box.x) * 2 >= other.width + box.width + gap * 2 || Math.abs(other.y - box.y) * 2 >= other.height + box.height + gap * 2,
    )
    if (free) kept.push(box)
  }
  return new Set(kept.map((box) => box.id))
}

/** West, south, east, north of all shapes. */
export function boundsOf(shapes: GeoJSON.FeatureCollection<GeoJSON.Polygon | GeoJSON.MultiPolygon>): [number, number, number, number] {
  const bounds: [number, number, number, number] = [180, 90, -180, -90]
  for (const { geometry } of shapes.features) {
    const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()
    for (const [x = 0, y = 0] of rings.flat()) {
      bounds[0] = Math.min(bounds[0], x)
      bounds[1] = Math.min(bounds[1], y)
      bounds[2] = Math.max(bounds[2], x)
      bounds[3] = Math.max(bounds[3], y)
    }
  }
  return bounds
}
