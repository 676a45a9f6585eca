/** The SQL of what trials find out: kept as it is told, only by the attempt that has the job. */
import type { Tx } from '@quint/db/database.ts'
import type { TrialEvent } from '../trial.ts'

/** What is told of a trial: that it begins, anew after a crash, and then what it finds. */
export type Told =
  | TrialEvent
  | { readonly kind: 'trial'; readonly measure: 'begun'; readonly seed: number; readonly processes: number; readonly startMs: number }

export interface News {
  readonly seq: number
  readonly at: string
  readonly event: string
}

/** Room for so many of one attempt. */
const perAttempt = 100_000

export interface Telling {
  readonly submissionId: string
  readonly userId: string
  readonly jobId: string
  readonly attempt: number
}

/** @returns false when another attempt has the job. */
export async function tell(tx: Tx, { submissionId, userId, jobId, attempt }: Telling, event: Told): Promise<boolean> {
  const rows = await tx.query(
    `insert into trial_events (submission_id, user_id, seq, event)
     select $1, $2, greatest($4::bigint * ${perAttempt}, (select coalesce(max(seq), 0) from trial_events where submission_id = $1)) + 1, $5::jsonb
     from jobs where id = $3 and attempt = $4 and state = 'running' returning seq`,
    [submissionId, userId, jobId, attempt, JSON.stringify(event)],
  )
  return rows.length > 0
}

/** What an attempt that died had found out. */
export async function forgetTrial(tx: Tx, submissionId: string): Promise<void> {
  await tx.query('delete from trial_events where submission_id = $1', [submissionId])
}

export function newsAfter(tx: Tx, submissionId: string, { after, limit }: { readonly after: number; readonly limit: number }): Promise<News[]> {
  return tx.query<News>(
    `select seq::float8 as seq, to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, event::text as event from trial_events
     where submission_id = $1 and seq > $2 order by seq limit $3`,
    [submissionId, after, limit],
  )
}
