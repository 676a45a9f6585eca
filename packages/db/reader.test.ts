/** Reads from a real standby: it is used while it keeps up, and nobody misses what was committed when it does not. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { Failure } from '@quint/runtime/failure.ts'
import { freePort } from '@quint/runtime/port.ts'
import pg from 'pg'
import { type Database, openDatabase } from './database.ts'
import { startPostgres } from './embedded.ts'
import { launch } from './launch.ts'

interface Pair extends AsyncDisposable {
  readonly database: Database
  /** Run on the standby as its superuser. */
  onStandby(sql: string): Promise<void>
  loseStandby(): Promise<void>
}

async function startPair(): Promise<Pair> {
  const owned = new AsyncDisposableStack()
  const root = mkdtempSync(path.join(os.tmpdir(), 'quint-pair-'))
  owned.defer(() => rmSync(root, { recursive: true, force: true }))
  const folder = path.join(root, 'primary')
  await using first = await startPostgres(folder)
  await first[Symbol.asyncDispose]()
  const data = path.join(root, 'standby')
  cpSync(path.join(folder, 'data'), data, { recursive: true })
  const primary = owned.use(await startPostgres(folder))
  const url = new URL(primary.adminUrl)
  writeFileSync(path.join(data, 'standby.signal'), '')
  const port = await freePort()
  const primary_conninfo = `host=${url.hostname} port=${url.port} user=postgres password=${url.password}`
  const { child } = await launch({ data, port, durable: true, settings: { primary_conninfo } })
  child.stderr?.resume()
  const loseStandby = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGQUIT')
    await ended
  }
  owned.defer(loseStandby)
  const standbyUrl = Object.assign(new URL(url), { port: String(port) }).href
  const database = owned.use(openDatabase({ url: url.href, readUrl: standbyUrl, maxConnections: 4 }))
  await database.asService((tx) => tx.query('create table notes (user_id text, note text)'))
  return {
    database,
    loseStandby,
    async onStandby(sql) {
      const client = new pg.Client({ connectionString: standbyUrl })
      await client.connect()
      await client.query(sql).finally(() => client.end())
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

const write = (database: Database, note: string) => database.asLearner('ada', (tx) => tx.query('insert into notes values ($1, $2)', ['ada', note]))

function read(database: Database): Promise<{ readonly notes: readonly string[]; readonly standby: boolean; readonly identity: string }> {
  return database.asReader('ada', async (tx) => {
    const rows = await tx.query<{ note: string }>('select note from notes order by note')
    const [place] = await tx.query<{ standby: boolean; identity: string }>(
      `select pg_is_in_recovery() as standby, current_setting('app.user_id') as identity`,
    )
    return { notes: rows.map(({ note }) => note), standby: place?.standby ?? false, identity: place?.identity ?? '' }
  })
}

test('reads come from the standby, as the learner; while it is behind, or gone, from the primary; nothing committed is ever missed', async () => {
  await using pair = await startPair()
  const { database } = pair
  const notes: string[] = []
  let fromStandby = 0
  for (const letter of 'abcdefghijklmnopqrst') {
    await write(database, letter)
    notes.push(letter)
    const found = await read(database)
    assert.deepEqual(found.notes, notes)
    assert.equal(found.identity, 'ada')
    if (found.standby) fromStandby += 1
  }
  assert.ok(fromStandby > 0)

  await pair.onStandby('select pg_wal_replay_pause()')
  await write(database, 'u')
  assert.deepEqual(await read(database), { notes: [...notes, 'u'], standby: false, identity: 'ada' })
  await pair.onStandby('select pg_wal_replay_resume()')

  await pair.loseStandby()
  await write(database, 'v')
  assert.deepEqual(await read(database), { notes: [...notes, 'u', 'v'], standby: false, identity: 'ada' })
})

test('what the work refuses is its answer', async () => {
  await using pair = await startPair()
  await assert.rejects(
    pair.database.asReader('ada', () => Promise.reject(new Failure('not_found', 'There is no such note.'))),
    /no such note/,
  )
})

test('without a replica, and with one that was promoted, reads come from the primary', async () => {
  await using pair = await startPair()
  await pair.onStandby('select pg_promote()')
  await write(pair.database, 'a')
  assert.deepEqual(await read(pair.database), { notes: ['a'], standby: false, identity: 'ada' })
})
