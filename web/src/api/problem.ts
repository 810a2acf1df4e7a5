import type { FileProblem, Meanwhile, EditProblem } from './types'

/** Why a call came to nothing, in a way a page can answer: say it, offer the remedy, offer another try. */
export type ProblemKind =
  /** This device has no network. */
  | 'offline'
  /** The device has a network, but the server did not answer. */
  | 'unreachable'
  /** Nobody is logged in, or the session has ended. */
  | 'login'
  /** The server answered and refused. */
  | 'refused'
  /** The server failed. */
  | 'server'

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'

  constructor(
    readonly kind: ProblemKind,
    readonly status: number,
    readonly code: string,
    message: string,
    readonly remedy: string | null,
    readonly problems: FileProblem[] = [],
    /** What others did to a record since it was read. */
    readonly meanwhile: Meanwhile | null = null,
    /** Edits that cannot be made. */
    readonly edits: EditProblem[] = [],
  ) {
    super(message)
  }
}

/** `fetch` failed before any answer came. */
export function noAnswer(online: boolean): ApiProblem {
  return online
    ? new ApiProblem('unreachable', 0, 'web.unreachable', '', null)
    : new ApiProblem('offline', 0, 'web.offline', '', null)
}

/** The problem in an answer that is not a success. The body may be anything, such as a proxy's page. */
export function problemOf(status: number, body: unknown): ApiProblem {
  const error = (body as { error?: { code?: string; message?: string; remedy?: string; problems?: FileProblem[]; meanwhile?: Meanwhile; edits?: EditProblem[] } } | null)
    ?.error
  const kind: ProblemKind = status === 401 ? 'login' : status >= 500 ? 'server' : 'refused'
  return new ApiProblem(kind, status, error?.code ?? `web.status_${status}`, error?.message ?? '', error?.remedy ?? null, error?.problems ?? [], error?.meanwhile ?? null, error?.edits ?? [])
}
