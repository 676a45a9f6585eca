/** Routes for administrators: submissions of everybody, without what was written, and what may be done to them. */
import { recordDeed } from '../admin/audit-store.ts'
import { adminRoute, type Route } from '../http/route.ts'
import { orNull, toPage, toSubmission } from './mapping.ts'
import type { DesignOptions } from './options.ts'
import * as schema from './schema.ts'
import { there } from './submissions.ts'

export function adminDesignRoutes({ runner, database }: DesignOptions): readonly Route[] {
  return [
    adminRoute({
      method: 'get',
      path: '/api/admin/deployments',
      summary: 'Submissions of all learners, the newest first; held=true only those that wait for a decision',
      replies: [200, 'A page of submissions, without what was written'],
      query: schema.deployments,
      async handle({ query, request, signal }, admin) {
        const asked = { limit: query.limit, cursor: query.cursor ?? '', held: query.held === 'true' }
        const { submissions, nextCursor } = await runner.listDeployments(asked, { signal, learnerToken: admin.token })
        const items = submissions.map(({ submission, appeal, ...rest }) => ({ ...toSubmission(there(submission)), ...rest, appeal: orNull(appeal) }))
        return { status: 200, body: toPage(items, nextCursor, request.originalUrl) }
      },
    }),
    adminRoute({
      method: 'get',
      path: '/api/admin/design-audit',
      summary: 'What learners did with their designs and what happened to them, the newest first; lines are only ever added',
      replies: [200, 'A page of lines'],
      query: schema.audit,
      async handle({ query, request, signal }, admin) {
        const { limit, cursor: before = 0, kind = '' } = query
        const { lines, nextBefore } = await runner.listDesignAudit({ limit, before, kind }, { signal, learnerToken: admin.token })
        const items = lines.map(({ userId, subject, detail, ...line }) => ({
          ...line,
          userId: userId === '' ? null : userId,
          subject: subject === '' ? null : subject,
          detail: JSON.parse(detail) as object,
        }))
        return { status: 200, body: toPage(items, nextBefore === 0 ? '' : String(nextBefore), request.originalUrl) }
      },
    }),
    adminRoute({
      method: 'post',
      path: '/api/admin/deployments/:id/teardown',
      summary: 'Stop a submission of anybody; recorded in the audit',
      replies: [202, 'It is being taken down'],
      async handle({ params, signal }, admin) {
        const { id = '' } = params
        await recordDeed(database, { actor: admin.userId, action: 'deployment.teardown', subject: id.slice(0, 64), detail: {} })
        await runner.endDeployment({ submissionId: id }, { signal, learnerToken: admin.token })
        return { status: 202, body: { id } }
      },
    }),
    adminRoute({
      method: 'post',
      path: '/api/admin/deployments/:id/decision',
      summary: 'Let a submission stand, or stop and mark it; recorded in the audit',
      replies: [200, 'What was decided'],
      body: schema.decided,
      async handle({ body, params, signal }, admin) {
        const { id = '' } = params
        const detail = { kind: 'submission', reason: body.reason }
        await recordDeed(database, { actor: admin.userId, action: `moderation.${body.decision}`, subject: id.slice(0, 64), detail })
        await runner.decideSubmission({ submissionId: id, ...body }, { signal, learnerToken: admin.token })
        return { status: 200, body: { id, decision: body.decision } }
      },
    }),
  ]
}
