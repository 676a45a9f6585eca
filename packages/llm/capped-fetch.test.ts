/** A provider that never stops talking is hung up on, whichever client listens. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { anthropicProvider } from './anthropic.ts'
import { openaiProvider } from './openai.ts'
import { type Provider, ProviderFailure } from './provider.ts'

const mebibyte = 'x'.repeat(1024 * 1024)
const most = 300

/** Answers every request with up to 300 MiB; the body's first bytes may make it one endless line of an event stream. */
async function startTalker(status: number, opening: string) {
  const { promise: sent, resolve } = Promise.withResolvers<number>()
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(status, { 'content-type': status === 200 ? 'text/event-stream' : 'application/json' })
    response.write(opening)
    talk(response).then(resolve)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** @returns how many mebibytes were taken before the listener hung up. */
async function talk(response: ServerResponse): Promise<number> {
  const gone = new Promise<void>((resolve) => response.once('close', resolve))
  for (let n = 0; n < most; n += 1) {
    if (response.destroyed) return n
    if (!response.write(mebibyte)) await Promise.race([once(response, 'drain'), gone])
  }
  response.end()
  return most
}

const providers: Readonly<Record<string, (url: string) => Provider>> = {
  anthropic: (url) => anthropicProvider({ apiKey: 'k', model: 'claude-haiku-5-5', baseUrl: url }),
  openai: (url) => openaiProvider({ source: 'openai', apiKey: 'k', model: 'gpt-6-luna', baseUrl: `${url}/v1` }),
}

for (const [name, open] of Object.entries(providers))
  for (const [what, status, opening] of [
    ['an error body', 500, '{"error":{"type":"api_error","message":"'],
    ['one line of an event stream', 200, 'data: {"type":"ping","text":"'],
  ] as const)
    test(`${name}: ${what} of 300 MiB is a bad response, and is not read to its end`, async () => {
      await using talker = await startTalker(status, opening)
      const provider = open(talker.url)
      const asked = Array.fromAsync(
        provider.stream({ system: 's', messages: [{ role: 'user', text: 't' }], maxOutputTokens: 9 }, new AbortController().signal),
      )
      await assert.rejects(asked, (error) => error instanceof ProviderFailure && error.kind === 'bad_response' && error.source === provider.source)
      assert.ok((await talker.sent) < 32)
    })
