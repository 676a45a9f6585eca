/** The audit proves itself: whatever is changed behind its back is noticed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Database, openDatabase } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { migrations } from '../migrate.ts'
import { verifyAudit } from './audit-chain.ts'
import { linksOf } from './audit-command.ts'
import { recordDeed, unsealedLines } from './audit-store.ts'

const actor = uuidv7()

async function house(lines: number) {
  const db = await testDatabase('identity', migrations)
  for (let n = 0; n < lines; n += 1)
    await recordDeed(db.database, { actor, action: 'user.suspend', subject: `learner-${n}`, detail: { n, reason: 'für “Zwecke”' } })
  const verify = (...noted: Parameters<typeof verifyAudit> extends [unknown, ...infer Rest] ? Rest : never) =>
    verifyAudit(linksOf(db.database), ...noted)
  /** As somebody who may do everything in the database, and turns off what stands in the way. */
  const tamper = async (work: (admin: Database) => Promise<unknown>) => {
    await using admin = openDatabase({ url: `${db.adminUrl}?options=-csearch_path%3Didentity`, maxConnections: 1 })
    await work(admin)
  }
  return { ...db, verify, tamper, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() }
}

const quietly = (sql: string) => (admin: Database) =>
  admin.asService(async (tx) => {
    await tx.query("set local session_replication_role = 'replica'")
    await tx.query(sql)
  })

test('an audit as it was written is found to be so, also when many wrote at once', async () => {
  await using place = await house(3)
  await Promise.all(
    Array.from({ length: 20 }, (_, n) => recordDeed(place.database, { actor, action: 'user.roles', subject: `many-${n}`, detail: {} })),
  )
  const { links, past, last, problems } = await place.verify()
  assert.deepEqual([links, past, problems], [23, 0, []])
  assert.equal(last?.sequence, 23)
  assert.equal(await place.database.asService(unsealedLines), 0)
})

test('an empty audit is whole', async () => {
  await using place = await house(0)
  assert.deepEqual(await place.verify(), { links: 0, past: 0, last: undefined, problems: [] })
})

test('a line that is changed, taken out, or put in, and a link that is changed or taken out, show', async () => {
  const cases: readonly (readonly [sql: string, says: RegExp])[] = [
    ["update audit set detail = '{}' where subject = 'learner-2'", /^line 3: it says something else/],
    ["update audit set actor = gen_random_uuid() where subject = 'learner-0'", /^line 1: it says something else/],
    ["update audit set at = at + interval '1 microsecond' where subject = 'learner-1'", /^line 2: it was taken out/],
    ["delete from audit where subject = 'learner-4'", /^line 5: it was taken out/],
    ["update audit_links set line = sha256('x') where sequence = 2", /^line 2: it says something else/],
    ['delete from audit_links where sequence = 2', /^line 3: 1 links before it are missing/],
  ]
  for (const [sql, says] of cases) {
    await using place = await house(5)
    await place.tamper(quietly(sql))
    assert.match((await place.verify()).problems[0] ?? 'nothing', says, sql)
  }
})

test('a line that stands beside the chain is counted', async () => {
  await using place = await house(1)
  await place.tamper(quietly(`insert into audit (id, actor, action, subject) values (gen_random_uuid(), '${actor}', 'user.roles', 'x')`))
  assert.deepEqual((await place.verify()).problems, [])
  assert.equal(await place.database.asService(unsealedLines), 1)
})

test('a chain that was made anew, or whose end was cut off, does not hold the link that was noted', async () => {
  await using place = await house(3)
  const { last: noted } = await place.verify()
  assert.ok(noted !== undefined)
  await recordDeed(place.database, { actor, action: 'user.restore', subject: 'later', detail: {} })
  assert.deepEqual((await place.verify(noted)).problems, [])
  await place.tamper(async (admin) => {
    await quietly('delete from audit_links where sequence >= 3')(admin)
    await quietly("delete from audit where subject in ('learner-2', 'later')")(admin)
  })
  assert.deepEqual((await place.verify()).problems, [])
  assert.match((await place.verify(noted)).problems[0] ?? '', /is not the one that was noted/)
})

test('nobody changes or deletes a line by mistake, not even who owns the table', async () => {
  await using place = await house(1)
  await using owner = openDatabase({ url: place.urls.ownerUrl, maxConnections: 1 })
  for (const sql of ["update audit set action = 'nothing'", 'delete from audit', 'delete from audit_links', 'update audit_links set sequence = 9'])
    await assert.rejects(
      owner.asService((tx) => tx.query(sql)),
      /append-only/,
      sql,
    )
  for (const sql of ['delete from audit_links', "insert into audit_links values (9, gen_random_uuid(), now(), '', '')"])
    await assert.rejects(
      place.database.asService((tx) => tx.query(sql)),
      /permission denied/,
      sql,
    )
})

test('months that are past their time are dropped without breaking the chain', async () => {
  await using place = await house(2)
  await place.tamper(quietly("update audit_links set at = at - interval '30 months' where sequence = 1"))
  const { past, problems } = await place.verify()
  assert.deepEqual([past, problems], [1, []])
})
