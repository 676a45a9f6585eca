/** A client that offers another protocol is answered all the same. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import express from 'express'
import { httpServer } from './server.ts'

async function asked(target: string, upgrade: string): Promise<string> {
  const server = httpServer(
    (incoming, response) => response.setHeader('Connection', 'close').end(`answer to ${incoming.url}${incoming.headers.upgrade ?? ''}`),
    (path) => !path.startsWith('/api'),
  )
  server.on('upgrade', (_incoming, socket) => {
    if (target === '/page') socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  try {
    const asking = request({ host: '127.0.0.1', port, path: target, headers: { Connection: 'Upgrade', Upgrade: upgrade }, timeout: 3000 })
    asking.once('timeout', () => asking.destroy(new Error('nobody answered')))
    asking.end()
    return await new Promise<string>((resolve, reject) => {
      asking.once('error', reject)
      asking.once('upgrade', () => resolve('a socket'))
      asking.once('response', (response) => response.setEncoding('utf8').once('data', resolve))
    })
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

test('only a web socket to a page is handed over', async () => {
  assert.equal(await asked('/page', 'websocket'), 'a socket')
  for (const target of ['/api/coach', '/api/coach?x=1', 'http://elsewhere.test/api/coach'])
    assert.equal(await asked(target, 'websocket'), `answer to ${target}`)
  for (const target of ['/api/coach', '/other']) assert.equal(await asked(target, 'h2c'), `answer to ${target}`)
})

async function sent(bytes: string): Promise<string> {
  const server = httpServer(
    (_incoming, response) => response.end('read'),
    () => false,
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const socket = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1')
  try {
    socket.write(bytes)
    return await text(socket)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

test('what cannot be read as HTTP is refused with a problem that repeats nothing of it', async () => {
  const refusals = [
    ['GET / canary\r\n\r\n', 400],
    [`GET / HTTP/1.1\r\nHost: a\r\nX: ${'canary'.repeat(4000)}\r\n\r\n`, 431],
  ] as const
  for (const [bytes, status] of refusals) {
    const answer = await sent(bytes)
    const [head = '', body = ''] = answer.split('\r\n\r\n')
    assert.match(head, new RegExp(`^HTTP/1\\.1 ${status} `))
    assert.match(head, /application\/problem\+json/)
    assert.equal((JSON.parse(body) as { status: number }).status, status)
    assert.doesNotMatch(answer, /canary/)
  }
})

test("requests and answers are born as Express's own", async () => {
  const app = express()
  const server = httpServer(app, () => false)
  let born: readonly unknown[] = []
  server.prependListener('request', (incoming, response) => {
    born = [Object.getPrototypeOf(incoming), Object.getPrototypeOf(response)]
  })
  app.get('/', (incoming, response) => void response.send(`answer to ${incoming.originalUrl}`))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  try {
    const answer = await fetch(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/?x=1`)
    assert.equal(await answer.text(), 'answer to /?x=1')
    assert.deepEqual(
      born.map((one, at) => one === [app.request, app.response][at]),
      [true, true],
    )
  } finally {
    server.closeAllConnections()
    server.close()
  }
})
