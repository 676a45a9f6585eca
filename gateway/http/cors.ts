/** The other origins that may call the API from a browser (WHATWG Fetch, 3.3). */
import type { RequestHandler } from 'express'

const requestHeaders =
  'Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, X-Quint-Client, X-Request-Id, traceparent'
const responseHeaders = 'Allow, ETag, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id, traceparent'

export function crossOrigin(allowedOrigins: readonly string[]): RequestHandler {
  return (request, response, next) => {
    // The first to say what an answer depends on.
    response.setHeader('Vary', 'Origin')
    const { origin } = request.headers
    if (origin === undefined || !allowedOrigins.includes(origin)) return next()
    response.setHeader('Access-Control-Allow-Origin', origin)
    response.setHeader('Access-Control-Allow-Credentials', 'true')
    response.setHeader('Access-Control-Expose-Headers', responseHeaders)
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return next()
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT, PATCH, DELETE')
    response.setHeader('Access-Control-Allow-Headers', requestHeaders)
    response.setHeader('Access-Control-Max-Age', '600')
    response.status(204).end()
  }
}
