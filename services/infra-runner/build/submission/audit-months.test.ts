/** The audit in parts by month: what was there stays where it was, the version before goes on, and lines go by months only. */
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Database, openDatabase } from '@quint/db/database.ts'
import { keepMonths } from '@quint/db/months.ts'
import { migrate } from '@quint/db/schema.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { migrations } from '../../migrate.ts'
import { eraseLearner } from '../../store.ts'
import { addDesignEvent, auditPage } from './audit-store.ts'

const own = path.join(import.meta.dirname, '..', '..', 'migrations')
const all = { before: 0, kind: '', limit: 100 }

/** The folders as the version before knew them. */
function before(t: TestContext): readonly string[] {
  const place = mkdtempSync(path.join(os.tmpdir(), 'quint-audit-'))
  t.after(() => rmSync(place, { recursive: true, force: true }))
  const folder = path.join(place, 'infra-runner', 'migrations')
  mkdirSync(path.dirname(folder))
  cpSync(own, folder, { recursive: true, filter: (file) => path.basename(file) < '0005' || file === own })
  return migrations.filter((known) => !known.includes(`${path.sep}db${path.sep}`)).map((known) => (known === own ? folder : known))
}

const addDesign = (database: Database, userId: string, name: string) =>
  database.asLearner(userId, (tx) =>
    tx.query(`insert into submissions (id, user_id, problem_id, attempt, namespace, expires_at) values ($1, $2, $3, 1, $3, now())`, [
      uuidv7(),
      userId,
      name,
    ]),
  )

const told = async (database: Database) =>
  (await database.asService((tx) => auditPage(tx, all))).map(({ id, action, userId, detail }) => [id, action, userId, JSON.stringify(detail)])

/** As the version before exports what it holds of a learner. */
const exported = (database: Database, userId: string) =>
  database.asLearner(userId, (tx) =>
    tx.query<{ action: string }>(
      `select (to_jsonb(t))::text as json, action, t.id::text as at from design_audit t where user_id = $1 and t.id::text > $2 order by t.id::text limit 500`,
      [userId, ''],
    ),
  )

test('lines from before are there in their order, numbers go on, and both versions write, read and erase', async (t) => {
  await using db = await testDatabase('runner', before(t))
  const [ada, bob] = [uuidv7(), uuidv7()]
  for (const learner of [ada, bob]) await addDesign(db.database, learner, 'url-shortener')
  await db.database.asService((tx) => addDesignEvent(tx, 'deployment.orphan', { n: 1 }))
  const old = await told(db.database)
  assert.equal(old.length, 3)
  await migrate(db.urls.ownerUrl, 'runner', migrations)
  assert.deepEqual(await told(db.database), old)
  await addDesign(db.database, ada, 'chat')
  await db.database.asService((tx) => addDesignEvent(tx, 'deployment.orphan', { n: 2 }))
  const [last, made] = await told(db.database)
  assert.deepEqual([last?.[0], last?.[3], made?.[0], made?.[2]], [5, '{"n":2}', 4, ada])
  assert.deepEqual(
    (await exported(db.database, ada)).map(({ action }) => action),
    ['submission.made', 'submission.made'],
  )
  await db.database.asService((tx) => eraseLearner(tx, ada))
  assert.deepEqual(await exported(db.database, ada), [])
  assert.ok((await told(db.database)).every(([, , userId]) => userId !== ada))
  assert.equal((await exported(db.database, bob)).length, 1)
})

test('nobody changes or removes a line through the table or a part of it; a month goes as a whole, after two years', async (t) => {
  await using db = await testDatabase('runner', before(t))
  await db.database.asService((tx) => addDesignEvent(tx, 'before', {}))
  await migrate(db.urls.ownerUrl, 'runner', migrations)
  await using owner = openDatabase({ url: db.urls.ownerUrl, maxConnections: 1 })
  const parts = await owner.asService((tx) =>
    tx.query<{ part: string }>("select inhrelid::regclass::text as part from pg_inherits where inhparent = 'design_audit'::regclass order by 1"),
  )
  assert.equal(parts.length, 4)
  assert.deepEqual(await keepMonths(db.database), [], 'the months ahead are there')
  const [now, next] = parts.map(({ part }) => part)
  for (const place of ['design_audit', now]) {
    for (const text of [`update ${place} set action = 'nothing'`, `delete from ${place}`])
      await assert.rejects(
        owner.asService((tx) => tx.query(text)),
        /only ever added/,
        text,
      )
    for (const text of [`truncate ${place}`, `insert into ${place} (kind, action) values ('system', 'x')`])
      await assert.rejects(
        db.database.asService((tx) => tx.query(text)),
        /permission denied/,
        text,
      )
  }
  await assert.rejects(
    db.database.asService((tx) => tx.query(`select * from ${now}`)),
    /permission denied/,
  )
  await owner.asService((tx) =>
    tx.query(`insert into design_audit (at, kind, action) select date_trunc('month', now()) + interval '1 month 2 days', 'system', 'after'`),
  )
  const keepIn = (months: number) => owner.asService((tx) => tx.query('select keep_months_at(now() + make_interval(months => $1))', [months]))
  await keepIn(24)
  assert.equal((await told(db.database)).length, 2)
  await keepIn(25)
  assert.deepEqual(
    (await told(db.database)).map(([, action]) => action),
    ['after'],
  )
  const left = await owner.asService((tx) => tx.query<{ there: boolean }>('select to_regclass($1) is not null as there', [next]))
  assert.deepEqual(left, [{ there: true }])
})
