/** Deadlines and cancellation through every hop: from a learner's connection to the gateway, on to sessions, on to hints. */

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { learnerVerifier, remoteKeys } from '@quint/auth/learner.ts'
import { generateMeshKeys, serviceIdentity, serviceVerifier } from '@quint/auth/service.ts'
import { memoryBus } from '@quint/bus/testing.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { settings as gatewaySettings } from '@quint/gateway/config.ts'
import { start as startGateway } from '@quint/gateway/service.ts'
import { HintsServiceDefinition, type HintsServiceImplementation } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { SessionsServiceDefinition } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { connect } from '@quint/rpc/client.ts'
import { remainingMs, serve } from '@quint/rpc/server.ts'
import { readSettings } from '@quint/runtime/config.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { freePort } from '@quint/runtime/port.ts'
import { settings as sessionsSettings } from '@quint/sessions/config.ts'
import { start as startSessions } from '@quint/sessions/service.ts'
import { migrations } from './gateway/migrate.ts'

/** Hints that hang while they compare, and tell what they were given and when they were let go. */
function hangingHints() {
  const reached = Promise.withResolvers<number>()
  const cancelled = Promise.withResolvers<void>()
  const never = () => assert.fail()
  const implementation: HintsServiceImplementation = {
    analyzeAnswers: async () => ({ findings: [] }),
    async compareAnswers(_request, context) {
      reached.resolve(remainingMs(context, 60_000))
      if (!context.signal.aborted) await once(context.signal, 'abort')
      cancelled.resolve()
      return {}
    },
    streamHint: never,
    streamDialogue: never,
    streamExport: never,
    getUsage: never,
    listHints: never,
    getCoach: never,
    converse: never,
    review: never,
    summarise: never,
    readDesign: never,
    assessDesign: never,
    explainDesign: never,
    discussDesign: never,
  }
  return { reached: reached.promise, cancelled: cancelled.promise, implementation }
}

async function house(implementation: HintsServiceImplementation) {
  await using owned = new AsyncDisposableStack()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-hops-'))
  owned.defer(() => rmSync(folder, { recursive: true, force: true }))
  const db = owned.use(await testDatabase('identity', migrations))
  const sessionsUrls = await db.schema('sessions', [])
  const bus = owned.use(memoryBus())
  const mesh = await generateMeshKeys(['gateway', 'sessions', 'hints'])
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const trusted = {
    GATEWAY_JWKS_URL: `${url}/.well-known/jwks.json`,
    GATEWAY_ISSUER: url,
    MESH_TRUSTED_KEYS: JSON.stringify(mesh.trusted),
    BUS_URL: db.urls.url,
  }
  const verifyLearner = learnerVerifier({ issuer: url, audience: 'quint', keys: remoteKeys(trusted.GATEWAY_JWKS_URL) })
  const hints = owned.use(
    await serve(HintsServiceDefinition, implementation, {
      listen: '127.0.0.1:0',
      verifyService: serviceVerifier('hints', mesh.trusted),
      verifyLearner,
      log: silentLog,
    }),
  )
  const sessions = owned.use(
    await startSessions(
      readSettings(sessionsSettings, {
        ...trusted,
        SESSIONS_LISTEN_ADDRESS: '127.0.0.1:0',
        SESSIONS_DATABASE_URL: sessionsUrls.url,
        SESSIONS_DATABASE_OWNER_URL: sessionsUrls.ownerUrl,
        SESSIONS_SERVICE_KEY: JSON.stringify(mesh.privateKeys.sessions),
        HINTS_ADDRESS: hints.address,
      }),
      { bus, log: silentLog },
    ),
  )
  owned.use(
    await startGateway(
      readSettings(gatewaySettings, {
        ...trusted,
        GATEWAY_PORT: String(port),
        GATEWAY_PUBLIC_URL: url,
        GATEWAY_DATABASE_URL: db.urls.url,
        GATEWAY_DATABASE_OWNER_URL: db.urls.ownerUrl,
        GATEWAY_SIGNING_KEYS_FILE: path.join(folder, 'keys.json'),
        GATEWAY_SERVICE_KEY: JSON.stringify(mesh.privateKeys.gateway),
        SESSIONS_ADDRESS: sessions.address,
        HINTS_ADDRESS: hints.address,
      }),
      { bus, log: silentLog },
    ),
  )
  const identity = await serviceIdentity('gateway', mesh.privateKeys.gateway ?? {})
  const call = owned.use(connect(SessionsServiceDefinition, { address: sessions.address, identity, audience: 'sessions' })).call
  // What was opened is closed when something here fails, and is the caller’s from here on.
  const whole = owned.move()
  return { url, call, [Symbol.asyncDispose]: () => whole.disposeAsync() }
}

/** A learner whose next word is the last. */
async function learner({ url, call }: Awaited<ReturnType<typeof house>>) {
  const body = JSON.stringify({ email: 'ada@example.com', password: 'a long password', displayName: 'Ada' })
  const registered = await fetch(`${url}/api/auth/register`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const { accessToken } = (await registered.json()) as { accessToken: string }
  const options = { learnerToken: accessToken }
  const { session } = await call.startSession({ algorithm: { title: 'Two Sum' } }, options)
  const sessionId = session?.id ?? ''
  for (let promptIndex = 0; promptIndex < 12; promptIndex += 1)
    await call.respondToPrompt({ sessionId, promptIndex, responseText: 'an answer', timeSpentSeconds: 1 }, options)
  await call.prepareHint({ sessionId }, options)
  return { sessionId, accessToken }
}

test('a learner who leaves ends the work at the third hop', async () => {
  const hints = hangingHints()
  await using place = await house(hints.implementation)
  const { sessionId, accessToken } = await learner(place)
  const leave = new AbortController()
  const asked = fetch(`${place.url}/api/session/complete`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ sessionId, userFinalResponse: 'mine' }),
    signal: leave.signal,
  })
  await Promise.race([hints.reached, asked.then(({ status }) => assert.fail(String(status)))])
  leave.abort()
  await assert.rejects(asked)
  await hints.cancelled
})

test('a hop has no more time than the one before it will wait, and its work ends with that', async () => {
  const hints = hangingHints()
  await using place = await house(hints.implementation)
  const { sessionId, accessToken } = await learner(place)
  const completing = place.call.completeSession({ sessionId, finalResponse: 'mine' }, { learnerToken: accessToken, deadline: 700 })
  const refused = assert.rejects(completing, (error) => error instanceof Failure && (error.code === 'deadline' || error.code === 'unavailable'))
  const given = await hints.reached
  // By itself sessions would wait for 1500 ms.
  assert.ok(given > 0 && given < 700, String(given))
  await hints.cancelled
  await refused
})
