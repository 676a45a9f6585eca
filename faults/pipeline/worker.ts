/** A worker of jobs as a process of its own: six steps that each make a thing outside, and stand still or are refused where their job says so. */

import { openDatabase, type Tx } from '@quint/db/database.ts'
import type { JobKind, JobRun } from '@quint/jobs/job.ts'
import { startWorkers } from '@quint/jobs/worker.ts'
import { postgresUrl, readSettings } from '@quint/runtime/config.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { createLog } from '@quint/runtime/log.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { aborted, stopSignal } from '@quint/runtime/stop.ts'
import { kind, type Order, steps } from './order.ts'

const settings = { PIPELINE_DATABASE_URL: postgresUrl({ secret: true, purpose: 'Postgres, login role of pipeline' }) }

const signal = stopSignal()
const config = readSettings(settings, process.env)
const log = createLog('worker', 'info')
await using database = openDatabase({ url: config.PIPELINE_DATABASE_URL, maxConnections: 24 })
const ask = <Found extends object>(statement: string, values: readonly unknown[]): Promise<Found[]> =>
  database.asService((tx) => tx.query<Found>(statement, values))

/** Waits, heedless of its signal as a process that is busy or frozen would be. */
async function standStill(jobId: string): Promise<void> {
  await ask('insert into held (job_id) values ($1)', [jobId])
  while ((await ask('select 1 from held where job_id = $1 and not let_go', [jobId])).length > 0) await sleep(50)
}

async function make(job: JobRun, step: number): Promise<number> {
  const { refusedAt, stillAt } = job.input as Order
  const still = (place: 'before' | 'behind') => job.attempt === 1 && stillAt?.step === step && stillAt.place === place
  await ask('insert into begun (job_id, step, attempt) values ($1, $2, $3)', [job.id, step, job.attempt])
  if (still('before')) await standStill(job.id)
  await ask('insert into things (job_id, step) values ($1, $2) on conflict do nothing', [job.id, step])
  if (still('behind')) await standStill(job.id)
  // Behind its effect, so that there is something to take back.
  if (refusedAt === step) throw new Failure('conflict', 'the provider refuses')
  return job.attempt
}

const line: JobKind = {
  name: kind,
  atOnce: 24,
  mostPerLearner: 1000,
  mostTries: 1000,
  async run(job) {
    for (const step of steps) {
      const keep = (tx: Tx, attempt: number) =>
        tx.query('insert into kept (job_id, step, attempt) values ($1, $2, $3)', [job.id, step, attempt]).then(() => undefined)
      await job.step(String(step), () => make(job, step), keep)
    }
  },
  undo: Object.fromEntries(
    steps.map((step) => [String(step), ({ id }) => ask('delete from things where job_id = $1 and step = $2', [id, step]).then(() => undefined)]),
  ),
  ended: (tx, { id, state }) => tx.query('insert into ends (job_id, state) values ($1, $2)', [id, state]).then(() => undefined),
}

await using _workers = startWorkers({ database, kinds: [line], log })
log.info('ready')
await aborted(signal)
