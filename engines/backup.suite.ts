/** Backups of a PostgreSQL that is not ours, restored and read by the programs that come with it. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { openDatabase } from '@quint/db/database.ts'
import { chooseSource, leaveReplay, putTogether } from '../backup/restoring.ts'
import { run } from '../backup/run.ts'
import { runTool } from './cache.ts'
import { engine } from './engine.ts'
import { postgresProgram, runPostgres } from './postgres.ts'

test('PostgreSQL: what was backed up is restored by its own server: its programs read every segment of the log and dump every row', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-backup-suite-'))
  const url = engine('postgres')
  await using database = openDatabase({ url, maxConnections: 1, statementTimeoutMs: 60_000 })
  try {
    const options = {
      url,
      folder: path.join(folder, 'backups'),
      keep: { fullDays: 30, walDays: 7 },
      fullEveryHours: 24,
      now: () => new Date(),
      say: () => undefined,
      signal: AbortSignal.timeout(120_000),
    }
    await run(options, { log: 'now', forceFull: false })
    await database.asService(async (tx) => {
      await tx.query('create table public.backed_up (number integer primary key, text text)')
      await tx.query("insert into public.backed_up select n, repeat('x', 1000) from generate_series(1, 40000) as n")
    })
    await run(options, { log: 'now', forceFull: false })
    const source = chooseSource({ folder: options.folder, systemId: '', until: undefined })
    assert.ok(source.segments.length >= 3)
    const data = path.join(folder, 'data')
    await putTogether(source, data)
    for (const segment of source.segments.filter(({ whole }) => whole)) {
      runTool(postgresProgram('pg_waldump'), ['--quiet', path.join(data, 'pg_wal', segment.name)])
    }
    leaveReplay(data, undefined)
    await using restored = await runPostgres(data)
    await using again = openDatabase({ url: restored.url, maxConnections: 1, statementTimeoutMs: 60_000 })
    const rows = await again.asService((tx) =>
      tx.query<{ count: number; last: number }>('select count(*), max(number) as last from public.backed_up'),
    )
    assert.deepEqual(rows, [{ count: 40_000, last: 40_000 }])
    runTool(postgresProgram('pg_dumpall'), ['--dbname', restored.url, '--file', path.join(folder, 'everything.sql')])
  } finally {
    await database.asService((tx) =>
      tx.query("select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = 'quint_backup'"),
    )
    rmSync(folder, { recursive: true, force: true })
  }
})
