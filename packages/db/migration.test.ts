/** Migrations against a real server: beside readers that hold locks, without a transaction where an index needs it, and waited for. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import pg from 'pg'
import { runMigration } from './migration.ts'
import { migrate } from './schema.ts'
import { testDatabase } from './testing.ts'

function folderOf(t: TestContext, files: Readonly<Record<string, string>>): string {
  const place = mkdtempSync(path.join(os.tmpdir(), 'quint-migrations-'))
  t.after(() => rmSync(place, { recursive: true, force: true }))
  const folder = path.join(place, 'unit', 'migrations')
  mkdirSync(folder, { recursive: true })
  for (const [name, sql] of Object.entries(files)) writeFileSync(path.join(folder, name), sql)
  return folder
}

async function connected(url: string): Promise<pg.Client & AsyncDisposable> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() })
}

test('a migration gives way to a reader that holds its table, comes again, and is applied once the reader is done', async (t) => {
  const folder = folderOf(t, { '0001_things.sql': 'create table things (id integer)' })
  await using db = await testDatabase('steady', [folder])
  await using reader = await connected(db.urls.url)
  await reader.query('begin')
  await reader.query('select * from things')
  writeFileSync(path.join(folder, '0002_size.sql'), 'alter table things add column size integer')
  const migrated = migrate(db.urls.ownerUrl, 'steady', [folder])
  // It has waited for its lock and let go of its place in the queue: a later reader gets through while the first still reads.
  await using admin = await connected(db.adminUrl)
  const waiting =
    "select 1 from pg_locks where not granted and mode = 'AccessExclusiveLock' and database = (select oid from pg_database where datname = current_database())"
  while ((await admin.query(waiting)).rowCount === 0);
  while ((await admin.query(waiting)).rowCount !== 0);
  await reader.query('commit')
  await migrated
  assert.deepEqual((await reader.query('select file from migrations order by file')).rows, [
    { file: 'unit/0001_things.sql' },
    { file: 'unit/0002_size.sql' },
  ])
})

test('an index is built outside a transaction, and one that was left half built is built again', async (t) => {
  const folder = folderOf(t, { '0001_things.sql': 'create table things (id integer); insert into things values (1), (1)' })
  await using db = await testDatabase('indexed', [folder])
  await using owner = await connected(db.urls.ownerUrl)
  await assert.rejects(owner.query('create unique index concurrently things_by_id on things (id)'))
  await owner.query('delete from things')
  writeFileSync(
    path.join(folder, '0002_index.concurrently.sql'),
    '-- By id; once each.\ncreate unique index concurrently things_by_id on things (id);\n',
  )
  await migrate(db.urls.ownerUrl, 'indexed', [folder])
  const valid = await owner.query("select indisvalid from pg_index where indexrelid = 'things_by_id'::regclass")
  assert.deepEqual(valid.rows, [{ indisvalid: true }])
})

test('a migration that fails leaves nothing of itself, and is named', async (t) => {
  const folder = folderOf(t, {
    '0001_things.sql': 'create table things (id integer)',
    '0002_bad.sql': 'create table others (id integer); select 1/0',
  })
  await assert.rejects(testDatabase('failing', [folder]), /unit\/0002_bad\.sql failed/)
})

test('an instance waits as its login role until every migration is applied, and gives up when it is told to', async (t) => {
  const folder = folderOf(t, { '0001_things.sql': 'create table things (id integer)' })
  await using db = await testDatabase('waited', [folder])
  writeFileSync(path.join(folder, '0002_more.sql'), 'create table more (id integer)')
  const migration = { schema: 'waited', folders: [folder], variables: { owner: 'OWNER', login: 'LOGIN' } }
  const said: string[] = []
  const environment = { OWNER: db.urls.ownerUrl, LOGIN: db.urls.url }
  const invoke = (command: string | undefined, signal: AbortSignal) =>
    runMigration(migration, { command, environment, signal, say: (line) => said.push(line) })
  await assert.rejects(invoke('wait', AbortSignal.abort()), /stopped before/)
  const waiting = invoke('wait', AbortSignal.timeout(60_000))
  await invoke(undefined, AbortSignal.timeout(60_000))
  await waiting
  // Who waits may see the end before it is told.
  assert.deepEqual(said.toSorted(), ['waited: every migration is applied', 'waited: migrated'])
  await assert.rejects(invoke('undo', AbortSignal.timeout(1000)), /unknown command/)
  await assert.rejects(
    runMigration(migration, { command: undefined, environment: {}, signal: AbortSignal.abort(), say: () => undefined }),
    /OWNER is required/,
  )
})
