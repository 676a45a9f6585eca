/** What is said of an entry: nothing of what nobody answered, and each check of what does. */
import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { blueprintFrom } from '../blueprint/read.ts'
import { urlShortener } from '../packs/url-shortener.ts'
import { answering } from './answering.ts'

async function openServer(answer: RequestListener) {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function ask(entry: string, healthWithinMs: number) {
  const read = blueprintFrom(urlShortener.good)
  const blueprint = read.kind === 'read' ? read.value : assert.fail()
  const { signal } = new AbortController()
  return answering({ entry, token: 'a token', blueprint, api: null, problemId: 'url-shortener', healthWithinMs, testsWithinMs: 60_000, signal })
}

test('of an entry that is not healthy in time nothing is said but that', async () => {
  await using ill = await openServer((_request, response) => response.writeHead(503).end())
  const { answered, reason, checks, waitedMs } = await ask(ill.url, 600)
  assert.deepEqual([answered, checks, waitedMs >= 500], [false, [], true])
  assert.match(reason, /^Nothing answered \/healthz with 200 within 1 s\.$/)
  assert.deepEqual((await ask('', 1)).checks, [])
})

test('one that comes to health is asked by its own name, with the token, and each check is told', async () => {
  const began = performance.now()
  const hosts = new Set<string | undefined>()
  const tokens = new Set<string | undefined>()
  await using slow = await openServer((request, response) => {
    hosts.add(request.headers.host)
    if (request.url !== '/healthz') tokens.add(request.headers.authorization)
    response.writeHead(request.url === '/healthz' ? (performance.now() - began < 500 ? 503 : 200) : 404).end()
  })
  const { answered, reason, checks } = await ask(slow.url, 60_000)
  assert.deepEqual([answered, reason, [...hosts]], [true, '', [new URL(slow.url).host]])
  assert.ok(tokens.has('Bearer a token'))
  assert.ok(checks.some(({ passed }) => passed) && checks.some(({ passed, example }) => !passed && example !== undefined))
})
