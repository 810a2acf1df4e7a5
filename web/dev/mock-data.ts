/**
 * Made-up figures over real boundaries, for working on the pages without a server.
 *
 * The boundaries are read from `INZIRA_GEO` (default: `../../shared/data/geo` beside the project) when the mock starts;
 * nothing of them is kept. The same seed gives the same figures.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { Figure, Indicator, Missing, Operation, PlaceShapes, Round, Text } from '../src/api/types.ts'

const geo = process.env.INZIRA_GEO ?? fileURLToPath(new URL('../../../shared/data/geo', import.meta.url))

/** A small seeded generator (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function shapesOf(file: string, level: number): PlaceShapes {
  const path = join(geo, file)
  if (!existsSync(path)) throw new Error(`${path} is not there: set INZIRA_GEO to a folder with COD boundaries as TopoJSON`)
  const topology = JSON.parse(readFileSync(path, 'utf8')) as Topology
  const object = Object.values(topology.objects)[0] as GeometryCollection
  const collection = feature(topology, object)
  return {
    type: 'FeatureCollection',
    features: collection.features.map((one) => {
      const properties = one.properties as Record<string, string>
      const pcode = properties[`admin${level}Pcode`] ?? ''
      return {
        type: 'Feature',
        geometry: one.geometry as GeoJSON.Polygon,
        properties: { pcode, name: properties[`admin${level}Name`] ?? pcode, parent: level === 1 ? pcode.slice(0, -3) : pcode.slice(0, -3), approximate: false },
      }
    }),
  }
}

const t = (en: string, fr: string, rn: string): Text => ({ en, fr, rn })
const ages = ['0', '1-5', '6-17', '18-59', '60+']
const ageShares = [0.035, 0.155, 0.35, 0.4, 0.06]
const causes = ['natural_disaster', 'conflict', 'other']

function indicator(unit: 'individuals' | 'households'): Indicator {
  const reason = {
    name: 'reason',
    label: t('Reason for displacement', 'Motif du déplacement', 'Imvo yo guhunga'),
    values: [
      { code: 'natural_disaster', label: t('Natural disaster', 'Catastrophe naturelle', 'Ivyago vy’ibidukikije') },
      { code: 'conflict', label: t('Conflict or socio-political situation', 'Conflit ou situation socio-politique', 'Imigwano') },
      { code: 'other', label: t('Other', 'Autre', 'Ibindi') },
    ],
  }
  const sexAge = [
    { name: 'sex', label: t('Sex', 'Sexe', 'Igitsina'), values: [{ code: 'female', label: t('Female', 'Femmes', 'Gore') }, { code: 'male', label: t('Male', 'Hommes', 'Gabo') }] },
    { name: 'age_band', label: t('Age', 'Âge', 'Imyaka'), values: ages.map((code) => ({ code, label: code.replace('-', '–') })) },
  ]
  return {
    code: `idps_${unit}`,
    version: '1',
    name: unit === 'individuals' ? t('IDPs, individuals', 'PDI, individus', 'Abahungiye mu gihugu, abantu') : t('IDP households', 'Ménages de PDI', 'Ingo z’abahungiye mu gihugu'),
    unit,
    hxl: unit === 'individuals' ? '#affected+idps+ind' : '#affected+idps+hh',
    method: t('Sum of key informants’ estimates, one record per assessed sub-area', 'Somme des estimations des informateurs clés, un enregistrement par sous-zone évaluée', 'Iteraniro ry’ivyavuzwe n’abatanze amakuru'),
    levels: [0, 1, 2],
    disaggregations: [
      { name: 'total', dimensions: [] },
      { name: 'reason', dimensions: [reason] },
      ...(unit === 'individuals' ? [{ name: 'sex_age', dimensions: sexAge }] : []),
    ],
  }
}

interface Country {
  code: string
  pcode: string
  name: string
  names: Text
  files: [string, string]
  levelNames: [Text, Text]
  rounds: { number: number; from: string; to: string }[]
  scale: number
  demonstration: boolean
  seed: number
}

const countries: Country[] = [
  {
    code: 'bdi', pcode: 'BDI', name: 'Burundi', names: t('Burundi: internal displacement', 'Burundi : déplacement interne', 'Uburundi: abahungiye mu gihugu'),
    files: ['bdi_cod_adm1.topojson', 'bdi_cod_adm2.topojson'],
    levelNames: [t('Province', 'Province', 'Intara'), t('Commune', 'Commune', 'Ikomine')],
    rounds: [1, 2, 3, 4, 5, 6].map((number) => ({ number, from: `2026-0${number + 2}-02`, to: `2026-0${number + 2}-24` })),
    scale: 700, demonstration: true, seed: 11,
  },
  {
    code: 'ssd', pcode: 'SS', name: 'South Sudan', names: t('South Sudan mobility tracking', 'Soudan du Sud : suivi de la mobilité', 'Sudani y’Epfo'),
    files: ['ssd_cod_adm1.topojson', 'ssd_cod_adm2.topojson'],
    levelNames: [t('State', 'État', 'Reta'), t('County', 'Comté', 'Akarere')],
    rounds: [{ number: 11, from: '2021-10-01', to: '2021-12-15' }],
    scale: 21000, demonstration: false, seed: 5,
  },
]

interface Cell {
  value: number | null
  missing?: Missing
  records: number
}

export class MockOperation {
  readonly shapes: Record<number, PlaceShapes>
  readonly operation: Operation
  readonly country: Country
  /** Individuals per round and commune. */
  private readonly cells = new Map<number, Map<string, Cell>>()
  private version = 1

  constructor(country: Country) {
    this.country = country
    this.shapes = { 1: shapesOf(country.files[0], 1), 2: shapesOf(country.files[1], 2) }
    for (const round of country.rounds) this.cells.set(round.number, this.generate(round.number))
    this.operation = {
      code: country.code, name: country.names, admin0_name: country.name, admin0_pcode: country.pcode, status: 'active', demonstration: country.demonstration,
      boundary: {
        code: `${country.code}-2017`, label: t(`${country.name} COD 2017`, `${country.name} COD 2017`, `${country.name} COD 2017`), valid_from: '2017-11-03', source: 'OCHA / national mapping agency, COD-AB', licence: 'CC BY-IGO',
        levels: [1, 2].map((level) => ({ level, name: country.levelNames[level - 1] as Text, count: this.shapes[level]?.features.length ?? 0, geometry: 'official' as const })),
      },
      exercises: [{
        code: 'baseline_subarea', name: t('Baseline sub-area assessment', 'Évaluation de base des sous-zones', 'Isuzuma ry’imitumba'), tool: 'BA',
        rounds: country.rounds.map((round) => this.round(round)),
        indicators: [indicator('individuals'), indicator('households')],
      }],
    }
  }

  private generate(round: number): Map<string, Cell> {
    const steady = seeded(this.country.seed)
    const chance = seeded(this.country.seed * 100 + round)
    const cells = new Map<string, Cell>()
    for (const { properties } of this.shapes[2]?.features ?? []) {
      const size = Math.exp(steady() * 3.4 - 1.2) * this.country.scale * (steady() < 0.08 ? 0 : 1)
      const drift = 1 + (chance() - 0.45) * 0.25 + round * 0.015
      const luck = chance()
      const records = 4 + Math.floor(steady() * 14)
      if (luck < 0.04) cells.set(properties.pcode, { value: null, missing: 'not_accessible', records: 0 })
      else if (luck < 0.1 - round * 0.008) cells.set(properties.pcode, { value: null, missing: 'not_assessed', records: 0 })
      else if (luck > 0.985) cells.set(properties.pcode, { value: null, missing: 'withheld', records: 1 })
      else cells.set(properties.pcode, { value: Math.round(size * drift), records })
    }
    return cells
  }

  private round(round: { number: number; from: string; to: string }): Round {
    const cells = [...(this.cells.get(round.number)?.values() ?? [])]
    return {
      ...round, demonstration: this.country.demonstration,
      source_note: this.country.demonstration ? t('Generated for demonstration: not real data.', 'Généré pour démonstration : données non réelles.', 'Vyahinguwe: si amakuru y’ukuri.') : 'IOM DTM South Sudan, Mobility Tracking Round 11, CC BY.',
      records: cells.reduce((sum, cell) => sum + cell.records, 0),
      coverage: { assessed: cells.filter((cell) => cell.records > 0).length, expected: cells.length, level: 2 },
    }
  }

  /** The operation as it stands now. */
  current(): Operation {
    const exercise = this.operation.exercises[0]
    if (exercise) exercise.rounds = this.country.rounds.map((round) => this.round(round))
    return this.operation
  }

  /** As if a record had been approved. */
  addPeople(round: number, people: number) {
    const cell = [...(this.cells.get(round)?.values() ?? [])].find((one) => one.value !== null)
    if (cell?.value !== null && cell?.value !== undefined) {
      cell.value += people
      cell.records += 1
      this.version += 1
    }
  }

  snapshot(round: number): string {
    const next = seeded(this.country.seed * 1000 + round * 10 + this.version)
    return Array.from({ length: 8 }, () => Math.floor(next() * 2 ** 32).toString(16).padStart(8, '0')).join('')
  }

  figures(query: URLSearchParams): Figure[] {
    const wanted = (name: string, value: string | number) => query.getAll(name).length === 0 || query.getAll(name).includes(String(value))
    const figures: Figure[] = []
    for (const { number } of this.country.rounds.filter((round) => wanted('round', round.number)))
      for (const { level, pcode, name, parent } of this.places().filter((place) => wanted('level', place.level) && wanted('place', place.pcode)))
        for (const one of this.operation.exercises[0]?.indicators.filter(({ code }) => wanted('indicator', code)) ?? [])
          for (const disaggregation of one.disaggregations.filter((part) => wanted('disaggregation', part.name)))
            figures.push(...this.cellsOf(number, level, pcode, name, parent, one, disaggregation.name))
    return figures
  }

  private places() {
    const { pcode, name } = this.country
    const below = [1, 2].flatMap((level) => (this.shapes[level]?.features ?? []).map(({ properties }) => ({ level, ...properties })))
    return [{ level: 0, pcode, name, parent: null }, ...below]
  }

  private under(round: number, level: number, pcode: string): Cell[] {
    const cells = this.cells.get(round) ?? new Map<string, Cell>()
    return [...cells].filter(([code]) => level === 0 || (level === 1 ? code.startsWith(pcode) : code === pcode)).map(([, cell]) => cell)
  }

  private cellsOf(round: number, level: number, place: string, name: string, parent: string | null, one: Indicator, disaggregation: string): Figure[] {
    const cells = this.under(round, level, place)
    const assessed = cells.filter((cell) => cell.records > 0)
    const people = assessed.reduce((sum, cell) => sum + (cell.value ?? 0), 0)
    const total = one.unit === 'individuals' ? people : Math.round(people / 4.4)
    const missing = assessed.length === 0 ? (cells[0]?.missing ?? 'not_assessed') : level === 2 ? cells[0]?.missing : undefined
    const make = (dimensions: Record<string, string>, value: number): Figure => {
      const small = disaggregation === 'sex_age' && value > 0 && value < 5 ? 'withheld' : undefined
      const reason = missing ?? small
      const suffix = Object.entries(dimensions).map(([key, code]) => `/${key}=${code}`).join('')
      return {
        operation: this.country.code, exercise: 'baseline_subarea', round, indicator: one.code, level, place, place_name: name, parent, disaggregation, dimensions,
        value: reason ? null : value, ...(reason ? { missing: reason } : {}),
        records: assessed.reduce((sum, cell) => sum + cell.records, 0),
        omitted: level === 0 ? 34 : 0,
        coverage: { assessed: assessed.length, expected: cells.length, level: 2 },
        indicator_version: one.version, method: 'sum of key informants', snapshot: this.snapshot(round),
        path: `${this.country.code}/baseline_subarea/${round}/${one.code}/${place}${suffix}`,
      }
    }
    if (disaggregation === 'total') return [make({}, total)]
    if (disaggregation === 'reason') {
      const shares = [0.78, 0.19, 0.03]
      return causes.map((reason, index) => make({ reason }, Math.round(total * (shares[index] ?? 0))))
    }
    return ['female', 'male'].flatMap((sex, index) =>
      ages.map((band, at) => make({ sex, age_band: band }, Math.round(total * (ageShares[at] ?? 0) * (index ? 0.47 : 0.53)))),
    )
  }
}

export function mockOperations(): MockOperation[] {
  return countries.map((country) => new MockOperation(country))
}
