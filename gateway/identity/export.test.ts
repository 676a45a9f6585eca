/** What a learner gets of an export that is large, and of one that breaks. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Failure } from '@quint/runtime/failure.ts'
import { testGateway } from '../testing.ts'

const mebibyte = Buffer.alloc(1024 * 1024, 'x')

test('an export that no message could hold arrives whole', async () => {
  await using gateway = await testGateway({
    sessions: {
      async *streamExport() {
        yield { json: Buffer.from('{"sessions":["') }
        for (let n = 0; n < 12; n += 1) yield { json: mebibyte }
        yield { json: Buffer.from('"]}') }
      },
    },
    hints: {
      async *streamExport() {
        yield { json: Buffer.from('{"hints":') }
        yield { json: Buffer.from('[]}') }
      },
    },
  })
  const { user, accessToken } = await gateway.register()
  const response = await gateway.send('GET', `/api/users/${user.id}/export`, { token: accessToken })
  assert.equal(response.status, 200)
  assert.equal(response.headers.get('content-type'), 'application/json; charset=utf-8')
  assert.equal(response.headers.get('content-disposition'), 'attachment; filename="quint-export.json"')
  const held = (await response.json()) as { identity: { user: { id: string }; devices: unknown[] }; sessions: { sessions: string[] }; hints: object }
  assert.deepEqual(held.hints, { hints: [] })
  assert.deepEqual([held.identity.user.id, held.identity.devices.length, held.sessions.sessions[0]?.length], [user.id, 1, 12 * mebibyte.length])
})

test('an export that breaks in the middle is cut off, so that nobody takes it for whole', async () => {
  await using gateway = await testGateway({
    sessions: {
      async *streamExport() {
        yield { json: Buffer.from('{"sessions":[]}') }
        yield { json: mebibyte }
        throw new Failure('unavailable', 'The database is not available.')
      },
    },
  })
  const { user, accessToken } = await gateway.register()
  for (const encoding of ['gzip', 'identity']) {
    const headers = { 'Accept-Encoding': encoding }
    const broken = gateway.send('GET', `/api/users/${user.id}/export`, { token: accessToken, headers }).then((response) => response.text())
    await assert.rejects(broken, TypeError, encoding)
  }
})

test('an export that fails before its first word is a problem document', async () => {
  await using gateway = await testGateway({
    sessions: {
      // biome-ignore lint/correctness/useYield: it fails before it has anything to give.
      async *streamExport() {
        throw new Failure('unavailable', 'The database is not available.')
      },
    },
  })
  const { user, accessToken } = await gateway.register()
  const response = await gateway.send('GET', `/api/users/${user.id}/export`, { token: accessToken })
  assert.deepEqual([response.status, response.headers.get('content-disposition')], [503, null])
  assert.equal(response.headers.get('content-type'), 'application/problem+json; charset=utf-8')
})

test('sessions send an export no faster than the client takes it, and stop when it leaves', async () => {
  const stopped = Promise.withResolvers<number>()
  await using gateway = await testGateway({
    sessions: {
      async *streamExport() {
        let sent = 0
        try {
          for (; sent < 2000; sent += 1) yield { json: mebibyte }
        } finally {
          stopped.resolve(sent)
        }
      },
    },
  })
  const { user, accessToken } = await gateway.register()
  const headers = { 'Accept-Encoding': 'identity' }
  const response = await gateway.send('GET', `/api/users/${user.id}/export`, { token: accessToken, headers })
  const reader = response.body?.getReader()
  await reader?.read()
  await reader?.cancel()
  assert.ok((await stopped.promise) < 100)
})

test('a service that fails after others have told all leaves no whole document either', async () => {
  await using gateway = await testGateway({
    sessions: {
      async *streamExport() {
        yield { json: Buffer.from('{"sessions":[]}') }
      },
    },
    hints: {
      // biome-ignore lint/correctness/useYield: it fails before it has anything to give.
      async *streamExport() {
        throw new Failure('unavailable', 'The database is not available.')
      },
    },
  })
  const { user, accessToken } = await gateway.register()
  const broken = gateway.send('GET', `/api/users/${user.id}/export`, { token: accessToken }).then((response) => response.text())
  await assert.rejects(broken, TypeError)
})
