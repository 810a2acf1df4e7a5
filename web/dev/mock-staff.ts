/** The part of the mock that wants a log-in. Any password of four letters or more opens it. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer, AuditEntry, Device, Explanation, FormSummary, ImportSummary, RecordDetail, User } from '../src/api/types.ts'
import { seeded, type MockOperation } from './mock-data.ts'
import { readBody, sendError, sendJson } from './mock-server.ts'

const svg = (text: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 25 25" shape-rendering="crispEdges"><rect width="25" height="25" fill="#fff"/>${Array.from({ length: 625 }, (_, index) => ((index * 2654435761 + text.length * 97) % 7 < 3 ? `<rect x="${index % 25}" y="${Math.floor(index / 25)}" width="1" height="1"/>` : '')).join('')}</svg>`

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAFElEQVR4nGMwaPbBgxhGpWlkNwDmUHVBoYbYRwAAAABJRU5ErkJggg==', 'base64')

/** Any body of a call, as far as the mock reads it. */
interface MockBody {
  email?: string
  name?: string
  password?: string
  decision?: string
  reason?: string
  ids?: (string | number)[]
  roles?: User['roles']
}

export class StaffMock {
  private user: User | null = null
  private users: User[] = [
    { id: 1, email: 'admin@inzira.demo', name: 'Aline Niyonkuru', language: 'fr', must_change_password: false, administrator: true, roles: [] },
    { id: 2, email: 'reviewer@inzira.demo', name: 'Jean-Bosco Ndayishimiye', language: 'fr', must_change_password: false, administrator: false, roles: [{ operation: 'bdi', role: 'reviewer' }] },
    { id: 3, email: 'old@inzira.demo', name: 'Former Colleague', language: 'en', must_change_password: false, administrator: false, disabled: true, roles: [] },
  ]
  private records: RecordDetail[]
  private devices: Device[] = [
    { id: 1, name: 'Tablet Gitega 01', created_at: '2026-08-01T07:12:00Z', revoked_at: null, last_seen_at: '2026-09-21T15:40:00Z', user_name: null },
    { id: 2, name: 'Tablet Rumonge 04', created_at: '2026-08-01T07:20:00Z', revoked_at: '2026-09-02T09:00:00Z', last_seen_at: '2026-08-30T10:01:00Z', user_name: null },
  ]
  private forms: FormSummary[] = [
    { form_id: 'baseline_subarea', title: 'Baseline sub-area assessment', version: '2026090101', state: 'open', published_at: '2026-09-01T06:00:00Z', exercise: 'baseline_subarea', warnings: [], submissions: 212, encrypted: false },
    { form_id: 'baseline_subarea', title: 'Baseline sub-area assessment', version: '2026030101', state: 'closed', published_at: '2026-03-01T06:00:00Z', exercise: 'baseline_subarea', warnings: [], submissions: 1104, encrypted: false },
  ]
  private imports: ImportSummary[] = [
    { id: 1, file: 'baseline_round_5.xlsx', mapping: 'baseline-kobo', at: '2026-08-11T12:00:00Z', by: 'admin@inzira.demo', stored: 1402, unchanged: 11, refused: 2, report: { sheets: [{ sheet: 'Collines', read: 1416, accepted: 1413, refused: 2 }], unread: [{ sheet: 'Pivot' }], totals: [{ question: 'idp_individuals', ours: 68357, theirs: 68357, place: 'sheet \'Pivot\', cell C22' }], problems: [
      { sheet: 'Collines', row: 311, column: { letter: 'F', header: 'admin2Pcode' }, value: 'BDI0O4', code: 'imports.unknown_pcode', message: 'P-code "BDI0O4" is not in the boundary version bdi-2017.', remedy: 'Write the p-code of the commune; did you mean BDI004?' },
      { sheet: 'Collines', row: 902, column: { letter: 'L', header: 'pdi_nombre' }, value: '-3', code: 'imports.negative', message: 'A count of people cannot be negative.', remedy: 'Correct the cell and import the file again: rows already stored stay as they are.' },
    ] } },
  ]
  private readonly audit: AuditEntry[] = Array.from({ length: 60 }, (_, index) => ({
    seq: 60 - index, at: new Date(Date.UTC(2026, 8, 21, 16, 0) - index * 37e5).toISOString(), actor: index % 3 ? 'reviewer@inzira.demo' : 'admin@inzira.demo',
    action: ['record.approved', 'session.begun', 'device.created', 'record.rejected', 'form.published'][index % 5] ?? '', subject: `record/${900 + index}`, detail: index % 5 === 3 ? { reason: 'Counted twice' } : {},
  }))

