/** What belongs to the web app reaches it: pages, and the sockets that pages open. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { silentLog } from '@quint/runtime/log.ts'
import compression from 'compression'
import express from 'express'
import { assetsFolder, webApp } from './proxy.ts'

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}

const script = 'export const answer = 42 // and many more lines\n'.repeat(200)

async function proxied() {
  const pages = createServer((incoming, response) => {
    if (incoming.url !== '/_next/static/chunks/a-1f2e.js') return response.end(`page ${incoming.url}${incoming.headers.cookie ?? ''}`)
    // As the web app answers: it knows gzip, and not brotli.
    const gzip = incoming.headers['accept-encoding']?.includes('gzip') === true
    response.setHeader('Content-Type', 'application/javascript; charset=UTF-8').setHeader('Cache-Control', immutable)
    if (gzip) response.setHeader('Content-Encoding', 'gzip')
    return response.end(gzip ? gzipSync(script) : script)
  })
  pages.on('upgrade', (incoming, socket) => {
    if (incoming.url === '/silent') return void socket.on('error', () => undefined).resume()
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
    socket.write(`socket ${incoming.url}`)
    socket
      .on('error', () => undefined)
      .on('end', () => socket.end())
      .resume()
  })
  const leaving = new AbortController()
  const app = express()
  app.use(assetsFolder, compression())
  app.use(webApp(await listening(pages), { log: silentLog, isPage: (path) => !path.startsWith('/api'), leaving: leaving.signal }))
  app.use((_request, response) => {
    response.status(404).end('ours')
  })
  const front = createServer(app)
  const url = await listening(front)
  return {
    url,
    pages,
    leaving,
    async [Symbol.asyncDispose]() {
      leaving.abort()
      for (const server of [front, pages]) {
        server.closeAllConnections()
        server.close()
        await once(server, 'close')
      }
    },
  }
}

test('a page is there although the web app hangs up just when it is asked on a connection of earlier', async () => {
  await using place = await proxied()
  const used = new WeakSet<Duplex>()
  let hungUp = 0
  place.pages.prependListener('request', (incoming) => {
    if (used.has(incoming.socket)) {
      hungUp += 1
      incoming.socket.destroy()
    }
    used.add(incoming.socket)
  })
  const read = async (method = 'GET') => {
    const response = await fetch(`${place.url}/coach`, { method })
    return [response.status, await response.text()]
  }
  for (let asked = 0; asked < 3; asked += 1) assert.deepEqual(await read(), [200, 'page /coach'])
  assert.ok(hungUp > 0)
  assert.equal((await read('POST'))[0], 503)
})

test('a page is the web app’s, an address of the API is not', async () => {
  await using place = await proxied()
  assert.equal(await (await fetch(`${place.url}/coach?x=1`)).text(), 'page /coach?x=1')
  assert.equal(await (await fetch(`${place.url}/api/none`)).text(), 'ours')
})

const immutable = 'public, max-age=31536000, immutable'

test('an asset comes in brotli where the browser knows it, else in gzip or plain, and is kept for ever', async () => {
  await using place = await proxied()
  for (const [accepted, encoding, decode] of [
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['identity', undefined, (bytes: Buffer) => bytes],
  ] as const) {
    const asking = request(`${place.url}/_next/static/chunks/a-1f2e.js`, { headers: { 'accept-encoding': accepted } }).end()
    const [response] = (await once(asking, 'response')) as [IncomingMessage]
    const chunks: Buffer[] = []
    for await (const chunk of response) chunks.push(chunk)
    assert.equal(response.headers['content-encoding'], encoding)
    assert.equal(response.headers['cache-control'], immutable)
    assert.match(response.headers.vary ?? '', /accept-encoding/i)
    assert.equal(decode(Buffer.concat(chunks)).toString(), script)
  }
})

test('a socket of a page reaches the web app, and ends when the gateway takes leave', async () => {
  await using place = await proxied()
  await (await fetch(`${place.url}/`)).text()
  const opening = request(`${place.url}/_next/hmr`, { headers: { connection: 'Upgrade', upgrade: 'websocket' } })
  opening.end()
  const [, socket, head] = await once(opening, 'upgrade')
  const first = head.length > 0 ? head : (await once(socket, 'data'))[0]
  assert.equal(String(first), 'socket /_next/hmr')
  const ended = once(socket.resume(), 'close')
  place.leaving.abort()
  await ended
})

test('pages learn that there is a sign-in, and nothing of its tokens', async () => {
  await using place = await proxied()
  const cookie = 'theme=dark; quint_access=canary1; __Host-quint_refresh=canary2; other=x'
  const answer = await (await fetch(`${place.url}/`, { headers: { cookie } })).text()
  assert.equal(answer, 'page /theme=dark; quint_access=hidden; __Host-quint_refresh=hidden; other=x')
})

test('a socket that the web app does not answer ends with whoever asked for it', async () => {
  await using place = await proxied()
  await (await fetch(`${place.url}/`)).text()
  const reached = once(place.pages, 'upgrade')
  const opening = request(`${place.url}/silent`, { headers: { connection: 'Upgrade', upgrade: 'websocket' } })
  opening.on('error', () => undefined).end()
  const [, socket] = (await reached) as [IncomingMessage, Duplex]
  const ended = once(
    socket.on('end', () => socket.end()),
    'close',
  )
  opening.destroy()
  await ended
})
