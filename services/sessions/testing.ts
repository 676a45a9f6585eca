/** Sessions for tests: its own server, a real Postgres, a hints service that can fail. */

import { learnerVerifier, remoteKeys } from '@quint/auth/learner.ts'
import { serviceIdentity, serviceVerifier } from '@quint/auth/service.ts'
import { testIssuer } from '@quint/auth/testing.ts'
import { memoryBus } from '@quint/bus/testing.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { Element, Finding, Severity } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import { HintsServiceDefinition } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { SessionsServiceDefinition } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { connect } from '@quint/rpc/client.ts'
import { serve } from '@quint/rpc/server.ts'
import { partly } from '@quint/rpc/testing.ts'
import { readSettings } from '@quint/runtime/config.ts'
import { Failure, type FailureCode } from '@quint/runtime/failure.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { settings } from './config.ts'
import { migrations } from './migrate.ts'
import { start } from './service.ts'

const finding = Finding.fromPartial({
  code: 'few_questions',
  element: Element.AIR,
  severity: Severity.NOTICE,
  message: 'm',
  evidence: [{ promptIndex: 0, start: 0, end: 1 }],
})

export async function house() {
  await using owned = new AsyncDisposableStack()
  const issuer = owned.use(await testIssuer(['gateway', 'sessions', 'hints']))
  const db = owned.use(await testDatabase('sessions', migrations))
  const bus = owned.use(memoryBus())
  const fake = { working: true, asked: 0 }
  const answer = <Answer>(reply: Answer): Answer => {
    fake.asked += 1
    if (!fake.working) throw new Failure('unavailable', 'hints is away')
    return reply
  }
  const implementation = partly(HintsServiceDefinition, {
    analyzeAnswers: async () => answer({ findings: [finding] }),
    compareAnswers: async (request) =>
      answer({ change: { added: [{ kind: 'question', text: request.finalResponse, evidence: { promptIndex: 12, start: 0, end: 1 } }] } }),
  })
  const verifyLearner = learnerVerifier({ issuer: issuer.issuer, audience: 'quint', keys: remoteKeys(issuer.jwksUrl) })
  const hints = owned.use(
    await serve(HintsServiceDefinition, implementation, {
      listen: '127.0.0.1:0',
      verifyService: serviceVerifier('hints', issuer.mesh.trusted),
      verifyLearner,
      log: silentLog,
    }),
  )
  const config = readSettings(settings, {
    SESSIONS_LISTEN_ADDRESS: '127.0.0.1:0',
    SESSIONS_DATABASE_URL: db.urls.url,
    SESSIONS_DATABASE_OWNER_URL: db.urls.ownerUrl,
    SESSIONS_SERVICE_KEY: JSON.stringify(issuer.mesh.privateKeys.sessions),
    HINTS_ADDRESS: hints.address,
    BUS_URL: db.urls.url,
    GATEWAY_JWKS_URL: issuer.jwksUrl,
    GATEWAY_ISSUER: issuer.issuer,
    MESH_TRUSTED_KEYS: JSON.stringify(issuer.mesh.trusted),
  })
  const sessions = owned.use(await start(config, { bus, log: silentLog, eventRetryDelaysMs: [1, 1] }))
  const identity = await serviceIdentity('gateway', issuer.mesh.privateKeys.gateway ?? {})
  const { call } = owned.use(connect(SessionsServiceDefinition, { address: sessions.address, identity, audience: 'sessions' }))
  const learner = async (userId = uuidv7(), claims: Readonly<Record<string, unknown>> = {}) => ({
    userId,
    options: { learnerToken: await issuer.token(userId, { zoneinfo: 'Pacific/Auckland', ...claims }) },
  })
  // What was opened is closed when something here fails, and is the caller’s from here on.
  const whole = owned.move()
  return { call, bus, db, fake, learner, [Symbol.asyncDispose]: () => whole.disposeAsync() }
}

export type House = Awaited<ReturnType<typeof house>>
export type Options = { readonly learnerToken: string }

export const algorithm = {
  title: 'Two Sum',
  site: 'leetcode',
  slug: 'two-sum',
  statement: 'Input: nums = [2,7,11,15], target = 9',
  url: 'https://leetcode.com/problems/two-sum/',
}
export const failure =
  (code: FailureCode) =>
  (error: unknown): boolean =>
    error instanceof Failure && error.code === code

export async function begin({ call }: House, options: Options): Promise<string> {
  const { session } = await call.startSession({ algorithm }, options)
  return session?.id ?? ''
}

export const answerTo = (sessionId: string, promptIndex: number, responseText = `Answer ${promptIndex} with [1, 2]`) => ({
  sessionId,
  promptIndex,
  responseText,
  timeSpentSeconds: 10,
})

export async function answerAll(place: House, options: Options): Promise<string> {
  const sessionId = await begin(place, options)
  for (let index = 0; index < 12; index += 1) await place.call.respondToPrompt(answerTo(sessionId, index), options)
  return sessionId
}

/** A session of its own learner's, with twelve answers and a last word. */
export async function completed(
  place: House,
  options: Options,
  words: { readonly answer?: string; readonly finalResponse?: string } = {},
): Promise<string> {
  const sessionId = await begin(place, options)
  for (let index = 0; index < 12; index += 1) await place.call.respondToPrompt(answerTo(sessionId, index, words.answer), options)
  await place.call.prepareHint({ sessionId }, options)
  await place.call.completeSession({ sessionId, finalResponse: words.finalResponse ?? 'What if the list is empty?' }, options)
  return sessionId
}
