/** A real server: copied, its log fetched, lost, and back to the last of the log or to a moment; damage is noticed. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { watch } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { type Database, openDatabase } from '@quint/db/database.ts'
import { type EmbeddedServer, startPostgres } from '@quint/db/embedded.ts'
import { recoverPostgres } from '@quint/db/recovery.ts'
import { archiveFile, openArchive, systemsIn } from './archive.ts'
import { chooseSource, logAfter, putTogether } from './restoring.ts'
import { type RunOptions, run } from './run.ts'
import { unpack } from './unpack.ts'

interface Place extends AsyncDisposable {
  readonly folder: string
  readonly backups: string
  server(): Promise<{ readonly database: Database; readonly options: RunOptions } & AsyncDisposable>
}

function openPlace(): Place {
  const root = mkdtempSync(path.join(os.tmpdir(), 'quint-backup-'))
  const folder = path.join(root, 'postgres')
  const backups = path.join(root, 'backups')
  return {
    folder,
    backups,
    async server() {
      const server: EmbeddedServer = await startPostgres(folder)
      const database = openDatabase({ url: server.adminUrl, maxConnections: 1 })
      // Nothing but REPLICATION: it can copy everything, and read no table.
      await database.asService(async (tx) => {
        const [known] = await tx.query("select 1 from pg_roles where rolname = 'backup'")
        if (known === undefined) await tx.query("create role backup login replication password 'secret'")
      })
      return {
        database,
        options: {
          url: Object.assign(new URL(server.adminUrl), { username: 'backup', password: 'secret' }).href,
          folder: backups,
          keep: { fullDays: 30, walDays: 7 },
          fullEveryHours: 24,
          now: () => new Date(),
          say: () => undefined,
          signal: new AbortController().signal,
        },
        async [Symbol.asyncDispose]() {
          await database[Symbol.asyncDispose]()
          await server[Symbol.asyncDispose]()
        },
      }
    },
    async [Symbol.asyncDispose]() {
      rmSync(root, { recursive: true, force: true })
    },
  }
}

const once = { log: 'now', forceFull: false } as const

function write(database: Database, word: string): Promise<Date> {
  return database.asService(async (tx) => {
    await tx.query('create table if not exists words (word text primary key)')
    await tx.query('insert into words values ($1)', [word])
    const [row] = await tx.query<{ now: Date }>('select clock_timestamp() as now')
    return row?.now ?? new Date(0)
  })
}

async function words(place: Place): Promise<string[]> {
  await using server = await place.server()
  const rows = await server.database.asService((tx) => tx.query<{ word: string }>('select word from words order by word'))
  return rows.map(({ word }) => word)
}

async function restore(place: Place, until?: Date): Promise<void> {
  rmSync(place.folder, { recursive: true, force: true })
  const source = chooseSource({ folder: place.backups, systemId: '', until })
  await putTogether(source, path.join(place.folder, 'data'))
  await recoverPostgres(place.folder, { until })
}

test('everything up to the last fetch is back, or everything up to a moment, and the next copy begins a history of its own', async () => {
  await using place = openPlace()
  let moment = new Date(0)
  {
    await using server = await place.server()
    await write(server.database, 'a')
    await run(server.options, once)
    moment = await write(server.database, 'b')
    await write(server.database, 'c')
    await run(server.options, once)
    await write(server.database, 'd')
  }
  await restore(place)
  assert.deepEqual(await words(place), ['a', 'b', 'c'])
  await restore(place, moment)
  const found = await words(place)
  assert.ok(found.includes('a') && !found.includes('d'))
  assert.deepEqual(found.includes('c'), false)

  {
    await using server = await place.server()
    await write(server.database, 'e')
    // The slot was lost with the server, so the log alone would have a gap.
    await run(server.options, once)
  }
  const [systemId = ''] = systemsIn(place.backups)
  assert.deepEqual(
    openArchive(place.backups, systemId)
      .fulls()
      .map(({ timeline }) => timeline),
    [1, 2],
  )
  await restore(place)
  assert.deepEqual((await words(place)).includes('e'), true)
})

test('a copy with a damaged byte, or a part missing, is refused, and never half restored', async () => {
  await using place = openPlace()
  {
    await using server = await place.server()
    await run(server.options, once)
  }
  const source = chooseSource({ folder: place.backups, systemId: '', until: undefined })
  const folder = source.archive.fullFolder(source.full.name)
  const file = path.join(folder, archiveFile)
  const whole = readFileSync(file)
  const bent = Buffer.from(whole)
  const middle = Math.floor(bent.length / 2)
  bent[middle] = (bent[middle] ?? 0) ^ 0xff
  writeFileSync(file, bent)
  await assert.rejects(unpack(folder))
  await assert.rejects(putTogether(source, path.join(place.folder, 'restored')))
  writeFileSync(file, whole)
  await unpack(folder)
  truncateSync(file, whole.length - 4000)
  await assert.rejects(unpack(folder))
})

test('a second run at the same time is refused, and one that follows takes the log as it is written, until the signal', async () => {
  await using place = openPlace()
  await using server = await place.server()
  const stop = new AbortController()
  const following = Promise.withResolvers<void>()
  const running = run(
    { ...server.options, signal: stop.signal, say: (line) => line === 'following the log' && following.resolve() },
    { log: 'on', forceFull: false },
  )
  await following.promise
  await assert.rejects(run(server.options, once), /another backup/)
  const [systemId = ''] = systemsIn(place.backups)
  const archive = openArchive(place.backups, systemId)
  const grown = watch(archive.walFolder)
  await write(server.database, 'a')
  for await (const { filename } of grown) if (filename?.endsWith('.partial')) break
  stop.abort()
  await running
  assert.equal(archive.segments().at(-1)?.whole, false)
})

test('log behind a gap is left out and counted', () => {
  const segmentBytes = 16 * 1024 * 1024
  const at = new Date(0)
  const full = { name: '', startedAt: at, endedAt: at, start: 40n, end: 900n, timeline: 1, segmentBytes, dataBytes: 1, fileBytes: 1 }
  const segment = (number: number, whole = true) => ({
    name: `0000000100000000${number.toString(16).padStart(8, '0').toUpperCase()}`,
    whole,
    file: '',
  })
  const names = (all: ReturnType<typeof logAfter>) => all.segments.map(({ name }) => Number.parseInt(name.slice(-2), 16))
  const gap = logAfter(full, [segment(0), segment(1), segment(3), segment(4, false)])
  assert.deepEqual(names(gap), [0, 1])
  assert.equal(gap.stranded, 2)
  const all = logAfter(full, [segment(0), segment(1), segment(1, false), segment(2, false)])
  assert.deepEqual(names(all), [0, 1, 2])
  assert.equal(all.stranded, 0)
})
