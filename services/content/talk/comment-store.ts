/** The SQL of comments; others' are read through named functions, which tell nothing of who wrote them. */
import type { Tx } from '@quint/db/database.ts'

export interface CommentRow {
  readonly id: string
  readonly videoId: string
  readonly body: string
  readonly status: string
  readonly reason: string
  readonly appealed: boolean
  readonly own: boolean
  readonly createdAt: string
  readonly updatedAt: string
  /** Microseconds since 1970. */
  readonly at: number
}

const iso = (column: string): string => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const micros = '(extract(epoch from created_at) * 1000000)::bigint as at'
const columns = `id, video_id as "videoId", body, status, reason, ${iso('created_at')} as "createdAt", ${iso('updated_at')} as "updatedAt", ${micros}`
const moment = (parameter: string): string => `timestamptz 'epoch' + least(${parameter}::float8, 9e15)::bigint * interval '1 microsecond'`

export interface Page {
  readonly at: number
  readonly id: string
  readonly limit: number
}

/** One more than asked for when there are more. */
export function listComments(tx: Tx, videoId: string, { at, id, limit }: Page): Promise<CommentRow[]> {
  return tx.query<CommentRow>(`select ${columns}, appealed, own from comments_of($1, ${moment('$2')}, $3::uuid, $4::integer + 1)`, [
    videoId,
    at,
    id,
    limit,
  ])
}

export interface NewComment {
  readonly id: string
  readonly videoId: string
  readonly body: string
  readonly status: string
  readonly reasons: readonly string[]
}

export async function insertComment(tx: Tx, userId: string, { id, videoId, body, status, reasons }: NewComment): Promise<void> {
  await tx.query(
    'insert into comments (id, user_id, video_id, body, status, reasons, reason) values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing',
    [id, userId, videoId, body, status, reasons, reasons[0] ?? ''],
  )
}

/** Before a comment changes: the figures of its video follow. */
export async function holdVideoOf(tx: Tx, id: string): Promise<void> {
  await tx.query('select held from hold_video_of($1)', [id])
}

/** @returns false when there is no such comment of this learner's, or it was taken down. */
export async function updateComment(tx: Tx, userId: string, { id, body, status, reasons }: Omit<NewComment, 'videoId'>): Promise<boolean> {
  const rows = await tx.query(
    `update comments set body = $3, status = case when status = 'review' then 'review' else $4 end, reasons = $5, reason = $6, updated_at = now()
     where id = $1 and user_id = $2 and status <> 'removed' returning 1 as one`,
    [id, userId, body, status, reasons, reasons[0] ?? ''],
  )
  return rows.length > 0
}

export async function findOwnComment(tx: Tx, userId: string, id: string): Promise<CommentRow | undefined> {
  const rows = await tx.query<CommentRow>(`select ${columns}, appeal <> '' as appealed, true as own from comments where id = $1 and user_id = $2`, [
    id,
    userId,
  ])
  return rows[0]
}

export async function deleteComment(tx: Tx, userId: string, id: string): Promise<boolean> {
  return (await tx.query('delete from comments where id = $1 and user_id = $2 returning 1 as one', [id, userId])).length > 0
}

export async function countSince(tx: Tx, userId: string, since: Date): Promise<number> {
  const rows = await tx.query<{ n: number }>('select count(*)::integer as n from comments where user_id = $1 and created_at >= $2', [userId, since])
  return rows[0]?.n ?? 0
}

/** The same words on the same video say nothing new. */
export async function isRepeated(tx: Tx, userId: string, { videoId, body }: { readonly videoId: string; readonly body: string }): Promise<boolean> {
  const rows = await tx.query('select 1 as one from comments where user_id = $1 and video_id = $2 and body = $3 limit 1', [userId, videoId, body])
  return rows.length > 0
}

/** @returns false when there is no such comment of somebody else's. */
export async function reportComment(tx: Tx, id: string): Promise<boolean> {
  return (await tx.query('select hidden from report_comment($1)', [id])).length > 0
}

/** Once, of what was taken down. */
export async function appeal(tx: Tx, userId: string, { id, words }: { readonly id: string; readonly words: string }): Promise<boolean> {
  const rows = await tx.query(
    `update comments set appeal = $3, status = 'review', updated_at = now()
     where id = $1 and user_id = $2 and status = 'removed' and appeal = '' returning 1 as one`,
    [id, userId, words],
  )
  return rows.length > 0
}

export interface HeldRow {
  readonly kind: string
  readonly id: string
  readonly videoId: string
  readonly text: string
  readonly reasons: readonly string[]
  readonly reports: number
  readonly appeal: string
  readonly createdAt: string
  readonly at: number
}

/** Oldest first, one more than asked for when there are more. */
export function listHeld(tx: Tx, { at, id, limit }: Page): Promise<HeldRow[]> {
  return tx.query<HeldRow>(
    `select kind, id, video_id as "videoId", body as text, reasons, reports, appeal, ${iso('created_at')} as "createdAt", ${micros}
     from held_things(${moment('$1')}, $2::uuid, $3::integer + 1)`,
    [at, id, limit],
  )
}

export async function countHeld(tx: Tx): Promise<{ readonly videos: number; readonly comments: number }> {
  const rows = await tx.query<{ videos: number; comments: number }>('select videos, comments from count_held()')
  return rows[0] ?? { videos: 0, comments: 0 }
}

interface Decision {
  readonly id: string
  readonly decision: string
  readonly reason: string
}

/** @returns false when it does not wait for one. */
export async function decideComment(tx: Tx, { id, decision, reason }: Decision): Promise<boolean> {
  return (await tx.query('select decided from decide_comment($1, $2, $3)', [id, decision, reason])).length > 0
}

/** @returns whose video it is; nothing when it does not wait for a decision. */
export async function decideVideo(tx: Tx, { id, decision, reason }: Decision): Promise<string | undefined> {
  return (await tx.query<{ owner: string }>('select owner from judge_video($1, $2, $3)', [id, decision, reason]))[0]?.owner
}
