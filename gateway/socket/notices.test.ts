/** Live notices through a real gateway: what a learner's own pages are told, and what they are not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { testGateway } from '../testing.ts'
import { openSocket } from './testing.ts'

type Gateway = Awaited<ReturnType<typeof testGateway>>

function happen(gateway: Gateway, { type, userId, sessionId }: { readonly type: string; readonly userId: string; readonly sessionId: string }) {
  const headers = { ce_id: uuidv7(), ce_type: type, ce_source: 'sessions', ce_time: '2026-01-01T00:00:00.000Z', ce_specversion: '1.0' }
  return gateway.bus.publish(
    [{ topic: 'quint.sessions.session.v1', key: sessionId, headers, value: JSON.stringify({ userId, sessionId }) }],
    new AbortController().signal,
  )
}

test('a page is told what happens to its learner, of what it asked for, and nothing of others', async () => {
  await using gateway = await testGateway()
  const ada = await gateway.register()
  const bob = await gateway.register()
  await using page = await openSocket(gateway.url, { token: ada.accessToken })
  await using other = await openSocket(gateway.url, { token: bob.accessToken })
  for (const client of [page, other]) {
    client.send({ type: 'subscribe', topics: ['sessions.session.completed'] })
    client.send({ type: 'ping' })
    await client.next('pong')
  }
  await happen(gateway, { type: 'sessions.session.started', userId: ada.user.id, sessionId: uuidv7() })
  const sessionId = uuidv7()
  await happen(gateway, { type: 'sessions.session.completed', userId: ada.user.id, sessionId })
  assert.partialDeepStrictEqual(await page.next('event'), { topic: 'sessions.session.completed', data: { session_id: sessionId } })
  const theirs = uuidv7()
  await happen(gateway, { type: 'sessions.session.completed', userId: bob.user.id, sessionId: theirs })
  assert.partialDeepStrictEqual(await other.next('event'), { data: { session_id: theirs } })
  assert.doesNotMatch(JSON.stringify(other.received), new RegExp(`${sessionId}|${ada.user.id}`))
  assert.doesNotMatch(JSON.stringify(page.received), new RegExp(theirs))
})

test('a page that was away for a moment is told what it missed', async () => {
  await using gateway = await testGateway()
  const { accessToken: token, user } = await gateway.register()
  const page = await openSocket(gateway.url, { token })
  page.send({ type: 'subscribe', topics: ['sessions.session.started'] })
  page.send({ type: 'ping' })
  await page.next('pong')
  await happen(gateway, { type: 'sessions.session.started', userId: user.id, sessionId: uuidv7() })
  const { seq } = await page.next('event')
  await page[Symbol.asyncDispose]()
  const missed = uuidv7()
  await happen(gateway, { type: 'sessions.session.started', userId: user.id, sessionId: missed })
  await using again = await openSocket(gateway.url, { token })
  again.send({ type: 'subscribe', topics: ['sessions.session.started'], last_seq: seq })
  for (;;) {
    const event = await again.next('event')
    assert.ok(Number(event.seq) > Number(seq))
    if (JSON.stringify(event).includes(missed)) break
  }
})

test('what is no event of ours disturbs nobody', async () => {
  await using gateway = await testGateway()
  const { accessToken: token, user } = await gateway.register()
  await using page = await openSocket(gateway.url, { token })
  page.send({ type: 'subscribe', topics: ['sessions.session.started'] })
  page.send({ type: 'ping' })
  await page.next('pong')
  await gateway.bus.publish([{ topic: 'quint.sessions.session.v1', key: 'x', headers: {}, value: '{' }], new AbortController().signal)
  const sessionId = uuidv7()
  await happen(gateway, { type: 'sessions.session.started', userId: user.id, sessionId })
  assert.partialDeepStrictEqual(await page.next('event'), { data: { session_id: sessionId } })
})
