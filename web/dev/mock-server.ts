/** A stand-in for the server while working on the pages: `npm run dev:mock`, or `npm run preview:mock` for the built pages. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Connect, Plugin } from 'vite'
import { mockOperations } from './mock-data.ts'
import { StaffMock } from './mock-staff.ts'

/** The policy the real server sends: what breaks it must break here. */
const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'self'"

export function sendJson(response: ServerResponse, body: unknown, status = 200) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(body === null ? undefined : JSON.stringify(body))
}

export function sendError(response: ServerResponse, status: number, code: string, message: string, remedy: string, problems?: unknown) {
  sendJson(response, { error: { code, message, remedy, problems } }, status)
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function handler(): Connect.NextHandleFunction {
  const operations = mockOperations()
  const listeners = new Set<ServerResponse>()
  const publish = (code: string, round: number) => {
    const snapshot = operations.find((one) => one.country.code === code)?.snapshot(round)
    const data = JSON.stringify({ operation: code, exercise: 'baseline_subarea', round, snapshot })
    for (const listener of listeners) listener.write(`event: figures\ndata: ${data}\n\n`)
  }
  const staff = new StaffMock(operations, publish)

  function publicAnswer(url: URL, response: ServerResponse): boolean {
    const path = url.pathname.replace('/api/v1/public', '')
    if (path === '/operations') return sendJson(response, { operations: operations.map((one) => one.current()) }), true
    if (path === '/explain') return sendJson(response, staff.explain(url.searchParams.get('figure') ?? '')), true
    const [, code, rest = ''] = /^\/operations\/([^/]+)\/(.*)$/.exec(path) ?? []
    const found = operations.find((one) => one.country.code === code)
    if (!found) return false
    const level = /^boundaries\/(\d)\.geojson$/.exec(rest)?.[1]
    if (level) return sendJson(response, found.shapes[Number(level)]), true
    if (rest.endsWith('/figures')) return sendJson(response, { figures: found.figures(url.searchParams) }), true
    return false
  }

  return (request, response, next) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (!url.pathname.startsWith('/api/v1/')) {
      response.setHeader('Content-Security-Policy', policy)
      return next()
    }
    if (url.pathname === '/api/v1/public/live') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' })
      response.write(': hello\n\n')
      listeners.add(response)
      request.on('close', () => listeners.delete(response))
      return
    }
    if (url.pathname.startsWith('/api/v1/public/')) {
      if (!publicAnswer(url, response)) sendError(response, 404, 'public.not_found', 'There is nothing at this address.', 'Go back to the start page.')
      return
    }
    staff.answer(request, url, response).catch((problem: unknown) => sendError(response, 500, 'mock.failed', String(problem), ''))
  }
}

export function mockServer(): Plugin {
  return {
    name: 'inzira-mock-server',
    configureServer: (server) => void server.middlewares.use(devOnly(handler())),
    configurePreviewServer: (server) => void server.middlewares.use(handler()),
  }
}

/** Vite's own development client needs what the policy forbids, so the policy is for built pages only. */
function devOnly(handle: Connect.NextHandleFunction): Connect.NextHandleFunction {
  return (request, response, next) => ((request.url ?? '').startsWith('/api/v1/') ? handle(request, response, next) : next())
}
