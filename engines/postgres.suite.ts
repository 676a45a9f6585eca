/** The tests of the database and of every store, on a PostgreSQL that is not the embedded one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { engine } from './engine.ts'
import '../packages/db/database.test.ts'
import '../services/content/store.test.ts'
import '../services/hints/store.test.ts'
import '../services/infra-runner/store.test.ts'
import '../services/plans/store.test.ts'
import '../services/sessions/store.test.ts'

test('PostgreSQL: these tests ran on the server of this run', async () => {
  await using place = await testDatabase('here', [])
  await using asked = openDatabase({ url: engine('postgres'), maxConnections: 1 })
  const nameOf = new URL(place.adminUrl).pathname.slice(1)
  assert.equal((await asked.asService((tx) => tx.query('select 1 from pg_database where datname = $1', [nameOf]))).length, 1)
})
