/** Gateways with one weakness each, made by something in between: the check that looks for it must fail, and hold without it. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request as ask, createServer, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { testGateway } from '../gateway/testing.ts'
import type { Check, Row } from './row.ts'
import { accessTokens } from './rows/s01-access-tokens.ts'
import { crossSite } from './rows/s05-cross-site.ts'
import { origins } from './rows/s06-origins.ts'
import { headers } from './rows/s07-headers.ts'
import { limits } from './rows/s11-limits.ts'
import { errors } from './rows/s17-errors.ts'
import { extensionOrigin, type Stand, type Trap } from './stand.ts'
import { newLearner, newVisitor } from './visitor.ts'

interface Weakness {
  readonly name: string
  readonly row: Row
  /** The beginning of what the check says. */
  readonly check: string
  /** What the gateway gets to see. */
  readonly request?: (headers: IncomingHttpHeaders, place: { readonly origin: string; readonly token: string }) => void
  /** What the visitor gets to see; a text in place of the body, if one is given. */
  readonly response?: (headers: OutgoingHttpHeaders, answer: Answered) => string | undefined
}

interface Answered {
  readonly asked: IncomingHttpHeaders
  readonly status: number
  readonly body: string
}

const weaknesses: readonly Weakness[] = [
  {
    name: 'a gateway that takes any token',
    row: accessTokens,
    check: 'every route that wants a learner',
    request(sent, { token }) {
      if (sent.authorization !== undefined) sent.authorization = `Bearer ${token}`
    },
  },
  {
    name: 'a gateway that does not look where a request comes from',
    row: crossSite,
    check: 'every route that changes something',
    request(sent, { origin }) {
      delete sent['sec-fetch-site']
      Object.assign(sent, { origin, 'x-quint-client': 'web' })
    },
  },
  {
    name: 'a gateway that streams to any page',
    row: crossSite,
    check: 'a stream, which is a GET that costs',
    request(sent) {
      sent['sec-fetch-site'] = 'same-origin'
    },
  },
  {
    name: 'a gateway that reads a form as JSON',
    row: crossSite,
    check: 'no route takes a body that a form could send',
    request(sent) {
      if (sent['content-type'] !== undefined) sent['content-type'] = 'application/json'
    },
  },
  {
    name: 'a gateway whose cookies a script can read',
    row: crossSite,
    check: 'cookies are HttpOnly',
    response(got) {
      const lines = got['set-cookie']
      if (Array.isArray(lines)) got['set-cookie'] = lines.map((line) => line.replace('; HttpOnly', ''))
      return undefined
    },
  },
  {
    name: 'a gateway that names whatever origin asks',
    row: origins,
    check: 'no origin but the listed one',
    response(got, { asked }) {
      if (asked.origin !== undefined) got['access-control-allow-origin'] = asked.origin
      return undefined
    },
  },
  {
    name: 'a gateway without a content policy',
    row: headers,
    check: 'every answer of the API',
    response(got) {
      delete got['content-security-policy']
      return undefined
    },
  },
  {
    name: 'a gateway that believes any address',
    row: limits,
    check: 'fifty failed sign-ins',
    request(sent) {
      sent['x-forwarded-for'] = String(sent['x-forwarded-for']).split(',')[0]
    },
  },
  {
    name: 'a gateway that shows where it broke',
    row: errors,
    check: 'what is not there',
    response(_got, { status, body }) {
      return status < 400 ? undefined : JSON.stringify({ ...(JSON.parse(body) as object), stack: 'Error\n    at work (/app/gateway/app.ts:1:1)' })
    },
  },
]

/** A gateway behind something that changes what passes, as long as it is told to. */
async function openMutant(weakness: Weakness) {
  const owned = new AsyncDisposableStack()
  const state = { weak: false, target: '', origin: '', token: '' }
  const between = createServer((incoming, outgoing) => {
    const sent: IncomingHttpHeaders = { ...incoming.headers, 'accept-encoding': 'identity' }
    if (state.weak) weakness.request?.(sent, state)
    const forward = ask(new URL(incoming.url ?? '/', state.target), { method: incoming.method, headers: sent }, async (answer) => {
      const body = await text(answer)
      const { 'content-length': _length, 'transfer-encoding': _chunked, ...got }: OutgoingHttpHeaders = answer.headers
      const status = answer.statusCode ?? 500
      const changed = state.weak ? weakness.response?.(got, { asked: incoming.headers, status, body }) : undefined
      outgoing.writeHead(status, got).end(changed ?? body)
    })
    forward.on('error', () => outgoing.destroy())
    incoming.pipe(forward)
  })
  between.listen(0, '127.0.0.1')
  await once(between, 'listening')
  owned.defer(async () => {
    between.closeAllConnections()
    between.close()
    await once(between, 'close')
  })
  state.origin = `http://127.0.0.1:${(between.address() as AddressInfo).port}`
  const gateway = owned.use(
    await testGateway({
      environment: { GATEWAY_PUBLIC_URL: state.origin, GATEWAY_TRUSTED_PROXIES: '1', GATEWAY_ALLOWED_ORIGINS: extensionOrigin },
    }),
  )
  state.target = gateway.url
  state.token = (await newLearner(gateway.url)).accessToken
  const stand = complete<Stand>({
    url: state.origin,
    keysFile: gateway.keysFile,
    trap: complete<Trap>({ url: 'http://127.0.0.1:9' }),
    visitor: () => newVisitor(state.origin),
    learner: () => newLearner(state.origin),
  })
  return {
    stand,
    weaken: () => {
      state.weak = true
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

function checkOf({ row, check }: Weakness): Check {
  const found = row.checks.find(({ holds }) => holds.startsWith(check))
  assert.ok(found, `${row.id} has no check that begins with "${check}"`)
  return found
}

for (const weakness of weaknesses) {
  test(`${weakness.name} is found out by ${weakness.row.id}`, async () => {
    await using mutant = await openMutant(weakness)
    const check = checkOf(weakness)
    await check.attempt(mutant.stand)
    mutant.weaken()
    await assert.rejects(check.attempt(mutant.stand), assert.AssertionError)
  })
}

/** Whatever a test does not give fails when it is called. */
function complete<Whole extends object>(given: Partial<Whole>): Whole {
  return new Proxy(given, {
    get: (target, name) =>
      Reflect.get(target, name) ??
      (() => {
        throw new Error(`${String(name)} is not part of this test`)
      }),
  }) as Whole
}
