/** The contract's calls for administrators: what waits for a decision, and the decision. */
import type { Database } from '@quint/db/database.ts'
import type { SessionsServiceImplementation } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { adminOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { isUuid } from '@quint/runtime/uuid.ts'
import { count } from '@quint/telemetry/metrics.ts'
import { checkedLimit } from '../cursor.ts'
import * as events from '../events.ts'
import * as store from './moderation-store.ts'
import { toShared } from './post.ts'

const longestReason = 500

export function moderating(database: Database) {
  return {
    async listModeration({ limit, cursor }, context) {
      const { userId } = adminOf(context)
      const page = { limit: checkedLimit(limit), cursor }
      const { rows, nextCursor } = await database.asLearner(userId, (tx) => store.listQueue(tx, page))
      return {
        entries: rows.map((row) => ({
          id: row.id,
          session: toShared(row),
          status: row.status,
          reasons: row.reasons,
          reports: row.reported,
          appeal: row.appeal,
        })),
        nextCursor,
      }
    },
    async countModeration(_request, context) {
      adminOf(context)
      return { waiting: (await database.asService(store.queueSize)).waiting }
    },
    async decideModeration({ id, decision, reason }, context) {
      const { userId } = adminOf(context)
      if (decision !== 'approve' && decision !== 'remove') throw invalid('decision', 'must be approve or remove')
      if (reason.trim() === '' || reason.length > longestReason || reason.includes('\0'))
        throw invalid('reason', `must be text of at most ${longestReason} characters`)
      await database.asLearner(userId, async (tx) => {
        const decided = isUuid(id) ? await store.decide(tx, { id, decision, reason: reason.toWellFormed() }) : undefined
        if (decided === undefined) throw new Failure('not_found', 'There is nothing of that id to decide on.')
        const session = { sessionId: decided.sessionId, userId: decided.userId }
        if (decision === 'approve' && decided.was === 'review') await events.shared(tx, session)
        if (decision === 'remove' && decided.was === 'visible') await events.unshared(tx, { ...session, reason: 'moderator' })
      })
      count('quint.moderation.decisions', { 'quint.moderation.decision': decision })
      return { status: decision === 'approve' ? 'visible' : 'removed' }
    },
  } satisfies Partial<SessionsServiceImplementation>
}

function invalid(path: string, message: string): Failure {
  return new Failure('invalid', `${path} ${message}`, { fields: [{ path, message }] })
}
