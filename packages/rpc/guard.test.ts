/** A service that hangs, fails or comes back, as its callers meet it: fast refusals, no second try, and room for everybody else. */

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { generateMeshKeys, serviceIdentity, serviceVerifier } from '@quint/auth/service.ts'
import { HintsServiceDefinition, type HintsServiceImplementation } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { connect } from './client.ts'
import type { GuardLimits } from './guard.ts'
import { serve } from './server.ts'
import { partly } from './testing.ts'

async function house(handlers: Partial<HintsServiceImplementation>, limits: GuardLimits) {
  const owned = new AsyncDisposableStack()
  const keys = await generateMeshKeys(['gateway', 'hints'])
  const never = () => assert.fail()
  const server = owned.use(
    await serve(HintsServiceDefinition, partly(HintsServiceDefinition, handlers), {
      listen: '127.0.0.1:0',
      verifyService: serviceVerifier('hints', keys.trusted),
      verifyLearner: never,
      log: silentLog,
    }),
  )
  const identity = await serviceIdentity('gateway', keys.privateKeys.gateway ?? {})
  const { call } = owned.use(connect(HintsServiceDefinition, { address: server.address, identity, audience: 'hints', limits }))
  return { call, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

const coach = { source: 'offline', model: '' }
const refused = (error: unknown): boolean => error instanceof Failure && error.code === 'unavailable' && error.detail.retryAfterSeconds === 2
const failed = (code: string) => (error: unknown) => error instanceof Failure && error.code === code

/** A method that hangs until it is told to answer. */
function hanging() {
  const seen = { calls: 0, answers: false }
  const getCoach: HintsServiceImplementation['getCoach'] = async (_request, { signal }) => {
    seen.calls += 1
    if (!seen.answers && !signal.aborted) await once(signal, 'abort')
    return coach
  }
  return { seen, getCoach }
}

test('a method that hangs is refused at once after a few deadlines, its neighbour is not, and it is called again once it answers', async () => {
  const { seen, getCoach } = hanging()
  await using place = await house({ getCoach, listHints: async () => ({ hints: [] }) }, { breakAfter: 3, restMs: 100 })
  await place.call.listHints({ sessionId: 's' })
  for (let n = 0; n < 3; n += 1) await assert.rejects(place.call.getCoach({}, { deadline: 100 }), failed('deadline'))
  assert.equal(seen.calls, 3)
  // A deadline of a minute: were it called, this test would not end.
  for (let n = 0; n < 50; n += 1) await assert.rejects(place.call.getCoach({}, { deadline: 60_000 }), refused)
  assert.equal(seen.calls, 3)
  assert.deepEqual(await place.call.listHints({ sessionId: 's' }), { hints: [] })
  seen.answers = true
  while (!(await place.call.getCoach({}).then(Boolean, () => false)));
  assert.equal((await place.call.getCoach({})).source, 'offline')
})

test('one call finds out whether a method is back, and nobody waits for it', async () => {
  const { seen, getCoach } = hanging()
  await using place = await house({ getCoach, listHints: async () => ({ hints: [] }) }, { breakAfter: 1, restMs: 1 })
  await place.call.listHints({ sessionId: 's' })
  await assert.rejects(place.call.getCoach({}, { deadline: 100 }), failed('deadline'))
  const trying = new AbortController()
  const tries: Promise<unknown>[] = []
  while (seen.calls < 2) {
    tries.push(place.call.getCoach({}, { deadline: 60_000, signal: trying.signal }).catch((error: unknown) => error))
    await new Promise(setImmediate)
  }
  for (let n = 0; n < 20; n += 1) await assert.rejects(place.call.getCoach({}, { deadline: 60_000 }), refused)
  assert.equal(seen.calls, 2)
  trying.abort()
  await Promise.all(tries)
})

test('a service that hangs takes no more than so many callers, and gives their places back', async () => {
  const { seen, getCoach } = hanging()
  await using place = await house({ getCoach, listHints: async () => ({ hints: [] }) }, { mostWaiting: 4 })
  const leave = new AbortController()
  const held = Array.from({ length: 4 }, () =>
    assert.rejects(place.call.getCoach({}, { deadline: 60_000, signal: leave.signal }), failed('cancelled')),
  )
  await eventually(() => seen.calls >= 4)
  await assert.rejects(place.call.getCoach({}, { deadline: 60_000 }), refused)
  await assert.rejects(place.call.listHints({ sessionId: 's' }, { deadline: 60_000 }), refused)
  leave.abort()
  await Promise.all(held)
  assert.deepEqual(await place.call.listHints({ sessionId: 's' }), { hints: [] })
})

test('a stream takes no place once its first message is there, and ends when its reader leaves', async () => {
  const ended = Promise.withResolvers<void>()
  let open = 0
  const streamHint: HintsServiceImplementation['streamHint'] = async function* (_request, { signal }) {
    signal.addEventListener('abort', () => {
      open -= 1
      if (open === 0) ended.resolve()
    })
    open += 1
    yield { eventId: '1', event: undefined }
    await ended.promise
  }
  await using place = await house({ streamHint }, { mostWaiting: 1 })
  const request = { sessionId: 's', tier: 1, lastEventId: '', algorithm: undefined, answers: [] }
  const streams = Array.from({ length: 3 }, () => place.call.streamHint(request, { deadline: 60_000 })[Symbol.asyncIterator]())
  for (const stream of streams) assert.equal((await stream.next()).value?.eventId, '1')
  assert.equal(open, 3)
  await Promise.all(streams.map((stream) => stream.return?.()))
  await ended.promise
})

test('a call that fails is made once: nothing below its caller tries again', async () => {
  let calls = 0
  const getCoach = async () => {
    calls += 1
    throw new Failure('unavailable', 'Not now.', { retryAfterSeconds: 1 })
  }
  await using place = await house({ getCoach }, {})
  await assert.rejects(place.call.getCoach({}), failed('unavailable'))
  assert.equal(calls, 1)
})

test('what a service refuses is no outage', async () => {
  let calls = 0
  const getCoach = async () => {
    calls += 1
    throw new Failure('conflict', 'Not so.')
  }
  await using place = await house({ getCoach }, { breakAfter: 2 })
  for (let n = 0; n < 10; n += 1) await assert.rejects(place.call.getCoach({}), failed('conflict'))
  assert.equal(calls, 10)
})
