/** When learners were last here: written now and then, never waited for. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Database } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { migrations } from '../../migrate.ts'
import { findUser, insertUser } from '../store.ts'
import { openActivity } from './activity.ts'

const minuteMs = 60_000

test('a learner is noted once in five minutes, whatever they do', async () => {
  await using db = await testDatabase('identity', migrations)
  const id = uuidv7()
  await db.database.asLearner(id, (tx) => insertUser(tx, { id, email: 'a@example.com', displayName: 'A', passwordHash: 'x', timeZone: 'UTC' }))
  let writes = 0
  const counting: Database = {
    ...db.database,
    asLearner: (userId, work) => {
      writes += 1
      return db.database.asLearner(userId, work)
    },
  }
  let now = 0
  const activity = openActivity({ database: counting, log: silentLog, now: () => now })
  for (const at of [0, 1, minuteMs, 4 * minuteMs, 6 * minuteMs, 7 * minuteMs]) {
    now = at
    activity.seen(id)
  }
  await activity[Symbol.asyncDispose]()
  assert.equal(writes, 2)
  const user = await db.database.asLearner(id, (tx) => findUser(tx, id))
  assert.match(user?.lastActiveAt ?? '', /^\d{4}-.*Z$/)
})

test('another gateway that noted the learner a moment ago is enough', async () => {
  await using db = await testDatabase('identity', migrations)
  const id = uuidv7()
  await db.database.asLearner(id, (tx) => insertUser(tx, { id, email: 'a@example.com', displayName: 'A', passwordHash: 'x', timeZone: 'UTC' }))
  const noted = async () => {
    const activity = openActivity({ database: db.database, log: silentLog })
    activity.seen(id)
    await activity[Symbol.asyncDispose]()
    return (await db.database.asLearner(id, (tx) => findUser(tx, id)))?.lastActiveAt
  }
  const first = await noted()
  assert.equal(await noted(), first)
})

test('a database that is away costs a line of the log and nothing else', async () => {
  const lines: string[] = []
  const log = { ...silentLog, error: (message: string) => void lines.push(message) }
  const database = { asLearner: () => Promise.reject(new Error('away')) } as unknown as Database
  const activity = openActivity({ database, log })
  activity.seen(uuidv7())
  await activity[Symbol.asyncDispose]()
  assert.deepEqual(lines, ['when a learner was here could not be noted'])
})
