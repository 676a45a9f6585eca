/** Calls through real sockets: identity, failures with their detail, deadlines, cancellation, shutdown. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import type { Learner } from '@quint/auth/learner.ts'
import { generateMeshKeys, serviceIdentity, serviceVerifier } from '@quint/auth/service.ts'
import { GetCoachRequest, HintsServiceDefinition, type HintsServiceImplementation } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { silentLog } from '@quint/runtime/log.ts'
import type { ServerError } from 'nice-grpc'
import { connect } from './client.ts'
import { learnerOf, remainingMs, serve } from './server.ts'
import { partly } from './testing.ts'

const learner: Learner = {
  userId: 'u1',
  sessionId: 's1',
  roles: [],
  emailVerified: true,
  timeZone: 'UTC',
  dayStartHour: 0,
  expiresAt: 4e9,
  token: 'good',
}

type Handlers = Partial<HintsServiceImplementation>

async function mesh(handlers: Handlers, options: { readonly callerKnown?: boolean } = {}) {
  const owned = new AsyncDisposableStack()
  const keys = await generateMeshKeys(['gateway', 'hints', 'stranger'])
  const trusted = options.callerKnown === false ? { keys: keys.trusted.keys.filter((key) => key.kid !== 'gateway') } : keys.trusted
  const server = owned.use(
    await serve(HintsServiceDefinition, partly(HintsServiceDefinition, handlers), {
      listen: '127.0.0.1:0',
      verifyService: serviceVerifier('hints', trusted),
      verifyLearner: async (token) => {
        if (token !== 'good') throw new Failure('unauthenticated', 'Sign in to go on.')
        return learner
      },
      log: silentLog,
      drainMs: 200,
    }),
  )
  const identity = await serviceIdentity('gateway', keys.privateKeys.gateway ?? {})
  const client = owned.use(connect(HintsServiceDefinition, { address: server.address, identity, audience: 'hints' }))
  return { client, server, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

const coach = { source: 'offline', model: '' }

test('a handler knows the learner whose token was passed on', async () => {
  let seen = ''
  await using house = await mesh({
    getCoach: async (_request, context) => {
      seen = learnerOf(context).userId
      return coach
    },
  })
  await house.client.call.getCoach(GetCoachRequest.fromPartial({}), { learnerToken: 'good' })
  assert.equal(seen, 'u1')
})

test('a call without a learner, or with a bad token, is refused where a learner is needed', async () => {
  await using house = await mesh({
    getCoach: async (_request, context) => {
      learnerOf(context)
      return coach
    },
  })
  for (const options of [{}, { learnerToken: 'bad' }]) {
    await assert.rejects(
      house.client.call.getCoach(GetCoachRequest.fromPartial({}), options),
      (error) => error instanceof Failure && error.code === 'unauthenticated',
    )
  }
})

test('a service that is not in the trusted set is refused', async () => {
  await using house = await mesh({ getCoach: async () => coach }, { callerKnown: false })
  await assert.rejects(
    house.client.call.getCoach(GetCoachRequest.fromPartial({})),
    (error) => error instanceof Failure && error.code === 'unauthenticated',
  )
})

test('a failure crosses the wire with code, message, fields and retry time', async () => {
  const detail = { retryAfterSeconds: 7, fields: [{ path: 'responseText', message: 'is “too” long' }] }
  await using house = await mesh({
    getCoach: async () => {
      throw new Failure('exhausted', 'Slow down.', detail)
    },
  })
  await assert.rejects(house.client.call.getCoach(GetCoachRequest.fromPartial({})), (error) => {
    assert.ok(error instanceof Failure)
    assert.equal(error.code, 'exhausted')
    assert.equal(error.message, 'Slow down.')
    assert.equal(error.detail.retryAfterSeconds, 7)
    assert.deepEqual(error.detail.fields, detail.fields)
    return true
  })
})

test('a bug becomes INTERNAL and its message stays inside', async () => {
  await using house = await mesh({
    getCoach: async () => {
      throw new Error('secret detail')
    },
  })
  await assert.rejects(house.client.call.getCoach(GetCoachRequest.fromPartial({})), (error) => {
    assert.doesNotMatch((error as ServerError).message, /secret/)
    assert.ok(!(error instanceof Failure))
    return true
  })
})

test('a deadline ends the call, tells the handler how long it had, and cancels its work', async () => {
  const cancelled = Promise.withResolvers<number>()
  await using house = await mesh({
    getCoach: async (_request, context) => {
      const remaining = remainingMs(context, 60_000)
      await once(context.signal, 'abort')
      cancelled.resolve(remaining)
      return coach
    },
  })
  await assert.rejects(
    house.client.call.getCoach(GetCoachRequest.fromPartial({}), { deadline: 150 }),
    (error) => error instanceof Failure && error.code === 'deadline',
  )
  assert.ok((await cancelled.promise) <= 150)
})

test('an abort cancels the handler', async () => {
  const reached = Promise.withResolvers<void>()
  const cancelled = Promise.withResolvers<void>()
  await using house = await mesh({
    getCoach: async (_request, context) => {
      reached.resolve()
      await once(context.signal, 'abort')
      cancelled.resolve()
      return coach
    },
  })
  const controller = new AbortController()
  const call = house.client.call.getCoach(GetCoachRequest.fromPartial({}), { signal: controller.signal })
  const refused = assert.rejects(call, (error) => error instanceof Failure && error.code === 'cancelled')
  await reached.promise
  controller.abort()
  await cancelled.promise
  await refused
})

test('a call to a server that is gone fails as unavailable', async () => {
  await using house = await mesh({ getCoach: async () => coach })
  await house.client.call.getCoach(GetCoachRequest.fromPartial({}))
  await house.server[Symbol.asyncDispose]()
  await assert.rejects(
    house.client.call.getCoach(GetCoachRequest.fromPartial({}), { deadline: 2000 }),
    (error) => error instanceof Failure && error.code === 'unavailable',
  )
})

test('a message that is too large is a mistake of ours, not a limit of the learner’s', async () => {
  const huge = 'x'.repeat(4 * 1024 * 1024)
  await using house = await mesh({ getCoach: async () => ({ source: huge, model: '' }) })
  await assert.rejects(house.client.call.getCoach(GetCoachRequest.fromPartial({})), (error) => {
    assert.ok(!(error instanceof Failure), 'the words of the transport pass for ours')
    return true
  })
})

test('a limit of ours without any detail stays one', async () => {
  await using house = await mesh({
    getCoach: async () => {
      throw new Failure('exhausted', 'Enough for today.')
    },
  })
  await assert.rejects(
    house.client.call.getCoach(GetCoachRequest.fromPartial({})),
    (error) => error instanceof Failure && error.code === 'exhausted' && error.message === 'Enough for today.',
  )
})
