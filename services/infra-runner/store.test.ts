/** Row level security of the runner's schema: what is not yours is not there, whatever the query says. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '@quint/db/testing.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { migrations } from './migrate.ts'
import { heldRuns, insertRun } from './store.ts'

const run = { language: 'python', problemId: '', sandbox: 'wasi', outcome: 'ok', testsPassed: 0, testsTotal: 0, timeMs: 3.4, memoryBytes: 5e9 }

async function twoLearners() {
  const db = await testDatabase('runner', migrations)
  const [mine, theirs, id] = [uuidv7(), uuidv7(), uuidv7()]
  await db.database.asLearner(mine, (tx) => insertRun(tx, { ...run, id, userId: mine }))
  return { db, mine, theirs, id, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() }
}

test('without a learner, and as another learner, there are no rows in any table', async () => {
  await using place = await twoLearners()
  for (const table of ['runs', 'erased_learners']) {
    const asNobody = await place.db.database.asService((tx) => tx.query(`select * from ${table}`))
    const asOther = await place.db.database.asLearner(place.theirs, (tx) => tx.query(`select * from ${table}`))
    assert.deepEqual([asNobody, asOther], [[], []], table)
  }
})

test('a row cannot be written in the name of another learner, and an id is taken once', async () => {
  await using place = await twoLearners()
  await assert.rejects(
    place.db.database.asLearner(place.theirs, (tx) => insertRun(tx, { ...run, id: uuidv7(), userId: place.mine })),
    /row-level security/,
  )
  await place.db.database.asLearner(place.mine, (tx) => insertRun(tx, { ...run, id: place.id, userId: place.mine, outcome: 'time_limit' }))
  const pages: (readonly string[])[] = []
  for await (const page of heldRuns(place.db.database, place.mine)) pages.push(page)
  assert.equal(pages.length, 1)
  assert.match(pages[0]?.[0] ?? '', /"outcome": "ok"/)
})
