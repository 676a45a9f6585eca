/** Messages that are refused by their head alone. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { testGateway } from '../testing.ts'

async function answerTo(url: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  let got = ''
  socket.on('data', (chunk: Buffer) => {
    got += chunk.toString()
  })
  socket.write(bytes)
  // The other side ends the connection.
  await once(socket, 'close')
  return got
}

test('a message for two hosts, or one that announces more than it may bring, is refused and its connection ends, with no body read', async () => {
  await using gateway = await testGateway()
  const head = 'POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n'
  assert.match(await answerTo(gateway.url, `${head}Content-Length: 99999999999\r\n\r\n{`), /^HTTP\/1\.1 413 [\s\S]*"\/problems\/too-large"/)
  assert.match(
    await answerTo(gateway.url, `${head}Host: elsewhere.test\r\nContent-Length: 2\r\n\r\n{}`),
    /^HTTP\/1\.1 400 [\s\S]*"\/problems\/invalid"/,
  )
  const body = JSON.stringify({ email: 'a@example.com', password: 'x' })
  const whole = `${head}Connection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  assert.match(await answerTo(gateway.url, whole), /^HTTP\/1\.1 401 /)
})
