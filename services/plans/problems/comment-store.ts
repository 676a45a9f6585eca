/** The SQL of comments on problems; others' are read through named functions, which tell nothing of who wrote them. */
import type { Tx } from '@quint/db/database.ts'

export interface CommentRow {
  readonly id: string
  readonly problemId: string
  readonly body: string
  readonly tag: string
  readonly own: boolean
  readonly status: 'visible' | 'review' | 'removed'
  /** Of the moderator who took it down. */
  readonly reason: string
  readonly appealed: boolean
  readonly createdAt: string
  readonly updatedAt: string
  /** Microseconds since 1970. */
  readonly at: number
}

const iso = (column: string): string => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const columns = `id, problem_id as "problemId", body, tag, status, reason, ${iso('created_at')} as "createdAt", ${iso('updated_at')} as "updatedAt",
  (extract(epoch from created_at) * 1000000)::bigint as at`

export interface CommentPage {
  readonly problemId: string
  readonly at: number
  readonly id: string
  readonly limit: number
}

/** Newest first, one more than asked for when there are more. */
export function listComments(tx: Tx, { problemId, at, id, limit }: CommentPage): Promise<CommentRow[]> {
  return tx.query<CommentRow>(
    `select ${columns}, appealed, own from comments_told($1,
       case when $2::bigint = 0 then 'infinity'::timestamptz else timestamptz 'epoch' + $2::bigint * interval '1 microsecond' end, $3::uuid, $4::integer + 1)`,
    [problemId, at, id, limit],
  )
}

export interface NewComment {
  readonly id: string
  readonly problemId: string
  readonly body: string
  readonly tag: string
  readonly status: 'visible' | 'review'
  readonly reasons: readonly string[]
}

export async function insertComment(tx: Tx, userId: string, comment: NewComment): Promise<void> {
  const { id, problemId, body, tag, status, reasons } = comment
  await tx.query(
    `insert into comments (id, user_id, problem_id, body, tag, status, reasons) values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing`,
    [id, userId, problemId, body, tag, status, reasons],
  )
}

export async function findOwnComment(tx: Tx, userId: string, id: string): Promise<CommentRow | undefined> {
  const rows = await tx.query<CommentRow>(
    `select ${columns}, appeal <> '' as appealed, true as own from comments where user_id = $1 and id = $2::uuid`,
    [userId, id],
  )
  return rows[0]
}

/** Nothing of one that a moderator took down. */
export async function updateComment(tx: Tx, userId: string, change: Omit<NewComment, 'problemId'>): Promise<boolean> {
  const { id, body, tag, status, reasons } = change
  const rows = await tx.query(
    `update comments set body = $3, tag = $4, status = case when status = 'review' then 'review' else $5 end, reasons = $6, updated_at = now()
     where user_id = $1 and id = $2::uuid and status <> 'removed' returning 1`,
    [userId, id, body, tag, status, reasons],
  )
  return rows.length > 0
}

export async function deleteComment(tx: Tx, userId: string, id: string): Promise<boolean> {
  const rows = await tx.query('delete from comments where user_id = $1 and id = $2::uuid returning 1', [userId, id])
  return rows.length > 0
}

/** Undefined when there is no such comment of somebody else's. */
export async function reportComment(tx: Tx, id: string): Promise<{ readonly hidden: boolean } | undefined> {
  const rows = await tx.query<{ hidden: boolean }>('select hidden from report_comment($1::uuid)', [id])
  return rows[0]
}

/** Once, of what was taken down. */
export async function appeal(tx: Tx, userId: string, { id, words }: { readonly id: string; readonly words: string }): Promise<boolean> {
  const rows = await tx.query(
    `update comments set appeal = $3, status = 'review', updated_at = now()
     where user_id = $1 and id = $2::uuid and status = 'removed' and appeal = '' and body <> '' returning 1 as one`,
    [userId, id, words],
  )
  return rows.length > 0
}

export interface HeldRow extends CommentRow {
  readonly reasons: readonly string[]
  readonly reports: number
  readonly appeal: string
}

/** The oldest first. */
export function listHeld(tx: Tx, { at, id, limit }: Omit<CommentPage, 'problemId'>): Promise<HeldRow[]> {
  return tx.query<HeldRow>(
    `select ${columns}, appeal <> '' as appealed, false as own, reasons, reports, appeal
     from comments_to_judge(timestamptz 'epoch' + $1::bigint * interval '1 microsecond', $2::uuid, $3::integer + 1)`,
    [at, id, limit],
  )
}

export async function countHeld(tx: Tx): Promise<number> {
  const rows = await tx.query<{ n: number }>('select count_held_comments() as n')
  return rows[0]?.n ?? 0
}

interface Decision {
  readonly id: string
  readonly decision: string
  readonly reason: string
}

/** @returns false when it does not wait for one. */
export async function decideComment(tx: Tx, { id, decision, reason }: Decision): Promise<boolean> {
  const rows = await tx.query('select decided from judge_comment($1::uuid, $2, $3)', [id, decision, reason])
  return rows.length > 0
}
