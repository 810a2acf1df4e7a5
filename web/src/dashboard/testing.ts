import type { Figure } from '../api/types'

/** A figure for tests; say only what matters. */
export function figure(change: Partial<Figure> & { place: string }): Figure {
  return {
    operation: 'bdi',
    exercise: 'baseline_subarea',
    round: 2,
    indicator: 'idps_individuals',
    level: 2,
    place_name: change.place,
    parent: null,
    disaggregation: 'total',
    dimensions: {},
    value: 0,
    records: 1,
    coverage: { assessed: 1, expected: 1, level: 2 },
    indicator_version: '1',
    method: '',
    snapshot: '',
    path: `bdi/baseline_subarea/2/idps_individuals/${change.place}`,
    ...change,
  }
}
