/** The SQL of the learner's interviews together: pages, earlier ones, counts. */
import type { Tx } from '@quint/db/database.ts'
import { type Cursor, micros, ofMicros, pageOf, parseCursor } from '../cursor.ts'
import { rfc3339 } from '../store.ts'
import type { InterviewStatus } from './stage.ts'
import { type InterviewRow, interviewColumns } from './store.ts'

export interface InterviewsPage {
  readonly status: InterviewStatus | ''
  readonly problemId: string
  readonly limit: number
  readonly cursor: string
}

export async function listInterviews(
  tx: Tx,
  page: InterviewsPage,
): Promise<{ readonly rows: (InterviewRow & Cursor)[]; readonly nextCursor: string }> {
  const after = parseCursor(page.cursor)
  const rows = await tx.query<InterviewRow & Cursor>(
    `select ${interviewColumns}, ${micros('started_at')} as at from interviews
     where user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and ($1 = '' or status = $1) and ($2 = '' or problem_id = $2)
       and ($3::bigint = 0 or (started_at, id) < (${ofMicros('$3')}, $4::uuid))
     order by started_at desc, id desc limit $5`,
    [page.status, page.problemId, after.at, after.id, page.limit + 1],
  )
  return pageOf(rows, page.limit)
}

export interface EarlierRow {
  readonly id: string
  readonly title: string
  readonly endedAt: string
  readonly band: string
  readonly rubric: readonly unknown[]
}

/** Judged before, the latest first. */
export function listEarlier(tx: Tx, exceptId: string, most: number): Promise<EarlierRow[]> {
  return tx.query<EarlierRow>(
    `select id, title, coalesce(${rfc3339('ended_at')}, '') as "endedAt", band, rubric from interviews
     where user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and status = 'completed' and id <> $1
     order by started_at desc, id desc limit $2`,
    [exceptId, most],
  )
}

export interface InterviewStats {
  readonly inProgress: number
  readonly completed: number
  readonly abandoned: number
  readonly submissions: number
  readonly bands: readonly { readonly band: string; readonly count: number }[]
}

export async function interviewStats(tx: Tx): Promise<InterviewStats> {
  const byStatus = (status: string): string => `count(*) filter (where status = '${status}')::int`
  const mine = `user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)`
  const [row] = await tx.query<InterviewStats>(
    `select ${byStatus('in_progress')} as "inProgress", ${byStatus('completed')} as completed, ${byStatus('abandoned')} as abandoned,
       coalesce(sum(submissions), 0)::int as submissions,
       coalesce((select jsonb_agg(jsonb_build_object('band', band, 'count', times) order by times desc, band) from (
         select band, count(*) as times from interviews judged where judged.${mine} and band <> '' group by 1) bands), '[]') as bands
     from interviews where ${mine}`,
  )
  return row ?? { inProgress: 0, completed: 0, abandoned: 0, submissions: 0, bands: [] }
}
