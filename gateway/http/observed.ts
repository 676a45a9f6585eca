/** Requests as an operator sees them: a span and a duration for each, under the template of its route. */
import { type AttributesOf, measure, measuring, shift } from '@quint/telemetry/metrics.ts'
import { begin, type Step, tracing } from '@quint/telemetry/trace.ts'
import type { Request, Response } from 'express'

type Method = AttributesOf<'http.server.active_requests'>['http.request.method']

const methods: ReadonlySet<string> = new Set<Method>(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
const probes = /^\/(?:healthz|readyz)$/

/** @returns the span of the request, ended with its answer; undefined while nobody looks. */
export function observeRequest(request: Request, response: Response): Step | undefined {
  if ((!tracing() && !measuring()) || probes.test(request.path)) return undefined
  const header = request.headers.traceparent
  const method = methods.has(request.method) ? (request.method as Method) : '_OTHER'
  const span = begin(method, { kind: 'server', parent: typeof header === 'string' ? header : '', attributes: { 'http.request.method': method } })
  const started = performance.now()
  shift('http.server.active_requests', 1, { 'http.request.method': method })
  response.once('close', () => {
    const answer = { 'http.route': routeOf(request), 'http.response.status_code': String(response.statusCode) }
    span.name(`${method} ${answer['http.route']}`)
    span.set({ ...answer, 'http.response.status_code': response.statusCode })
    span.end(failureOf(response))
    shift('http.server.active_requests', -1, { 'http.request.method': method })
    measure('http.server.request.duration', (performance.now() - started) / 1000, { 'http.request.method': method, ...answer })
  })
  return span
}

/** Counts an open event stream until its connection is closed. */
export function observeStream(response: Response): void {
  if (!measuring()) return
  shift('quint.sse.streams', 1, {})
  response.once('close', () => shift('quint.sse.streams', -1, {}))
}

function routeOf(request: Request): string {
  const route: unknown = request.route
  if (typeof route === 'object' && route !== null && 'path' in route && typeof route.path === 'string') return route.path
  return request.path.startsWith('/api/') ? 'unknown' : 'web'
}

function failureOf(response: Response): string | undefined {
  if (response.statusCode >= 500) return String(response.statusCode)
  return response.writableFinished ? undefined : 'cancelled'
}