  constructor(
    private readonly operations: MockOperation[],
    private readonly publish: (operation: string, round: number) => void,
  ) {
    this.records = this.makeRecords()
  }

  private makeRecords(): RecordDetail[] {
    const next = seeded(4)
    const communes = this.operations[0]?.shapes[2]?.features ?? []
    const provinces = new Map((this.operations[0]?.shapes[1]?.features ?? []).map(({ properties }) => [properties.pcode, properties.name]))
    return Array.from({ length: 128 }, (_, index) => {
      const place = communes[Math.floor(next() * communes.length)]?.properties
      const households = Math.floor(next() * 90)
      const people = Math.round(households * (3 + next() * 3))
      const state = index < 90 ? 'received' : index < 118 ? 'approved' : 'rejected'
      const given = (type: string, value: unknown): Answer => ({ type, value })
      const label = (en: string, fr: string, rn: string) => ({ en, fr, rn })
      const flags = next() < 0.35 ? [
        { code: 'sex_age_sum', severity: 'error' as const, message: label('Sex and age bands add up to 4 people more than the total.', 'La somme par sexe et âge dépasse le total de 4 personnes.', 'Igiteranyo kirarenza abantu 4.') },
        ...(next() < 0.4 ? [{ code: 'big_change', severity: 'warning' as const, message: label('More than three times the previous round.', 'Plus de trois fois le cycle précédent.', 'Birarenga incuro zitatu.') } as const] : []),
      ] : []
      return {
        id: 1000 + index, operation: 'bdi', encrypted: false, version: 1, edits: [], previous: null, computed: [], key: `submission/uuid:${(index * 7919).toString(16).padStart(8, '0')}-6b1d`, state, exercise: 'baseline_subarea', round: 6, round_stage: 'collecting',
        places: [{ pcode: place?.parent ?? '', name: provinces.get(place?.parent ?? '') ?? '', level: 1 }, { pcode: place?.pcode ?? '', name: place?.name ?? '', level: 2 }],
        title: `Colline ${['Rukaramu', 'Kinyinya', 'Muyange', 'Gatumba', 'Buhinda'][index % 5]}`, received_at: new Date(Date.UTC(2026, 8, 21, 15, 0) - index * 9e5).toISOString(),
        source: index % 4 === 3 ? { kind: 'row' as const, file: 'baseline_round_5.xlsx', sha256: '', sheet: 'Collines', row: 12 + index } : { kind: 'submission' as const, instance_id: `uuid:${(index * 7919).toString(16).padStart(8, '0')}-6b1d-4a7f-9a51-0d6d9ce31ab2`, version: 1 },
        flags, summary: [
          { name: 'idp_individuals', value: people },
          { name: 'idp_households', value: households },
        ],
        form_id: 'baseline_subarea',
        answers: [
          { name: 'reporting_date', label: label('Date of the assessment', 'Date de l’évaluation', 'Itariki'), kind: 'date', answer: given('date', '2026-09-18'), personal: false },
          { name: 'location_type', label: label('Type of location', 'Type de localité', 'Ubwoko bw’ikibanza'), kind: 'choice', answer: given('choice', 'host_community'), personal: false },
          { name: 'access', label: label('Could the place be reached?', 'Le lieu était-il accessible ?', 'Mwarashitse?'), kind: 'choice', answer: given('choice', 'accessible'), personal: false },
          { name: 'location_point', label: label('Position', 'Position', 'Aho hantu'), kind: 'point', answer: given('point', { longitude: 29.36, latitude: -3.38, accuracy_m: 6 }), personal: false },
          { name: 'ki_name', label: label('Name of the key informant', 'Nom de l’informateur clé', 'Izina'), kind: 'text', answer: given('text', 'M. Exemple'), personal: true },
          { name: 'idp_households', label: label('IDP households', 'Ménages de PDI', 'Ingo'), kind: 'integer', answer: given('integer', households), personal: false },
          { name: 'idp_individuals', label: label('IDPs, individuals', 'PDI, individus', 'Abantu'), kind: 'integer', answer: given('integer', people), personal: false },
          { name: 'returnee_abroad_individuals', label: label('Returnees from abroad', 'Rapatriés', 'Abatahutse'), kind: 'integer', answer: { missing: 'not_applicable' }, personal: false },
          { name: 'new_displacement', label: label('New displacement since the last round', 'Nouveaux déplacements depuis le dernier cycle', 'Abahunze bashasha'), kind: 'repeat', answer: given('repeat', [{ cause: given('choice', 'natural_disaster'), new_households: given('integer', 4), new_individuals: given('integer', 19) }, { cause: given('choice', 'conflict'), new_households: given('integer', 1), new_individuals: { missing: 'missing' } }]), personal: false },
          { name: 'remarks', label: label('Remarks', 'Remarques', 'Ivyo wongerako'), kind: 'text', answer: given('text', 'Le pont de la rivière est coupé depuis le 12 septembre ; accès à pied seulement.'), personal: false },
        ],
        attachments: index % 3 === 0 ? [{ id: 1, name: '1758203331.png', media_type: 'image/png', size: 184_233 }] : [],
        history: [
          { at: '2026-09-18T10:12:00Z', by: 'Tablet Gitega 01', action: 'received', reason: null, version: 1 },
          ...(state === 'received' ? [] : [{ at: '2026-09-19T08:00:00Z', by: 'reviewer@inzira.demo', action: state, reason: state === 'rejected' ? 'Compté deux fois : voir la colline voisine' : null, version: 1 }]),
        ],
      } satisfies RecordDetail
    })
  }

