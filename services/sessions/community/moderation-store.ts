/** The SQL of what waits for a decision, for administrators; all of it through named functions. */
import type { Tx } from '@quint/db/database.ts'
import type { ModerationReason, SharedReport } from '@quint/proto/gen/quint/sessions/v1/community.ts'
import { type Cursor, micros, ofMicros, pageOf, parseCursor } from '../cursor.ts'
import { rfc3339 } from '../store.ts'
import type { Content } from './copy.ts'

export interface QueuedRow extends Cursor {
  readonly title: string
  readonly content: Content
  readonly status: string
  readonly reasons: ModerationReason[]
  readonly reported: SharedReport[]
  readonly appeal: string
  readonly sharedAt: string
}

export async function listQueue(
  tx: Tx,
  page: { readonly limit: number; readonly cursor: string },
): Promise<{ readonly rows: QueuedRow[]; readonly nextCursor: string }> {
  const after = parseCursor(page.cursor)
  const rows = await tx.query<QueuedRow>(
    `select id, title, content, status, reasons, reported, appeal, ${rfc3339('shared_at')} as "sharedAt", ${micros('shared_at')} as at
     from moderation_entries(${ofMicros('$1')}, $2::uuid, $3::int)`,
    [after.at, after.id, page.limit + 1],
  )
  return pageOf(rows, page.limit)
}

/** @returns undefined when it is not in the queue. */
export async function decide(
  tx: Tx,
  decision: { readonly id: string; readonly decision: string; readonly reason: string },
): Promise<{ readonly sessionId: string; readonly userId: string; readonly was: string } | undefined> {
  const rows = await tx.query<{ readonly sessionId: string; readonly userId: string; readonly was: string }>(
    `select session_id as "sessionId", user_id as "userId", was from judge_shared_session($1::uuid, $2, $3)`,
    [decision.id, decision.decision, decision.reason],
  )
  return rows[0]
}

/** How many wait, and for how long the oldest one has. */
export async function queueSize(tx: Tx): Promise<{ readonly waiting: number; readonly oldestSeconds: number }> {
  const rows = await tx.query<{ readonly waiting: number; readonly oldestSeconds: number }>(
    'select waiting, oldest_seconds as "oldestSeconds" from moderation_size()',
  )
  return rows[0] ?? { waiting: 0, oldestSeconds: 0 }
}
