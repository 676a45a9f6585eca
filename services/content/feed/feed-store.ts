/** The SQL of the feed: its pages, one's own videos, and what changed since somebody looked. */
import type { Tx } from '@quint/db/database.ts'
import { columns, type VideoRow } from '../video/video-store.ts'

export interface FeedPage {
  readonly at: number
  readonly id: string
  readonly limit: number
}

export interface FeedRow extends VideoRow {
  readonly ownerId: string
}

/** One more than asked for when there are more. */
export function feed(tx: Tx, asked: Readonly<Record<string, string>>, { at, id, limit }: FeedPage): Promise<FeedRow[]> {
  return tx.query<FeedRow>(`select ${columns}, owner_id as "ownerId" from feed($1::jsonb, $2, $3, $4::integer + 1)`, [
    JSON.stringify(asked),
    at,
    id,
    limit,
  ])
}

export function ownVideos(tx: Tx, status: string, { at, id, limit }: FeedPage): Promise<VideoRow[]> {
  return tx.query<VideoRow>(`select ${columns} from own_videos($1, $2, $3, $4::integer + 1)`, [status, at, id, limit])
}

export interface ChangedRow extends VideoRow {
  /** To the microsecond. */
  readonly changedAt: string
}

const changedAtOnce = 50

/** Those that can be watched and that changed; by the clock of the database. */
export async function changedSince(tx: Tx, since: string): Promise<readonly ChangedRow[]> {
  const rows: ChangedRow[] = []
  for (let at = since; ; ) {
    const page = await tx.query<ChangedRow>(
      `select ${columns}, updated_at::text as "changedAt" from changed_videos($1::timestamptz, $2) order by updated_at`,
      [at, changedAtOnce],
    )
    rows.push(...page)
    const last = page.at(-1)
    if (last === undefined || page.length < changedAtOnce) return rows
    at = last.changedAt
  }
}

/** When a video last went that could have been watched; empty when none went since then. */
export async function lostSince(tx: Tx, since: string): Promise<string> {
  return (await tx.query<{ at: string | null }>('select at::text from lost_video($1::timestamptz)', [since]))[0]?.at ?? ''
}

/** So many seconds ago. */
export async function clockOf(tx: Tx, secondsAgo: number): Promise<string> {
  const rows = await tx.query<{ at: string }>('select (clock_timestamp() - make_interval(secs => $1))::text as at', [secondsAgo])
  return rows[0]?.at ?? 'now'
}