  explain(path: string): Explanation {
    const [operation = '', , round = '', indicator, place] = path.split('/')
    const found = this.operations.find((one) => one.country.code === operation)
    const query = new URLSearchParams({ round, indicator: indicator ?? '', place: place ?? '' })
    const figure = found?.figures(query).find((one) => one.path === path)
    const known = found?.operation.exercises[0]?.indicators.find((one) => one.code === indicator)
    if (!figure || !known || !found) throw new Error(`no figure ${path}`)
    return {
      figure, coverage: figure.coverage,
      indicator: { code: known.code, version: known.version, name: known.name, method: known.method, expression: known.unit === 'individuals' ? 'sum(idp_individuals)' : 'sum(idp_households)' },
      snapshot: { sha256: figure.snapshot, created_at: '2026-09-21T15:42:11Z', records: 1204 },
      contributing: { count: figure.records, ...(this.user ? { records: Array.from({ length: Math.min(8, figure.records) }, (_, index) => ({ key: `submission/uuid:${index}f3a`, source: `submission uuid:${index}f3a-6b1d-4a7f, version 1`, value: 12 * index + 3 })) } : {}) },
      recipe_note: { en: 'Key informants’ estimates, not a count of persons.', fr: 'Estimations d’informateurs clés, non un recensement.', rn: 'Ni ivyo abatanze amakuru bagereranije.' },
    }
  }

