/** Plans for tests: its own server, a real Postgres, a clock that is set by hand. */

import { learnerVerifier, remoteKeys } from '@quint/auth/learner.ts'
import { serviceIdentity, serviceVerifier } from '@quint/auth/service.ts'
import { testIssuer } from '@quint/auth/testing.ts'
import { memoryBus } from '@quint/bus/testing.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { Intake } from '@quint/proto/gen/quint/plans/v1/intake.ts'
import type { Plan } from '@quint/proto/gen/quint/plans/v1/plan.ts'
import { PlansServiceDefinition } from '@quint/proto/gen/quint/plans/v1/plans.ts'
import { RunnerServiceDefinition } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { connect } from '@quint/rpc/client.ts'
import { serve } from '@quint/rpc/server.ts'
import { partly } from '@quint/rpc/testing.ts'
import { readSettings } from '@quint/runtime/config.ts'
import { Failure, type FailureCode } from '@quint/runtime/failure.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { settings } from './config.ts'
import { migrations } from './migrate.ts'
import type { Push } from './planner/push.ts'
import { start } from './service.ts'

const bankProblem = { id: 'pair-to-target', title: 'Pair to target', difficulty: 'easy', topics: ['hash tables'] }

export async function house(environment: Readonly<Record<string, string>> = {}) {
  await using owned = new AsyncDisposableStack()
  const issuer = owned.use(await testIssuer(['gateway', 'plans', 'runner']))
  const db = owned.use(await testDatabase('plans', migrations))
  const bus = owned.use(memoryBus())
  // A Monday.
  const clock = { now: new Date('2026-03-02T09:00:00Z') }
  const pushes: Push[] = []
  const verifyLearner = learnerVerifier({ issuer: issuer.issuer, audience: 'quint', keys: remoteKeys(issuer.jwksUrl) })
  const runner = owned.use(
    await serve(RunnerServiceDefinition, partly(RunnerServiceDefinition, { listProblems: async () => ({ problems: [bankProblem] }) }), {
      listen: '127.0.0.1:0',
      verifyService: serviceVerifier('runner', issuer.mesh.trusted),
      verifyLearner,
      log: silentLog,
    }),
  )
  const config = readSettings(settings, {
    PLANS_LISTEN_ADDRESS: '127.0.0.1:0',
    PLANS_DATABASE_URL: db.urls.url,
    PLANS_DATABASE_OWNER_URL: db.urls.ownerUrl,
    PLANS_SERVICE_KEY: JSON.stringify(issuer.mesh.privateKeys.plans),
    RUNNER_ADDRESS: runner.address,
    BUS_URL: db.urls.url,
    GATEWAY_JWKS_URL: issuer.jwksUrl,
    GATEWAY_ISSUER: issuer.issuer,
    MESH_TRUSTED_KEYS: JSON.stringify(issuer.mesh.trusted),
    ...environment,
  })
  const plans = owned.use(
    await start(config, {
      bus,
      log: silentLog,
      eventRetryDelaysMs: [1, 1],
      now: () => clock.now,
      sendPush: async (push) => {
        pushes.push(push)
        return { outcome: 'sent', retryAfterMs: 0 }
      },
      remindEveryMs: 20,
    }),
  )
  const identity = await serviceIdentity('gateway', issuer.mesh.privateKeys.gateway ?? {})
  const { call } = owned.use(connect(PlansServiceDefinition, { address: plans.address, identity, audience: 'plans' }))
  const learner = async (userId = uuidv7(), claims: Readonly<Record<string, unknown>> = {}) => ({
    userId,
    options: { learnerToken: await issuer.token(userId, claims) },
  })
  // What was opened is closed when something here fails, and is the caller’s from here on.
  const whole = owned.move()
  return { call, bus, db, clock, pushes, learner, [Symbol.asyncDispose]: () => whole.disposeAsync() }
}

export type House = Awaited<ReturnType<typeof house>>
export type Options = { readonly learnerToken: string; readonly effectId?: string }

export const intake = Intake.fromPartial({
  level: 'intermediate',
  roleTarget: ['Backend'],
  timelineWeeks: 4,
  hoursPerWeek: 6,
  topicConfidence: { arrays: 4, graphs: 1 },
  weaknesses: ['pattern_recognition'],
  timeZone: 'Europe/Berlin',
  daysAvailable: [1, 3, 5, 6],
})

export const failure =
  (code: FailureCode) =>
  (error: unknown): boolean =>
    error instanceof Failure && error.code === code

/** The learner's first plan. */
export async function planned({ call }: House, options: Options, wishes: Partial<Intake> = {}): Promise<Plan> {
  await call.putIntake({ intake: { ...intake, ...wishes } }, options)
  for await (const { event } of call.generatePlan({}, options)) if (event?.$case === 'plan') return event.value
  throw new Error('there was no plan')
}
