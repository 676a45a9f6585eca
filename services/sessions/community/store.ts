/** The SQL of shared sessions: a learner's own copies under row level security, those of others through named functions. */
import type { Tx } from '@quint/db/database.ts'
import type { ModerationReason } from '@quint/proto/gen/quint/sessions/v1/community.ts'
import { type Cursor, micros, ofMicros, pageOf, parseCursor } from '../cursor.ts'
import { containing } from '../history-store.ts'
import { rfc3339 } from '../store.ts'
import type { Content } from './copy.ts'

export type ShareStatus = 'visible' | 'review' | 'removed'

export interface ShareRow {
  readonly id: string
  readonly status: ShareStatus
  readonly pseudonym: string
  readonly sharedAt: string
  /** Why somebody took it down. */
  readonly reason: string
  readonly appealed: boolean
}

const shareColumns = `id, status, pseudonym, ${rfc3339('shared_at')} as "sharedAt", appeal <> '' as appealed,
  coalesce((select r.reason from removed_shares r where r.session_id = shared_sessions.session_id and shared_sessions.status = 'removed'), '') as reason`

export async function findShare(tx: Tx, sessionId: string): Promise<ShareRow | undefined> {
  const rows = await tx.query<ShareRow>(`select ${shareColumns} from shared_sessions where session_id = $1`, [sessionId])
  return rows[0]
}

export async function wasRemoved(tx: Tx, sessionId: string): Promise<boolean> {
  return (await tx.query('select 1 from removed_shares where session_id = $1', [sessionId])).length > 0
}

export interface NewShare {
  readonly id: string
  readonly sessionId: string
  readonly userId: string
  readonly pseudonym: string
  readonly title: string
  readonly site: string
  readonly slug: string
  readonly difficulty: string
  readonly tags: readonly string[]
  readonly content: Content
  readonly status: ShareStatus
  readonly reasons: readonly ModerationReason[]
}

export async function insertShare(tx: Tx, share: NewShare): Promise<ShareRow> {
  const { id, sessionId, userId, pseudonym, title, site, slug, difficulty, tags, content, status, reasons } = share
  const rows = await tx.query<ShareRow>(
    `insert into shared_sessions (id, session_id, user_id, pseudonym, title, site, slug, difficulty, tags, content, status, reasons)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning ${shareColumns}`,
    [id, sessionId, userId, pseudonym, title, site, slug, difficulty, tags, JSON.stringify(content), status, JSON.stringify(reasons)],
  )
  const [row] = rows
  if (row === undefined) throw new Error('a share was not stored')
  return row
}

export interface Appeal {
  readonly sessionId: string
  readonly words: string
  /** What would be read: of what is taken down no copy is kept. */
  readonly copy: Pick<NewShare, 'content' | 'reasons'>
}

/** Once, of what was taken down. */
export async function appeal(tx: Tx, { sessionId, words, copy }: Appeal): Promise<ShareRow | undefined> {
  const rows = await tx.query<ShareRow>(
    `update shared_sessions set appeal = $2, status = 'review', content = $3, reasons = $4
     where session_id = $1 and status = 'removed' and appeal = '' returning ${shareColumns}`,
    [sessionId, words, JSON.stringify(copy.content), JSON.stringify(copy.reasons)],
  )
  return rows[0]
}

/** @returns what it was, or undefined when there was nothing to withdraw. */
export async function deleteShare(tx: Tx, sessionId: string): Promise<ShareStatus | undefined> {
  const rows = await tx.query<{ readonly status: ShareStatus }>('delete from shared_sessions where session_id = $1 returning status', [sessionId])
  return rows[0]?.status
}

export interface SharedRow extends Cursor {
  readonly pseudonym: string
  readonly title: string
  readonly site: string
  readonly slug: string
  readonly difficulty: string
  readonly tags: string[]
  readonly content: Content
  readonly sharedAt: string
  readonly own: boolean
}

const sharedColumns = `id, pseudonym, title, site, slug, difficulty, tags, ${rfc3339('shared_at')} as "sharedAt", ${micros('shared_at')} as at, own`

export interface SharedPage {
  readonly query: string
  readonly site: string
  readonly difficulty: string
  readonly limit: number
  readonly cursor: string
}

/** Without the texts. */
export async function listShared(tx: Tx, page: SharedPage): Promise<{ readonly rows: SharedRow[]; readonly nextCursor: string }> {
  const after = parseCursor(page.cursor)
  const rows = await tx.query<SharedRow>(
    `select ${sharedColumns}, jsonb_build_object('words', content->'words', 'answers', '[]'::jsonb, 'added', '[]'::jsonb, 'finalResponse', '') as content
     from community_sessions(jsonb_strip_nulls(jsonb_build_object('site', nullif($1, ''), 'difficulty', nullif($2, ''), 'title', nullif($3, ''),
       'at', case when $4::bigint > 0 then ${ofMicros('$4')} end, 'after', $5::uuid)), $6::int)`,
    [page.site, page.difficulty, containing(page.query), after.at, after.id, page.limit + 1],
  )
  return pageOf(rows, page.limit)
}

export async function findShared(tx: Tx, id: string): Promise<SharedRow | undefined> {
  const rows = await tx.query<SharedRow>(`select ${sharedColumns}, content from community_sessions(jsonb_build_object('id', $1::uuid), 1)`, [id])
  return rows[0]
}

/** @returns undefined when there is no such session to be seen, or it is the learner's own. */
export async function reportShared(
  tx: Tx,
  report: { readonly id: string; readonly reason: string; readonly detail: string },
): Promise<{ readonly sessionId: string; readonly userId: string; readonly hidden: boolean } | undefined> {
  const rows = await tx.query<{ readonly sessionId: string; readonly userId: string; readonly hidden: boolean }>(
    `select session_id as "sessionId", user_id as "userId", hidden from report_shared_session($1::uuid, $2, $3)`,
    [report.id, report.reason, report.detail],
  )
  return rows[0]
}
