/** `npm run drill`: loses a mesh in the middle of writing, twice, restores it, and counts what is missing by the learners' own journals. `-- --write` keeps the table. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openDatabase } from '@quint/db/database.ts'
import { runningPostgres } from '@quint/db/embedded.ts'
import { freePort } from '@quint/runtime/port.ts'
import { type DrillLearner, registerLearner, type Written } from './drill-learner.ts'
import { followScript, runScript, startMesh } from './drill-mesh.ts'
import { type Loss, writeDrill } from './drill-table.ts'

const learners = 3
const ballastMegabytes = 96
const segmentMegabytes = 16.8
const hourSeconds = 3600
/** How far apart the runs of the schedule are, as k8s/components/backup and the README have it. */
const scheduleSeconds = 15 * 60

const place = mkdtempSync(path.join(os.tmpdir(), 'quint-drill-'))
const folder = path.join(place, 'data')
const environment = { QUINT_DATA_DIR: folder, BACKUP_FOLDER: path.join(place, 'backups') }
const port = await freePort()
const base = `http://localhost:${port}`

/** Rows that nobody needs, so that copy and replay have something to carry. */
async function addBallast(megabytes: number): Promise<void> {
  const url = (await runningPostgres(path.join(folder, 'postgres'))) ?? ''
  await using server = openDatabase({ url, maxConnections: 1, statementTimeoutMs: 300_000 })
  await server.asService(async (tx) => {
    await tx.query('create table if not exists public.ballast (text text)')
    // Random, so that it cannot be compressed away.
    await tx.query(
      `insert into public.ballast
       select (select string_agg(md5(random()::text || n || m), '') from generate_series(1, 30) as m) from generate_series(1, $1::int) as n`,
      [megabytes * 1000],
    )
  })
}

interface Disaster {
  readonly name: string
  readonly before: (all: readonly DrillLearner[]) => Promise<{ readonly fetchedBy: number; readonly stop?: () => Promise<void> }>
}

/** From the first line of writing to the last line of the audit. */
async function lose({ name, before }: Disaster): Promise<Loss> {
  const mesh = await startMesh(folder, port)
  const all = await Promise.all(Array.from({ length: learners }, (_, index) => registerLearner(base, `${name.replaceAll(' ', '-')}-${index}`)))
  const writing = new AbortController()
  const writers = Promise.all(all.map((learner) => learner.write(writing.signal)))
  const { fetchedBy, stop } = await before(all)
  await mesh.destroy()
  const lostAt = Date.now()
  writing.abort()
  await writers
  await stop?.()

  const started = performance.now()
  const said = await runScript('restore.ts', [], environment)
  const restoredSeconds = (performance.now() - started) / 1000
  await using _again = await startMesh(folder, port)
  const missing: Written[] = []
  for (const learner of all) missing.push(...(await learner.missing()))
  const recoverySeconds = (performance.now() - started) / 1000
  const acknowledged = all.reduce((sum, learner) => sum + learner.journal.length, 0)
  const loss: Loss = {
    name,
    acknowledged,
    missing: missing.length,
    lostSeconds: missing.length === 0 ? 0 : (lostAt - Math.min(...missing.map(({ at }) => at))) / 1000,
    sinceFetchSeconds: (lostAt - fetchedBy) / 1000,
    restoredSeconds,
    recoverySeconds,
    megabytes: Number(/([\d.]+) MB unpacked/.exec(said)?.[1]) + Number(/and (\d+) segments/.exec(said)?.[1]) * segmentMegabytes,
  }
  console.log(
    `${name}: ${acknowledged} acknowledged, ${loss.missing} lost, the oldest ${loss.lostSeconds.toFixed(1)} s before the end; back after ${recoverySeconds.toFixed(1)} s`,
  )
  // Whatever was acknowledged before the log was last fetched is there: what is lost is younger than the last run.
  assert.deepEqual(
    missing.filter(({ at }) => at < fetchedBy),
    [],
  )
  assert.ok(loss.lostSeconds <= loss.sinceFetchSeconds)
  assert.ok(recoverySeconds < hourSeconds)
  assert.ok(loss.megabytes > ballastMegabytes)
  return loss
}

const scheduled: Disaster = {
  name: 'runs of a schedule',
  async before(all) {
    await addBallast(ballastMegabytes / 2)
    await Promise.all(all.map((learner) => learner.more(20)))
    await runScript('backup.ts', ['full'], environment)
    await addBallast(ballastMegabytes / 2)
    await Promise.all(all.map((learner) => learner.more(20)))
    const fetchedBy = Date.now()
    const started = performance.now()
    await runScript('backup.ts', [], environment)
    runSeconds = (performance.now() - started) / 1000
    await Promise.all(all.map((learner) => learner.more(20)))
    return { fetchedBy }
  },
}

const followed: Disaster = {
  name: 'following the log',
  async before(all) {
    const script = followScript('backup.ts', ['follow'], environment)
    await script.says('following the log')
    await addBallast(ballastMegabytes)
    await Promise.all(all.map((learner) => learner.more(40)))
    // Its promise is to be a few seconds behind.
    return { fetchedBy: Date.now() - followPromiseMs, stop: async () => void (await script[Symbol.asyncDispose]()) }
  },
}

const followPromiseMs = 10_000
let runSeconds = 0

try {
  const losses = [await lose(scheduled), await lose(followed)]
  const worstSeconds = scheduleSeconds + runSeconds
  console.log(
    `At worst a quarter of an hour and a run are lost: ${worstSeconds.toFixed(0)} s; nothing was acknowledged and lost that was older than that.`,
  )
  assert.ok(worstSeconds < hourSeconds)
  if (process.argv.includes('--write')) writeDrill({ losses, runSeconds, scheduleSeconds, day: new Date().toISOString().slice(0, 10) })
  console.log(`${losses.length} passed, 0 failed`)
} catch (error) {
  console.error(error)
  console.log('0 passed, 1 failed')
  process.exitCode = 1
} finally {
  rmSync(place, { recursive: true, force: true })
}
