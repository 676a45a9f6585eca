/** Calls of the API server: within their time, again where it is too busy, never twice where it may have been done, and as whoever we are by then. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type RequestOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import type { TLSSocket } from 'node:tls'
import { eventually } from '@quint/runtime/eventually.ts'
import { Failure, type FailureCode } from '@quint/runtime/failure.ts'
import { type ApiServer, apiServer, Refused } from './api-server.ts'
import { agentName, sealedUntil } from './certificate.ts'

interface Stand extends AsyncDisposable {
  readonly api: ApiServer
  readonly asked: string[]
}

type Apply = (options: RequestOptions) => Promise<void>
const nobody: Apply = async () => undefined

/** @param answer to each call, by how many there were before it. */
async function stand(answer: (at: number, response: ServerResponse, request: IncomingMessage) => void, apply = nobody): Promise<Stand> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    answer(asked.length - 1, response, request)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const api = apiServer({ server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, apply })
  return {
    api,
    asked,
    async [Symbol.asyncDispose]() {
      api[Symbol.dispose]()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function say(
  response: ServerResponse,
  status: number,
  { retryAfter, ...body }: { readonly retryAfter?: string; readonly [part: string]: unknown },
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }) })
  response.end(JSON.stringify(body))
}

const failing = (code: FailureCode) => (error: unknown) => error instanceof Failure && error.code === code
const refused = (status: number, words: RegExp) => (error: unknown) =>
  error instanceof Refused && error.status === status && words.test(error.message)

test('a server that is too busy is asked again when it says, with the same words', async () => {
  const at: number[] = []
  const bodies: string[] = []
  await using one = await stand((call, response, request) => {
    at.push(performance.now())
    request.setEncoding('utf8').on('data', (piece: string) => bodies.push(piece))
    request.on('end', () => (call === 0 ? say(response, 429, { retryAfter: '1' }) : say(response, 201, { kind: 'Pod' })))
  })
  assert.deepEqual(await one.api.call('POST', '/pods', { body: { kind: 'Pod' } }), { kind: 'Pod' })
  assert.deepEqual([one.asked, bodies], [Array(2).fill('POST /pods'), Array(2).fill('{"kind":"Pod"}')])
  assert.ok((at[1] ?? 0) - (at[0] ?? 0) > 950)
})

test('one that stays busy is asked four times, and what it says last is told', async () => {
  for (const [status, verb] of [
    [503, 'GET'],
    [429, 'POST'],
    [429, 'DELETE'],
  ] as const) {
    await using one = await stand((call, response) => say(response, status, { reason: 'Busy', message: `no ${call}`, retryAfter: '0' }))
    await assert.rejects(one.api.call(verb, '/pods'), refused(status, /no 3/))
    assert.equal(one.asked.length, 4)
  }
})

test('what was refused is told in the server’s words at once, whatever they look like', async () => {
  await using one = await stand((call, response) => {
    if (call === 0) say(response, 403, { reason: 'Forbidden', message: 'exceeded quota' })
    else response.writeHead(500).end('<html>etcd')
  })
  await assert.rejects(
    one.api.call('POST', '/pods'),
    (error: unknown) => refused(403, /exceeded quota/)(error) && (error as Refused).reason === 'Forbidden',
  )
  await assert.rejects(one.api.call('GET', '/pods'), refused(500, /<html>etcd/))
  assert.equal(one.asked.length, 2)
})

test('what may have been done is not asked again: a lost answer, half an answer, one that is no JSON', async () => {
  const ways: readonly ((response: ServerResponse) => void)[] = [
    (response) => response.destroy(),
    (response) => {
      response.writeHead(200, { 'content-length': '100', etag: '"1"' }).write('{"kind":')
      setImmediate(() => response.destroy())
    },
    (response) => response.end('{"kind":'),
  ]
  for (const way of ways) {
    await using one = await stand((_call, response) => way(response))
    await assert.rejects(one.api.call('POST', '/namespaces', { body: {} }), failing('unavailable'))
    assert.equal(one.asked.length, 1)
  }
})

test('an answer that is too long is not taken', async () => {
  await using one = await stand((_call, response) => response.end(`"${'x'.repeat(33 * 1024 * 1024)}"`))
  await assert.rejects(one.api.call('GET', '/pods'), failing('unavailable'))
})

test('a call ends with its time or its signal: unanswered, told to wait, half answered, or before we know who we are', async () => {
  const unanswered = (): void => undefined
  const waiting = (_call: number, response: ServerResponse): void => say(response, 429, { retryAfter: '60' })
  const half = (_call: number, response: ServerResponse): void => {
    response.writeHead(200).write('{')
  }
  const never: Apply = () => new Promise(() => undefined)
  for (const [answer, apply] of [
    [unanswered, nobody],
    [waiting, nobody],
    [half, nobody],
    [unanswered, never],
  ] as const) {
    await using one = await stand(answer, apply)
    await assert.rejects(one.api.call('GET', '/pods', { withinMs: 200 }), failing('deadline'))
    const stop = new AbortController()
    const call = one.api.call('GET', '/pods', { signal: stop.signal })
    setTimeout(() => stop.abort(), 100)
    await assert.rejects(call, { name: 'AbortError' })
  }
  await using one = await stand(unanswered, async () => {
    throw new Error('the token cannot be read')
  })
  await assert.rejects(one.api.call('GET', '/pods'), failing('unavailable'))
  assert.deepEqual(one.asked, [])
})

