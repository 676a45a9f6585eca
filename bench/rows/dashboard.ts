/** The overview of a learner who has finished a thousand sessions, over two years of weeks. */
import { openDatabase } from '@quint/db/database.ts'
import type { FullMesh } from '../full-mesh.ts'
import { type BenchLearner, register } from '../learner.ts'
import type { Row } from '../row.ts'
import type { WorkerOptions } from '../worker.ts'
import { rowsOf } from './load.ts'

const sessions = 1000
/** Beside those who are registered with the mesh. */
const number = 1_000_000

export async function dashboardRows(full: FullMesh, options: WorkerOptions): Promise<Row[]> {
  const learner = await register(full.url, number)
  await storePast(full.adminUrl, learner)
  const shot = { method: 'GET', path: '/api/user/dashboard', token: learner.token } as const
  return rowsOf(`GET /api/user/dashboard of a learner with ${sessions.toLocaleString('en')} sessions`, () => shot)(full, options)
}

async function storePast(adminUrl: string, { id }: BenchLearner): Promise<void> {
  await using admin = openDatabase({ url: adminUrl, maxConnections: 1, statementTimeoutMs: 60_000 })
  await admin.asService(async (tx) => {
    await tx.query(
      `insert into sessions.sessions (id, user_id, algorithm_title, status, prompts_completed, words, additions, findings, search, started_at, touched_at, ended_at, ended_day)
       select uuidv7(), $1::uuid, 'Two Sum ' || n, 'completed', 12, array[60, 45, 30, 20], n % 4, '[{"code":"few_questions"}]', array_to_tsvector(array['two', '@' || $1::uuid::text]),
         t.at, t.at, t.at, t.at::date
       from generate_series(1, $2::int) n join lateral (select now() - n * interval '17 hours' as at) t on true`,
      [id, sessions],
    )
    await tx.query('insert into sessions.active_days (user_id, day) select distinct user_id, ended_day from sessions.sessions where user_id = $1', [
      id,
    ])
  })
  await admin.asService((tx) => tx.query('analyze sessions.sessions'))
}