  private decide(ids: (string | number)[], decision: string | undefined, reason: string | null): number {
    let changed = 0
    for (const record of this.records.filter((one) => ids.map(String).includes(String(one.id)))) {
      record.state = decision === 'approve' ? 'approved' : 'rejected'
      record.history.push({ at: new Date().toISOString(), by: this.user?.email ?? '', action: record.state, reason, version: (record.version += 1) })
      changed += 1
    }
    this.operations[0]?.addPeople(6, changed * 25)
    this.publish('bdi', 6)
    return changed
  }

  async answer(request: IncomingMessage, url: URL, response: ServerResponse): Promise<void> {
    const path = url.pathname.replace('/api/v1', '')
    const raw = request.method === 'GET' ? Buffer.alloc(0) : await readBody(request)
    const isJson = (request.headers['content-type'] ?? '').includes('json')
    const body = (isJson && raw.length ? JSON.parse(raw.toString()) : {}) as MockBody
    const route = `${request.method} ${path}`
    if (request.method !== 'GET' && request.headers['x-inzira'] !== '1') return sendError(response, 403, 'http.header', 'The header X-Inzira is missing.', '')
    if (route === 'POST /session') {
      if (String(body.password ?? '').length < 4) return sendError(response, 401, 'accounts.wrong', 'E-mail or password is wrong.', 'Try again, or ask an administrator for a new password.')
      this.user = { ...(this.users.find((one) => one.email === body.email) ?? (this.users[0] as User)) }
      this.user.must_change_password = body.password === 'change-me'
      return sendJson(response, { user: this.user })
    }
    if (!this.user) return sendError(response, 401, 'accounts.not_logged_in', 'You are not logged in.', 'Log in.')
    if (route === 'GET /session') return sendJson(response, { user: this.user })
    if (route === 'DELETE /session') return (this.user = null), sendJson(response, null, 204)
    if (route === 'POST /session/password') return (this.user.must_change_password = false), sendJson(response, { user: this.user })
    if (route === 'GET /operations') return sendJson(response, { operations: this.operations.map((one) => ({ code: one.country.code, name: one.country.names, role: 'manager' })) })
    if (route === 'GET /users') return sendJson(response, { users: this.users })
    if (route === 'POST /users') {
      const user = { id: this.users.length + 1, email: body.email ?? '', name: body.name ?? '', language: 'fr', must_change_password: true, administrator: false, roles: [] } satisfies User
      this.users.push(user)
      return sendJson(response, { user, one_time_password: 'karuzi-7412-inyange' }, 201)
    }
    if (route === 'GET /audit') {
      const after = Number(url.searchParams.get('after') ?? 61)
      const entries = this.audit.filter((one) => one.seq < after).slice(0, 25)
      return sendJson(response, { entries, next: (entries.at(-1)?.seq ?? 1) > 1 ? String(entries.at(-1)?.seq) : null })
    }
    const user = /^\/users\/(\w+)(\/roles|\/password)?$/.exec(path)
    if (user) {
      const found = this.users.find((one) => String(one.id) === user[1])
      if (found && user[2] === '/password') return sendJson(response, { user: found, one_time_password: 'gitega-2291-urukundo' })
      if (found && user[2] === '/roles') found.roles = body.roles ?? []
      if (found && !user[2]) found.disabled = true
      return sendJson(response, { user: found })
    }
    const one = /^\/records\/(\d+)(\/decision)?$/.exec(path)
    if (one) {
      const record = this.records.find(({ id }) => String(id) === one[1])
      if (!record) return sendError(response, 404, 'records.not_found', 'This record does not exist.', 'Go back to the list.')
      if (one[2]) this.decide([record.id], body.decision, body.reason ?? null)
      return sendJson(response, record)
    }
    if (path.startsWith('/attachments/')) return void response.writeHead(200, { 'Content-Type': 'image/png' }).end(png)
    return this.inOperation(`${request.method} ${path.replace(/^\/operations\/[^/]+/, '')}`, path, url, raw, body, response)
  }

