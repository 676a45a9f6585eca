/** Where the rows about jobs are played: a database, workers as processes of their own, and what can be counted of their work. */
import path from 'node:path'
import { openDatabase } from '@quint/db/database.ts'
import { migrate, prepareSchema } from '@quint/db/schema.ts'
import { enqueue, jobMigrations } from '@quint/jobs/store.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { openPostgres, type Postgres } from '../postgres.ts'
import { type Program, startProgram } from '../program.ts'
import type { Scene } from '../scene.ts'
import { kind, type Order } from './order.ts'

/** Of one job, each list in the order of the steps. */
export interface Account {
  readonly begun: readonly { readonly step: number; readonly attempt: number }[]
  readonly kept: readonly { readonly step: number; readonly attempt: number }[]
  readonly things: readonly number[]
  readonly ends: readonly string[]
}

export interface PipelinePlace extends AsyncDisposable {
  readonly postgres: Postgres
  worker(name: string): Promise<Program>
  /** @returns the job's id. */
  order(order: Order): Promise<string>
  /** Fulfilled when as many first attempts stand still. */
  held(count: number): Promise<void>
  letGo(): Promise<void>
  /** Fulfilled when each of them has ended; it gives up after two minutes. */
  ended(ids: readonly string[]): Promise<void>
  account(id: string): Promise<Account>
}

export async function openPipeline(scene: Scene): Promise<PipelinePlace> {
  await using owned = new AsyncDisposableStack()
  const postgres = owned.use(await openPostgres(path.join(scene.folder, 'postgres')))
  const { url, ownerUrl } = await prepareSchema(postgres.adminUrl, 'pipeline')
  await migrate(ownerUrl, 'pipeline', [jobMigrations, path.join(import.meta.dirname, 'migrations')])
  const database = owned.use(openDatabase({ url, maxConnections: 4 }))
  const ask = <Found extends object>(statement: string, values: readonly unknown[] = []): Promise<Found[]> =>
    database.asService((tx) => tx.query<Found>(statement, values))
  const learner = uuidv7()
  const rest = owned.move()
  const of = async (table: 'begun' | 'kept', id: string) =>
    ask<{ step: number; attempt: number }>(`select step, attempt from ${table} where job_id = $1 order by step, attempt`, [id])
  return {
    postgres,
    async worker(name) {
      const program = rest.use(startProgram({ name, file: 'faults/pipeline/worker.ts', env: { PIPELINE_DATABASE_URL: url } }))
      await program.ready()
      return program
    },
    order: (input) => database.asLearner(learner, (tx) => enqueue(tx, { kind, userId: learner, input })),
    async held(count) {
      await eventually(async () => (await ask('select 1 from held where not let_go')).length >= count)
    },
    async letGo() {
      await ask('update held set let_go = true')
    },
    async ended(ids) {
      await eventually(
        async () => (await ask('select distinct job_id from ends where job_id = any($1::uuid[])', [ids])).length === ids.length,
        120_000,
      )
    },
    account: async (id) => ({
      begun: await of('begun', id),
      kept: await of('kept', id),
      things: (await ask<{ step: number }>('select step from things where job_id = $1 order by step', [id])).map(({ step }) => step),
      ends: (await ask<{ state: string }>('select state from ends where job_id = $1', [id])).map(({ state }) => state),
    }),
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  }
}
