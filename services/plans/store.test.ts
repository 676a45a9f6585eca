/** Row level security of the schema of plans: what is not yours is not there, whatever the query says. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '@quint/db/testing.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { migrations } from './migrate.ts'
import { insertPlan } from './plan/store.ts'
import { eraseLearner, held, lockLearner } from './store.ts'
import { failure } from './testing.ts'

const document = { relaxed: [], dayMinutes: 60, weeks: [] }

test('without a learner, and as another learner, there are no rows in any table', async () => {
  await using db = await testDatabase('plans', migrations)
  const [mine, theirs] = [uuidv7(), uuidv7()]
  await db.database.asLearner(mine, (tx) => insertPlan(tx, { id: uuidv7(), userId: mine, status: 'current', source: 'solver', document }))
  for (const { table } of held) {
    const asNobody = await db.database.asService((tx) => tx.query(`select * from ${table}`))
    const asOther = await db.database.asLearner(theirs, (tx) => tx.query(`select * from ${table}`))
    assert.deepEqual([asNobody, asOther], [[], []], table)
  }
  await assert.rejects(
    db.database.asLearner(theirs, (tx) => insertPlan(tx, { id: uuidv7(), userId: mine, status: 'current', source: 'solver', document })),
    /row-level security/,
  )
})

test('who was erased leaves nothing and writes nothing any more', async () => {
  await using db = await testDatabase('plans', migrations)
  const mine = uuidv7()
  await db.database.asLearner(mine, (tx) => insertPlan(tx, { id: uuidv7(), userId: mine, status: 'current', source: 'solver', document }))
  await db.database.asService((tx) => eraseLearner(tx, mine))
  assert.deepEqual(await db.database.asLearner(mine, (tx) => tx.query('select * from plans')), [])
  await assert.rejects(
    db.database.asLearner(mine, (tx) => lockLearner(tx, mine)),
    failure('unauthenticated'),
  )
})
