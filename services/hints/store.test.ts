/** The schema of hints: row level security, one hint per session and tier, and what survives a writer's death. */
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { outboxMigrations } from '@quint/bus/outbox.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { type NewHint, openStore } from './store.ts'

const migrations = [outboxMigrations, path.join(import.meta.dirname, 'migrations')]

function newHint(userId: string, changes: Partial<NewHint> = {}): NewHint {
  return {
    id: uuidv7(),
    sessionId: uuidv7(),
    userId,
    tier: 1,
    elementFocus: 'earth',
    patternsDetected: [],
    source: 'offline',
    model: '',
    promptVersion: 'v',
    ...changes,
  }
}

const token = (hintId: string, n: number) => ({
  n,
  event: { eventId: `${hintId}:${n}`, event: { $case: 'token' as const, value: { text: `t${n}` } } },
})
const outcome = { hintText: 'whole', source: 'offline', model: '', inputTokens: 1, outputTokens: 2, durationMs: 3 }

test('without a learner, and as another learner, there are no rows in any table', async () => {
  await using db = await testDatabase('hints', migrations)
  const store = openStore(db.database)
  const mine = uuidv7()
  const hint = newHint(mine)
  await store.begin(hint)
  await store.append(mine, hint.id, [token(hint.id, 0)])
  for (const table of ['hints', 'hint_events', 'erased_learners']) {
    const asNobody = await db.database.asService((tx) => tx.query(`select * from ${table}`))
    const asOther = await db.database.asLearner(uuidv7(), (tx) => tx.query(`select * from ${table}`))
    assert.deepEqual([asNobody, asOther], [[], []], table)
  }
  assert.equal((await store.eventsAfter(mine, hint.id, -1)).length, 1)
  assert.deepEqual(await store.eventsAfter(uuidv7(), hint.id, -1), [])
})

test('an event cannot be added to the hint of another learner', async () => {
  await using db = await testDatabase('hints', migrations)
  const store = openStore(db.database)
  const mine = uuidv7()
  const hint = newHint(mine)
  await store.begin(hint)
  const other = uuidv7()
  await store.append(other, hint.id, [token(hint.id, 0)]).catch(() => undefined)
  assert.deepEqual(await store.eventsAfter(mine, hint.id, -1), [])
})

test('of many who begin a session’s tier at once, one writes', async () => {
  await using db = await testDatabase('hints', migrations)
  const store = openStore(db.database)
  const userId = uuidv7()
  const sessionId = uuidv7()
  const begun = await Promise.all(Array.from({ length: 8 }, () => store.begin(newHint(userId, { sessionId }))))
  assert.equal(begun.filter((row) => row !== undefined).length, 1)
})

test('a stolen session id begins nothing: the row belongs to who was first', async () => {
  await using db = await testDatabase('hints', migrations)
  const store = openStore(db.database)
  const hint = newHint(uuidv7())
  await store.begin(hint)
  const thief = uuidv7()
  assert.equal(await store.begin(newHint(thief, { sessionId: hint.sessionId })), undefined)
  assert.equal(await store.find(thief, hint.sessionId, 1), undefined)
})

test('a hint is finished once, announced in the same transaction, and not at all when that fails', async () => {
  await using db = await testDatabase('hints', migrations)
  const store = openStore(db.database)
  const userId = uuidv7()
  const hint = newHint(userId)
  await store.begin(hint)
  const end = { outcome, event: token(hint.id, 0) }
  await assert.rejects(store.finish(hint, end, () => Promise.reject(new Error('no'))))
  assert.equal((await store.find(userId, hint.sessionId, 1))?.status, 'streaming')
  let announced = 0
  const announce = async (): Promise<void> => {
    announced += 1
  }
  await store.finish(hint, end, announce)
  await store.finish(hint, end, announce)
  assert.equal(announced, 1)
  assert.deepEqual(await store.recentTexts(userId, 3), ['whole'])
  assert.equal((await store.eventsAfter(userId, hint.id, -1)).length, 1)
})

test('a hint that has not moved is taken over by one, a moving or finished one by nobody', async () => {
  await using db = await testDatabase('hints', migrations)
  const store = openStore(db.database)
  const userId = uuidv7()
  const hint = newHint(userId)
  await store.begin(hint)
  assert.equal(await store.takeOver(userId, hint.id, 60_000), false)
  await db.database.asLearner(userId, (tx) => tx.query("update hints set touched_at = now() - interval '2 minutes'"))
  const taken = await Promise.all(Array.from({ length: 5 }, () => store.takeOver(userId, hint.id, 60_000)))
  assert.equal(taken.filter(Boolean).length, 1)
  await store.finish(hint, { outcome, event: token(hint.id, 0) }, async () => undefined)
  assert.equal(await store.takeOver(userId, hint.id, -1), false)
})
