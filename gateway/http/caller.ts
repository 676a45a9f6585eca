/** Who asks: a bearer token, or the web app's cookie under its CSRF rules; a device that was signed out is refused at once. */
import type { Learner, VerifyLearner } from '@quint/auth/learner.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Request } from 'express'
import type { Cookies } from './cookies.ts'
import { HttpProblem } from './problem.ts'
import type { Route } from './route.ts'

export interface CallerOptions {
  readonly verify: VerifyLearner
  readonly cookies: Cookies
  readonly publicUrl: string
  readonly allowedOrigins: readonly string[]
  readonly deviceLives: (userId: string, deviceId: string) => Promise<boolean>
}

/** Undefined for someone without an account; throws Failure('unauthenticated') for a token that is not good. */
export type IdentifyCaller = (request: Request, route: Pick<Route, 'streams'>) => Promise<Learner | undefined>

export function callerIdentification(options: CallerOptions): IdentifyCaller {
  return async (request, route) => {
    const token = bearer(request) ?? cookie(request, route, options)
    if (token === undefined) return undefined
    const learner = await options.verify(token)
    if (!(await options.deviceLives(learner.userId, learner.sessionId)))
      throw new Failure('unauthenticated', 'Sign in again.', { cause: new Error('the device was signed out') })
    return learner
  }
}

/** True for a request of our own web app: its cookies count, and tokens stay out of its sight. */
export function isWebApp(request: Request): boolean {
  return request.headers['x-quint-client'] === 'web'
}

/**
 * True for the web app and the extension. They keep the tokens of several windows, of which one renews them for all, and an answer that is lost on
 * its way must not sign a learner out.
 */
export function isOwnClient(request: Request): boolean {
  return isWebApp(request) || request.headers['x-quint-client'] === 'extension'
}

/**
 * A request that changes something with a cookie must come from our own pages: the browser says where from (Sec-Fetch-Site, Origin), and a
 * header that no form can send shows that a script of ours made it.
 */
export function checkSameSite(request: Request, options: Pick<CallerOptions, 'publicUrl' | 'allowedOrigins'>): void {
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  const allowed = options.allowedOrigins.includes(origin ?? '')
  const own = origin === undefined || isOwnOrigin(origin, options.publicUrl)
  const foreign = !allowed && (!own || (site !== undefined && site !== 'same-origin'))
  const silent = origin === undefined && site === undefined
  if (foreign || silent || !isWebApp(request)) throw crossSite()
}

const loopback = /^(http:\/\/)(?:localhost|127\.0\.0\.1|\[::1\])(?=:|$)/

/** On one's own machine its names are one: what answers on that port is this server by any of them. */
export function isOwnOrigin(origin: string, publicUrl: string): boolean {
  const byName = (url: string): string => url.replace(loopback, '$1localhost')
  return byName(origin) === byName(new URL(publicUrl).origin)
}

function crossSite(): HttpProblem {
  return new HttpProblem(403, 'cross-site', { title: 'Not yours to do', detail: 'This request does not come from our own pages.' })
}

function bearer(request: Request): string | undefined {
  const header = request.headers.authorization
  if (header === undefined) return undefined
  const token = /^Bearer ([\w.~+/=-]+)$/i.exec(header)?.[1]
  if (token === undefined) throw new Failure('unauthenticated', 'Send the token as "Authorization: Bearer …".')
  return token
}

function cookie(request: Request, route: Pick<Route, 'streams'>, options: CallerOptions): string | undefined {
  const token = options.cookies.access(request)
  if (token === undefined) return undefined
  const safe = request.method === 'GET' || request.method === 'HEAD'
  // A stream is a GET that costs: an EventSource can send no header of ours, but its browser tells where it is from.
  if (route.streams === true && request.headers['sec-fetch-site'] !== 'same-origin') throw crossSite()
  if (!safe) checkSameSite(request, options)
  return token
}
