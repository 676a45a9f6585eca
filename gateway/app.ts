/** The HTTP application, as a value: middleware in the order in which a request meets it. */
import type { Log } from '@quint/runtime/log.ts'
import compression from 'compression'
import express, { type Express, type RequestHandler } from 'express'
import { openAreas } from './http/areas.ts'
import { crossOrigin } from './http/cors.ts'
import { framed, mostBodyBytes } from './http/framing.ts'
import { inTurn } from './http/in-turn.ts'
import { jsonBodies } from './http/json.ts'
import type { Leaving } from './http/leaving.ts'
import { openApi } from './http/openapi.ts'
import { docsPage, mailboxPage } from './http/pages.ts'
import { methodNotAllowed, noSuchRoute, problems } from './http/problem.ts'
import { assetsFolder, webApp } from './http/proxy.ts'
import { identifyRequest } from './http/request.ts'
import { type Dispatch, dispatch, type Route } from './http/route.ts'
import type { SigningKeys } from './identity/keys.ts'
import type { Mailbox } from './identity/mail/mailer.ts'
import { withoutUpgrade } from './socket/routes.ts'
import { socketPath } from './socket/sockets.ts'

export interface AppOptions {
  readonly routes: readonly Route[]
  readonly dispatch: Dispatch
  readonly keys: SigningKeys
  readonly publicUrl: string
  /** Empty serves the API alone. */
  readonly webUrl: string
  readonly trustedProxies: number
  /** Beside our own. */
  readonly allowedOrigins: readonly string[]
  readonly mailbox: Mailbox | undefined
  readonly leaving: Leaving
  /** Undefined when everything that is needed answers; else what does not. 'own' leaves the other services out. */
  readonly notReady: (whose: 'own' | 'all') => Promise<string | undefined>
  readonly log: Log
}

const ours = /^\/(api|openapi\.json|asyncapi\.json|docs|healthz|readyz|\.well-known|dev|ws)(\/|$)/

/** Whether an address belongs to the web app. */
export const isPage = (path: string): boolean => !ours.test(path)

export function createApp(options: AppOptions): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', options.trustedProxies)
  app.set('query parser', 'simple')
  // Routes whose answers may be kept tag them themselves.
  app.disable('etag')
  // One address, one route: rules that go by address must not miss another spelling of it.
  app.enable('case sensitive routing')
  app.enable('strict routing')
  app.use(inTurn(identifyRequest, framed))
  // Pages first: they pass through untouched, with the headers that the web app sets.
  if (options.webUrl !== '') {
    app.use(assetsFolder, compression())
    app.use(webApp(options.webUrl, { log: options.log, isPage, leaving: options.leaving.streams }))
  }
  app.use(securityHeaders)
  app.use('/api', inTurn(crossOrigin(options.allowedOrigins), ...jsonBodies(mostBodyBytes)))
  app.use(routed(options))
  app.use(compression())
  operations(app, options)
  app.all(socketPath, withoutUpgrade)
  app.use(noSuchRoute)
  app.use(problems(options.log))
  return app
}

function routed(options: AppOptions): RequestHandler {
  const areas = openAreas()
  for (const [path, routes] of Map.groupBy(options.routes, (route) => route.path)) {
    const place = areas.at(path).route(path)
    const methods = routes.map((route) => route.method.toUpperCase())
    // Express has HEAD answered by whoever answers GET.
    for (const route of routes) place[route.method](dispatch(route, options.dispatch))
    place.all(methodNotAllowed(methods.includes('GET') ? [...methods, 'HEAD'] : methods))
  }
  return areas.handle
}

function operations(app: Express, options: AppOptions): void {
  const document = JSON.stringify(openApi(options.routes, options.publicUrl))
  app.get('/openapi.json', (_request, response) => {
    response.type('json').send(document)
  })
  // The events are described by the web app, beside their page.
  app.get('/asyncapi.json', (_request, response) => {
    response.redirect(308, '/events/asyncapi.json')
  })
  app.get('/docs', docsPage(options.routes))
  app.get('/.well-known/jwks.json', (_request, response) => {
    response.setHeader('Cache-Control', 'public, max-age=300').json(options.keys.published)
  })
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'alive' })
  })
  // A balancer asks with ?of=gateway: while another service is away, what does not need it goes on.
  app.get('/readyz', async (request, response) => {
    const missing = options.leaving.begun() ? 'leaving' : await options.notReady(request.query.of === 'gateway' ? 'own' : 'all')
    response.status(missing === undefined ? 200 : 503).json(missing === undefined ? { status: 'ready' } : { status: 'not ready', missing })
  })
  if (options.mailbox !== undefined) app.get('/dev/mailbox', mailboxPage(options.mailbox))
}

const securityHeaders: RequestHandler = (_request, response, next) => {
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  response.setHeader(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  )
  response.setHeader('Cache-Control', 'no-store')
  next()
}
