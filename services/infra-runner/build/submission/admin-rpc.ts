/** The contract's calls for administrators: submissions of everybody, without what was written. */
import type { Database } from '@quint/db/database.ts'
import * as jobs from '@quint/jobs/store.ts'
import type { RunnerServiceImplementation } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { adminOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { auditPage } from './audit-store.ts'
import { knownId, notThere } from './request.ts'
import { isOver } from './status.ts'
import * as store from './submission-store.ts'
import { toSubmission } from './wire.ts'

export function adminCalls(database: Database) {
  const ownerOf = async (submissionId: string) => {
    const owner = await database.asService((tx) => store.ownerOf(tx, knownId(submissionId)))
    if (owner === undefined) throw notThere()
    return owner
  }
  return {
    async listDeployments({ limit, cursor, held }, context) {
      adminOf(context)
      const most = Math.min(100, Math.max(1, limit || 20))
      const before = cursor === '' ? undefined : knownId(cursor)
      const rows = await database.asService((tx) => store.everybodys(tx, { before, held, limit: most }))
      const page = rows.slice(0, most)
      const submissions = page.map(({ userId, ...row }) => ({ submission: toSubmission(row), userId, reasons: [...row.reasons], appeal: row.appeal }))
      return { submissions, nextCursor: rows.length > most ? (page.at(-1)?.id ?? '') : '' }
    },
    async countWaiting(_request, context) {
      adminOf(context)
      return database.asService(store.countWaiting)
    },
    async listDesignAudit({ limit, before, kind }, context) {
      adminOf(context)
      if (kind !== '' && kind !== 'learner' && kind !== 'system') throw new Failure('invalid', 'There is learner and system.')
      const most = Math.min(100, Math.max(1, limit || 20))
      const rows = await database.asService((tx) => auditPage(tx, { before: Math.max(0, before), kind, limit: most }))
      const page = rows.slice(0, most)
      const lines = page.map((row) => ({ ...row, userId: row.userId ?? '', subject: row.subject ?? '', detail: JSON.stringify(row.detail) }))
      return { lines, nextBefore: rows.length > most ? (page.at(-1)?.id ?? 0) : 0 }
    },
    async endDeployment({ submissionId }, context) {
      adminOf(context)
      const { userId, jobId } = await ownerOf(submissionId)
      const stopped = jobId !== null && (await database.asLearner(userId, (tx) => jobs.cancel(tx, jobId)))
      if (!stopped) throw new Failure('conflict', 'It is over already.')
      return {}
    },
    async decideSubmission({ submissionId, decision, reason }, context) {
      adminOf(context)
      if (decision !== 'approve' && decision !== 'remove') throw new Failure('invalid', 'There is approve and remove.')
      const { userId, jobId } = await ownerOf(submissionId)
      await database.asLearner(userId, async (tx) => {
        const stopping = decision === 'remove' && jobId !== null && (await jobs.cancel(tx, jobId))
        await store.decide(tx, submissionId, { moderation: decision === 'approve' ? 'clear' : 'removed', reason })
        const row = await store.findSubmission(tx, submissionId)
        // Kept and never begun: no job ends it.
        if (decision === 'remove' && !stopping && row !== undefined && !isOver(row.status))
          await store.endSubmission(tx, submissionId, { status: 'CANCELLED', error: 'removed', message: reason })
      })
      return {}
    },
  } satisfies Partial<RunnerServiceImplementation>
}
