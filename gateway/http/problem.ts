/** Errors as RFC 9457 problem documents; the one table from failure codes to HTTP. */
import { Failure, type FailureCode, type FieldProblem } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import { isSuspect, type SecurityCode, securityEvents } from '@quint/telemetry/security.ts'
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import { requestId } from './request.ts'

export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly instance: string
  readonly requestId: string
  readonly errors?: readonly FieldProblem[]
  /** Where a protocol of its own names the outcome (RFC 6749, 5.2). */
  readonly error?: string
}

const table: Readonly<Record<FailureCode, readonly [status: number, title: string]>> = {
  invalid: [400, 'The request is not valid'],
  unauthenticated: [401, 'Sign in first'],
  forbidden: [403, 'Not yours to do'],
  not_found: [404, 'Not found'],
  conflict: [409, 'Not possible in this state'],
  gone: [410, 'Expired'],
  exhausted: [429, 'Too many requests'],
  unavailable: [503, 'Not available right now'],
  deadline: [503, 'Not available right now'],
  cancelled: [503, 'Not available right now'],
}

/** HTTP's own refusals, which are not failures of the domain. */
export class HttpProblem extends Error {
  readonly status: number
  readonly slug: string
  readonly title: string
  readonly error: string | undefined

  constructor(status: number, slug: string, texts: { readonly title: string; readonly detail: string; readonly error?: string }) {
    super(texts.detail)
    this.error = texts.error
    this.status = status
    this.slug = slug
    this.title = texts.title
  }
}

/** What a client may know of an error: never a stack, SQL or an upstream's words. */
export function toProblem(error: unknown, request: Request): Problem {
  const place = { instance: request.originalUrl.split('?')[0] ?? '', requestId: requestId(request) }
  if (error instanceof HttpProblem)
    return {
      type: `/problems/${error.slug}`,
      title: error.title,
      status: error.status,
      detail: error.message,
      ...place,
      ...(error.error === undefined ? {} : { error: error.error }),
    }
  if (error instanceof Failure) {
    const [status, title] = table[error.code]
    const problem = { type: `/problems/${error.code.replace('_', '-')}`, title, status, detail: error.message, ...place }
    return error.detail.fields === undefined ? problem : { ...problem, errors: error.detail.fields }
  }
  return { type: '/problems/internal', title: 'Something went wrong', status: 500, detail: 'This is our mistake. It was logged.', ...place }
}

function retryAfterSeconds(error: unknown): number | undefined {
  if (!(error instanceof Failure)) return undefined
  return error.detail.retryAfterSeconds ?? (table[error.code][0] === 503 ? 2 : undefined)
}

function sendProblem(response: Response, problem: Problem): void {
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}

export const noSuchRoute: RequestHandler = (request, response) => {
  sendProblem(response, toProblem(new Failure('not_found', 'There is nothing here.'), request))
}

/** For an address that exists, asked in a way it does not know (RFC 9110, 15.5.6). */
export function methodNotAllowed(methods: readonly string[]): RequestHandler {
  return (request, response) => {
    response.setHeader('Allow', methods.join(', '))
    if (request.method === 'OPTIONS') response.status(204).end()
    else
      sendProblem(
        response,
        toProblem(new HttpProblem(405, 'method', { title: 'Not this method', detail: `This address knows ${methods.join(', ')}.` }), request),
      )
  }
}

/** The last middleware: whatever was thrown becomes a problem. */
export function problems(log: Log): ErrorRequestHandler {
  const tell = securityEvents(log)
  return (thrown, request, response, _next) => {
    const error = fromParser(thrown)
    const problem = toProblem(error, request)
    if (problem.status === 500) log.error('a request failed unexpectedly', error, { requestId: problem.requestId, route: problem.instance })
    const code = securityCodeOf(error, problem)
    if (code !== undefined) tell(code, { requestId: problem.requestId, route: problem.instance })
    if (response.headersSent) {
      response.destroy()
      return
    }
    const wait = retryAfterSeconds(error)
    if (wait !== undefined) response.setHeader('Retry-After', String(wait))
    if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer')
    sendProblem(response, problem)
  }
}

/** What a refusal says to who watches for attacks; someone who simply has not signed in, or not lately, is none. */
function securityCodeOf(error: unknown, { status, type }: Problem): SecurityCode | undefined {
  if (type === '/problems/cross-site') return 'cross_site_refused'
  if (status === 403) return 'access_refused'
  if (status === 429) return 'rate_limited'
  return isSuspect(error) ? 'token_refused' : undefined
}

/** Express and its body parser throw errors with a status and a type. */
function fromParser(error: unknown): unknown {
  if (!(error instanceof Error) || !('status' in error) || error instanceof HttpProblem) return error
  switch (error.status) {
    case 413:
      return new HttpProblem(413, 'too-large', { title: 'Too large', detail: 'The request is larger than 1 MiB.' })
    case 415:
      return new HttpProblem(415, 'media-type', { title: 'Not understood', detail: 'Send JSON in UTF-8.' })
    case 400:
      return new Failure('invalid', 'The request could not be read: it is not well-formed.')
    default:
      return error
  }
}
