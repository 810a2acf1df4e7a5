import { language } from '../i18n/language'
import { noAnswer, problemOf } from './problem'

export type Query = Record<string, string | number | null | undefined | (string | number)[]>

/** The path with its query; nothing is sent for what is not chosen. */
export function address(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== '') parameters.append(name, String(one))
    }
  }
  const text = parameters.toString()
  return text ? `${path}?${text}` : path
}

async function call<T>(method: string, path: string, body?: BodyInit, type?: string): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language.value }
  if (type) headers['Content-Type'] = type
  // A header no other site's form can send: the server refuses changes without it.
  if (method !== 'GET') headers['X-Inzira'] = '1'
  let answer: Response
  try {
    answer = await fetch(path, { method, headers, body, credentials: 'same-origin' })
  } catch {
    throw noAnswer(navigator.onLine)
  }
  const content = answer.status === 204 ? null : await answer.json().catch(() => null)
  if (!answer.ok) throw problemOf(answer.status, content)
  return content as T
}

export function get<T>(path: string, query?: Query): Promise<T> {
  return call<T>('GET', address(path, query))
}

export function send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> {
  if (body instanceof FormData) return call<T>(method, path, body)
  return body === undefined ? call<T>(method, path) : call<T>(method, path, JSON.stringify(body), 'application/json')
}
