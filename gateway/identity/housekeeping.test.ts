import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { migrations } from '../migrate.ts'
import { prune } from './store.ts'

/** Without a gateway, whose own housekeeping would come in between. */
async function house() {
  const owned = new AsyncDisposableStack()
  const db = owned.use(await testDatabase('identity', migrations))
  const owner = owned.use(openDatabase({ url: db.urls.ownerUrl, maxConnections: 1 }))
  const userId = uuidv7()
  await owner.query("insert into users (user_id, email, display_name, password_hash, time_zone) values ($1, 'ada@example.com', 'Ada', '', 'UTC')", [
    userId,
  ])
  const pruned = (most: number) => db.database.asService((tx) => prune(tx, most))
  return { owner, userId, pruned, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

test('what has had its time is taken away, and nothing that has not', async () => {
  await using place = await house()
  const { owner, userId, pruned } = place
  const run = (text: string) => owner.asService((tx) => tx.query<{ name: string }>(text))
  for (const [name, age] of [
    ['old', '25 hours'],
    ['new', '23 hours'],
  ] as const) {
    await run(`insert into idempotency_keys (user_id, key, fingerprint, created_at) values ('${userId}', '${name}', '', now() - interval '${age}')`)
    await run(`insert into email_tokens values ('${name}', '${userId}', 'reset', now() - interval '${age}')`)
    await run(
      `insert into mfa_tickets values ('${name}', '${userId}', '${name}', 5, now() + interval '24 hours' - interval '${age}' + interval '1 second')`,
    )
    await run(`insert into device_grants (id, device_hash, code_hash, device, expires_at, interval_seconds)
      values (gen_random_uuid(), '${name}', '${name}', '${name}', now() + interval '23 hours' - interval '${age}' + interval '1 second', 5)`)
    await run(`insert into devices (id, user_id, label, expires_at, revoked_at)
      values (gen_random_uuid(), '${userId}', '${name}', now() - interval '1 minute', now() - 30 * interval '${age}')`)
  }
  assert.equal(await pruned(100), 5)
  assert.equal(await pruned(100), 0)
  const left = await run(`select key as name from idempotency_keys union all select encode(hash, 'escape') from email_tokens where purpose = 'reset'
    union all select device from mfa_tickets union all select device from device_grants union all select label from devices where revoked_at is not null`)
  assert.deepEqual(
    left.map(({ name }) => name),
    ['new', 'new', 'new', 'new', 'new'],
  )
})

test('more than is taken at once is left to the next round', async () => {
  await using place = await house()
  const { owner, userId, pruned } = place
  await owner.asService((tx) =>
    tx.query(
      "insert into idempotency_keys (user_id, key, fingerprint, created_at) select $1, n::text, '', now() - interval '2 days' from generate_series(1, 5) n",
      [userId],
    ),
  )
  const rounds: number[] = []
  for (let round = 0; round < 4; round += 1) rounds.push(await pruned(2))
  assert.deepEqual(rounds, [2, 2, 1, 0])
})
