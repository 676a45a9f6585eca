/** Who and which: every request has an id and a trace, named in its answer. */
import { randomHex } from '@quint/runtime/random.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import type { Request, RequestHandler } from 'express'
import { observeRequest } from './observed.ts'

const idHeader = 'X-Request-Id'

export const identifyRequest: RequestHandler = (request, response, next) => {
  const given = request.headers['x-request-id']
  const id = typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : uuidv7()
  const span = observeRequest(request, response)
  const traceparent = span?.traceparent ?? continueTrace(request.headers.traceparent)
  response.setHeader(idHeader, id)
  response.setHeader('traceparent', traceparent)
  if (span === undefined) next()
  else span.run(next)
}

export function requestId(request: Request): string {
  return String(request.res?.getHeader(idHeader) ?? '')
}

/** W3C Trace Context: the trace goes on with a span of ours, or begins. */
function continueTrace(header: string | string[] | undefined): string {
  const given = typeof header === 'string' ? /^00-([0-9a-f]{32})-[0-9a-f]{16}-(0[01])$/.exec(header) : null
  const drawn = randomHex(24)
  const trace = given?.[1] !== undefined && !/^0+$/.test(given[1]) ? given[1] : drawn.slice(16)
  return `00-${trace}-${drawn.slice(0, 16)}-${given?.[2] ?? '00'}`
}

/** Aborted when the client is gone before its answer was sent. */
export function clientSignal(request: Request): AbortSignal {
  const controller = new AbortController()
  const response = request.res
  if (response?.destroyed === true) controller.abort()
  response?.once('close', () => {
    if (!response.writableFinished) controller.abort()
  })
  return controller.signal
}