  private inOperation(route: string, path: string, url: URL, raw: Buffer, body: MockBody, response: ServerResponse): void {
    const operation = this.operations.find((one) => one.country.code === path.split('/')[2])
    const query = url.searchParams
    if (route === 'GET /records') {
      const wanted = this.records.filter((record) => operation?.country.code === 'bdi'
        && (!query.get('state') || record.state === query.get('state'))
        && (!query.get('round') || String(record.round) === query.get('round'))
        && (!query.get('place') || record.places.some(({ pcode }) => pcode === query.get('place')))
        && (!query.get('search') || JSON.stringify([record.title, record.places]).toLowerCase().includes((query.get('search') ?? '').toLowerCase())))
      const start = Number(query.get('after') ?? 0)
      const limit = Number(query.get('limit') ?? 50)
      return sendJson(response, { records: wanted.slice(start, start + limit), next: start + limit < wanted.length ? String(start + limit) : null, total: wanted.length })
    }
    if (route === 'GET /forms') return sendJson(response, { forms: this.forms, drafts: [] })
    if (route === 'POST /forms') {
      if (!raw.includes('broken')) return sendJson(response, { form: this.forms[0], warnings: [{ sheet: 'survey', row: 8, column: 'label::rn', code: 'forms.no_label', message: 'Question "ki_count" has no label in Kirundi.', remedy: 'Add one, or the phone shows the French label.' }] }, 201)
      return sendError(response, 422, 'forms.problems', 'The form has 2 problems and was not published.', 'Correct them all and upload the file again.', [
        { sheet: 'survey', row: 14, column: 'type', value: 'selct_one', code: 'forms.unknown_type', message: 'Question type "selct_one" is not known.', remedy: 'Did you mean "select_one"?' },
        { sheet: 'choices', row: 31, column: 'name', value: 'other', code: 'forms.duplicate_choice', message: 'Choice "other" of list "cause" is there twice.', remedy: 'Give one of the two another name.' },
      ])
    }
    if (route === 'GET /devices') return sendJson(response, { devices: this.devices })
    if (route === 'POST /devices') {
      const device: Device = { id: this.devices.length + 1, name: body.name ?? '', created_at: new Date().toISOString(), revoked_at: null, last_seen_at: null, user_name: null }
      this.devices.unshift(device)
      return sendJson(response, { device, server_url: 'https://dtm.example.org/v1/key/kq83jd…x2/projects/1', project: 'Burundi', user_name: null, password: null, settings_qr_svg: svg(device.name) }, 201)
    }
    const device = /^DELETE \/devices\/(\d+)$/.exec(route)
    if (device) {
      const found = this.devices.find(({ id }) => String(id) === device[1])
      if (found) found.revoked_at = new Date().toISOString()
      return sendJson(response, null, 204)
    }
    if (route === 'GET /imports') return sendJson(response, { imports: operation?.country.code === 'bdi' ? this.imports : [] })
    if (route === 'GET /places') return sendJson(response, { versions: operation?.operation.boundary ? [{ code: operation.operation.boundary.code, version: operation.operation.boundary, levels: operation.operation.boundary.levels, in_use: true }] : [] })
    if (route === 'GET /places/match') {
      const name = (query.get('name') ?? '').toLowerCase().slice(0, 3)
      const found = (operation?.shapes[Number(query.get('level'))]?.features ?? []).filter(({ properties }) => properties.name.toLowerCase().startsWith(name)).slice(0, 5)
      return sendJson(response, { candidates: found.map(({ properties }, index) => ({ pcode: properties.pcode, name: properties.name, score: 0.96 - index * 0.11, reason: index ? 'similar' : 'folded' })) })
    }
    if (route === 'GET /places/locate') return sendJson(response, { lineage: [{ pcode: 'BDI', name: 'Burundi', level: 0 }, { pcode: 'BDI003', name: 'Bujumbura Rural', level: 1 }, { pcode: 'BDI003004', name: 'Kabezi', level: 2 }] })
    return sendError(response, 404, 'http.not_found', 'There is nothing at this address.', '')
  }
}
