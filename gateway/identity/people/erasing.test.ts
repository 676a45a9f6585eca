/** The ledger of erasures: who has erased what they held, told once or often, in any order. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toRecord } from '@quint/bus/event.ts'
import { memoryBus } from '@quint/bus/testing.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { UserDeleted } from '@quint/proto/gen/quint/identity/v1/events.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { migrations } from '../../migrate.ts'
import { insertUser } from '../store.ts'
import { type Eraser, startErasing } from './erasing.ts'
import { eraseAccount } from './erasure.ts'
import { listErasures, waitingErasures } from './erasure-store.ts'
import { erasers } from './services.ts'

async function house(erase: readonly Eraser[] = []) {
  const owned = new AsyncDisposableStack()
  const db = owned.use(await testDatabase('identity', migrations))
  const bus = owned.use(memoryBus())
  owned.use(startErasing({ database: db.database, bus, log: silentLog, erase, retryDelaysMs: [0, 0, 0] }))
  const userId = uuidv7()
  await db.database.asLearner(userId, async (tx) => {
    await insertUser(tx, { id: userId, email: 'ada@example.com', displayName: 'Ada', passwordHash: 'x', timeZone: 'UTC' })
    assert.equal(await eraseAccount(tx, { userId, by: 'learner', services: erasers }), true)
  })
  const tell = (type: string, topic: string) =>
    bus.publish(
      [toRecord({ id: uuidv7(), type, topic, key: userId, time: '2026-01-01T00:00:00Z', data: UserDeleted.toJSON({ userId }) }, 'test')],
      AbortSignal.timeout(1000),
    )
  const state = async () => (await listErasures(db.database, { open: false, before: undefined, most: 10 }))[0]
  const done = (...services: readonly string[]) =>
    eventually(async () => {
      const erasure = await state()
      return services.every((service) => erasure?.steps.some((step) => step.service === service && step.doneAt !== null)) ? erasure : undefined
    })
  return { db, bus, userId, tell, state, done, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

const deleted = ['identity.user.deleted', 'quint.identity.user.v1'] as const
const bySessions = ['sessions.learner.erased', 'quint.sessions.learner.v1'] as const
const byHints = ['hints.learner.erased', 'quint.hints.learner.v1'] as const
const byPlans = ['plans.learner.erased', 'quint.plans.learner.v1'] as const
const byContent = ['content.learner.erased', 'quint.content.learner.v1'] as const
const byRunner = ['runner.learner.erased', 'quint.runner.learner.v1'] as const

test('an account that is deleted waits for every service, and is done when the last has erased', async () => {
  await using place = await house()
  const begun = await place.state()
  assert.deepEqual([begun?.userId, begun?.askedBy, begun?.doneAt], [place.userId, 'learner', null])
  assert.deepEqual(
    begun?.steps.map(({ service, doneAt }) => [service, doneAt]),
    [
      ['content', null],
      ['hints', null],
      ['identity', null],
      ['plans', null],
      ['runner', null],
      ['sessions', null],
    ],
  )
  await place.tell(...byHints)
  await place.tell(...byRunner)
  await place.tell(...byPlans)
  await place.tell(...byContent)
  await place.tell(...deleted)
  assert.equal((await place.done('content', 'hints', 'identity', 'runner', 'plans'))?.doneAt, null)
  assert.deepEqual(
    (await waitingErasures(place.db.database)).map(({ service, waiting }) => [service, waiting]),
    [['sessions', 1]],
  )
  await place.tell(...bySessions)
  assert.notEqual((await place.done('sessions'))?.doneAt, null)
  assert.deepEqual(await waitingErasures(place.db.database), [])
  assert.deepEqual(await listErasures(place.db.database, { open: true, before: undefined, most: 10 }), [])
})

test('what is told twice stays as it was told first', async () => {
  await using place = await house()
  await place.tell(...byHints)
  const first = await place.done('hints')
  await place.tell(...byHints)
  await place.tell(...bySessions)
  const later = await place.done('sessions')
  const at = (erasure: typeof first) => erasure?.steps.find(({ service }) => service === 'hints')?.doneAt
  assert.equal(at(later), at(first))
})

test('services that finish at the same moment see each other', async () => {
  await using place = await house()
  await Promise.all([
    place.tell(...byHints),
    place.tell(...byRunner),
    place.tell(...byPlans),
    place.tell(...byContent),
    place.tell(...deleted),
    place.tell(...bySessions),
  ])
  assert.notEqual((await place.done('hints', 'identity', 'runner', 'plans', 'sessions', 'content'))?.doneAt, null)
})

test('what the gateway could not erase is erased at the next attempt, and not said to be done before', async () => {
  let tries = 0
  await using place = await house([
    async () => {
      tries += 1
      if (tries < 3) throw new Error('not yet')
    },
  ])
  await place.tell(...deleted)
  await place.done('identity')
  assert.equal(tries, 3)
})

test('a word about somebody who was never deleted opens nothing', async () => {
  await using place = await house()
  const stranger = uuidv7()
  const event = { id: uuidv7(), type: bySessions[0], topic: bySessions[1], key: stranger, time: '2026-01-01T00:00:00Z', data: { userId: stranger } }
  await place.bus.publish([toRecord(event, 'test')], AbortSignal.timeout(1000))
  await place.tell(...bySessions)
  await place.done('sessions')
  const all = await listErasures(place.db.database, { open: false, before: undefined, most: 10 })
  assert.deepEqual(
    all.map(({ userId }) => userId),
    [place.userId],
  )
})

test('an account that is not there is not deleted, and no service is asked', async () => {
  await using place = await house()
  const nobody = uuidv7()
  const found = await place.db.database.asLearner(nobody, (tx) => eraseAccount(tx, { userId: nobody, by: 'admin', services: erasers }))
  assert.equal(found, false)
  assert.equal((await listErasures(place.db.database, { open: false, before: undefined, most: 10 })).length, 1)
})

test('the ledger is read in pages, the newest first', async () => {
  await using place = await house()
  for (let n = 0; n < 4; n += 1) {
    const userId = uuidv7()
    await place.db.database.asLearner(userId, async (tx) => {
      await insertUser(tx, { id: userId, email: `n${n}@example.com`, displayName: 'N', passwordHash: 'x', timeZone: 'UTC' })
      await eraseAccount(tx, { userId, by: 'admin', services: erasers })
    })
  }
  const whole = await listErasures(place.db.database, { open: true, before: undefined, most: 10 })
  const first = whole[1]
  assert.ok(first !== undefined)
  const rest = await listErasures(place.db.database, { open: true, before: { at: first.askedAt, id: first.userId }, most: 10 })
  assert.deepEqual(
    rest.map(({ userId }) => userId),
    whole.slice(2).map(({ userId }) => userId),
  )
})