test('a watch tells each change, however its bytes come, from the version that it was given', async () => {
  const changes = [
    { type: 'ADDED', object: { metadata: { name: 'größe' } } },
    { type: 'BOOKMARK', object: { metadata: { resourceVersion: '7' } } },
  ]
  const bytes = Buffer.from(changes.map((change) => `${JSON.stringify(change)}\n`).join('\n'))
  // An ö of two bytes comes in two pieces.
  const cut = bytes.indexOf(0xc3) + 1
  await using one = await stand((_call, response) => {
    response.write(bytes.subarray(0, cut))
    setTimeout(() => response.end(bytes.subarray(cut)), 20)
  })
  assert.deepEqual(await Array.fromAsync(one.api.watch('/pods?labelSelector=a', '5 6', new AbortController().signal)), changes)
  assert.deepEqual(one.asked, ['GET /pods?labelSelector=a&watch=1&allowWatchBookmarks=true&timeoutSeconds=60&resourceVersion=5%206'])
})

test('a watch that is refused says why, and one that is begun while the server is busy is begun again', async () => {
  await using one = await stand((call, response) => {
    if (call === 0) say(response, 410, { reason: 'Expired', message: 'too old resource version' })
    else if (call === 1) say(response, 429, { retryAfter: '0' })
    else response.end('{"type":"ADDED","object":{}}\n')
  })
  const watch = () => Array.fromAsync(one.api.watch('/pods', '1', new AbortController().signal))
  await assert.rejects(watch(), refused(410, /too old/))
  assert.deepEqual(await watch(), [{ type: 'ADDED', object: {} }])
  assert.equal(one.asked.length, 3)
})

test('a watch ends when it is left, when its signal says so, answered or not, and when the connection breaks', async () => {
  const open = new Set<ServerResponse>()
  let begins = true
  await using one = await stand((_call, response) => {
    open.add(response)
    response.on('close', () => open.delete(response))
    if (begins) response.write('{"type":"ADDED","object":{}}\n')
  })
  for await (const change of one.api.watch('/pods', '1', new AbortController().signal)) if (change.type === 'ADDED') break
  await eventually(() => open.size === 0)
  const stop = new AbortController()
  const following = async (signal: AbortSignal, seen: () => void): Promise<void> => {
    for await (const _change of one.api.watch('/pods', '1', signal)) seen()
  }
  await assert.rejects(
    following(stop.signal, () => stop.abort()),
    { name: 'AbortError' },
  )
  await eventually(() => open.size === 0)
  const broken = following(new AbortController().signal, () => {
    for (const response of open) response.destroy()
  })
  await assert.rejects(broken, (error: unknown) => !(error instanceof Refused || error instanceof Failure))
  begins = false
  const soon = new AbortController()
  const unanswered = following(soon.signal, () => undefined)
  await eventually(() => open.size === 1).then(() => soon.abort())
  await assert.rejects(unanswered, { name: 'AbortError' })
  await eventually(() => open.size === 0)
})

interface Secure extends AsyncDisposable {
  readonly url: string
  readonly certificate: string
  /** Fingerprints of those who connected. */
  readonly shown: string[]
}

/** Asks whoever connects for a certificate. */
async function secure(answer: RequestListener): Promise<Secure> {
  const sealed = await sealedUntil(Date.now())
  const shown: string[] = []
  const options = { cert: sealed.certificate, key: sealed.key, requestCert: true, rejectUnauthorized: false }
  const server = createTlsServer(options, answer).on('secureConnection', (socket: TLSSocket) =>
    shown.push(socket.getPeerCertificate().fingerprint256 ?? ''),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    certificate: sealed.certificate,
    shown,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

test('only the server that we were told of is believed, by its certificate and its name', async () => {
  await using server = await secure((_request, response) => response.end('{}'))
  const other = await sealedUntil(Date.now())
  for (const told of [{}, { ca: other.certificate, servername: agentName }, { ca: server.certificate }]) {
    using api = apiServer({ server: server.url, apply: async (options) => void Object.assign(options, told) })
    await assert.rejects(api.call('GET', '/pods'), failing('unavailable'), Object.keys(told).join())
  }
  using api = apiServer({
    server: server.url,
    apply: async (options) => void Object.assign(options, { ca: server.certificate, servername: agentName }),
  })
  assert.deepEqual(await api.call('GET', '/pods'), {})
})

test('connections serve call after call, each with the token of its moment; a new one shows the certificate of its moment', async () => {
  const tokens: (string | undefined)[] = []
  await using server = await secure((request, response) => {
    tokens.push(request.headers.authorization)
    response.writeHead(200, request.url === '/last' ? { connection: 'close' } : {}).end('{}')
  })
  const [first, second] = await Promise.all([sealedUntil(Date.now()), sealedUntil(Date.now())])
  let mine = first
  let count = 0
  using api = apiServer({
    server: server.url,
    async apply(options) {
      count += 1
      const headers = { Authorization: `Bearer ${count}` }
      Object.assign(options, { ca: server.certificate, servername: agentName, cert: mine.certificate, key: mine.key, headers })
    },
  })
  for (let call = 0; call < 20; call += 1) await api.call('GET', '/pods')
  assert.equal(new Set(tokens).size, 20)
  assert.ok(server.shown.length < 10, `${server.shown.length} connections`)
  assert.equal(new Set(server.shown).size, 1)
  mine = second
  await eventually(async () => {
    await api.call('GET', '/last')
    return new Set(server.shown).size === 2
  })
})
