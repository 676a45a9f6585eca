/** Routes of comments on problems, and what waits for a moderator. */
import type { Comment } from '@quint/proto/gen/quint/plans/v1/problem.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { recordDeed } from '../admin/audit-store.ts'
import { appealRoute } from '../appeals.ts'
import { adminRoute, learnerRoute, type Route } from '../http/route.ts'
import { orNull, toComment, toPage } from './mapping.ts'
import type { PlansOptions } from './options.ts'
import * as schema from './schema.ts'

export function commentRoutes(options: PlansOptions): readonly Route[] {
  return [...learnersRoutes(options), ...ownRoutes(options), ...moderatorsRoutes(options)]
}

function learnersRoutes({ plans, limits }: PlansOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'get',
      path: '/api/problems/:id/comments',
      summary: 'What learners say of a problem, newest first',
      replies: [200, 'A page of comments'],
      query: schema.page,
      async handle({ query, params, request, signal }, learner) {
        const asked = { problemId: params.id ?? '', limit: query.limit, cursor: query.cursor ?? '' }
        const { comments, nextCursor } = await plans.listComments(asked, { signal, learnerToken: learner.token })
        return { status: 200, body: toPage(comments.map(toComment), nextCursor, request.originalUrl) }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/problems/:id/comments',
      summary: 'Say something of a problem; some words wait for a moderator, and a few are refused',
      replies: [201, 'The comment, and why it waits'],
      idempotent: true,
      body: schema.comment,
      async handle({ body, params, signal, effectId }, learner) {
        if (!learner.emailVerified) throw new Failure('forbidden', 'Confirm your e-mail address before you write to others.')
        await limits.community.take(learner.userId)
        const asking = { signal, learnerToken: learner.token, ...(effectId === undefined ? {} : { effectId }) }
        const { comment, reasons } = await plans.addComment({ problemId: params.id ?? '', body: body.body, tag: body.tag ?? '' }, asking)
        return { status: 201, body: { comment: toComment(there(comment)), reasons } }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/comments/problem/:id/report',
      summary: 'Report a comment; the third report hides it until a moderator has looked',
      replies: [204, 'Noted'],
      async handle({ params, signal }, learner) {
        await limits.community.take(learner.userId)
        await plans.reportComment({ commentId: params.id ?? '' }, { signal, learnerToken: learner.token })
        return { status: 204, body: undefined }
      },
    }),
  ]
}

function ownRoutes({ plans, limits }: PlansOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'patch',
      path: '/api/comments/problem/:id',
      summary: 'Change a comment of your own',
      replies: [200, 'The comment'],
      body: schema.comment,
      async handle({ body, params, signal }, learner) {
        await limits.community.take(learner.userId)
        const change = { commentId: params.id ?? '', body: body.body, tag: body.tag ?? '' }
        const { comment } = await plans.updateComment(change, { signal, learnerToken: learner.token })
        return { status: 200, body: { comment: toComment(there(comment)) } }
      },
    }),
    learnerRoute({
      method: 'delete',
      path: '/api/comments/problem/:id',
      summary: 'Take back a comment of your own',
      replies: [204, 'It is gone'],
      async handle({ params, signal }, learner) {
        await plans.deleteComment({ commentId: params.id ?? '' }, { signal, learnerToken: learner.token })
        return { status: 204, body: undefined }
      },
    }),
    appealRoute({
      path: '/api/comments/problem/:id',
      what: 'a comment on a problem',
      limit: limits.community,
      ask: async ({ id, appeal }, asking) => ({ comment: toComment(there((await plans.appealComment({ commentId: id, appeal }, asking)).comment)) }),
    }),
  ]
}

function moderatorsRoutes({ plans, database }: PlansOptions): readonly Route[] {
  return [
    adminRoute({
      method: 'get',
      path: '/api/admin/comments',
      summary: 'Comments on problems that wait for a decision, oldest first',
      replies: [200, 'A page of comments, what the rules found, how often they were reported'],
      query: schema.page,
      async handle({ query, request, signal }, admin) {
        const asked = { limit: query.limit, cursor: query.cursor ?? '' }
        const { comments, nextCursor } = await plans.listHeldComments(asked, { signal, learnerToken: admin.token })
        const items = comments.map(({ comment, reasons, reports, appeal }) => ({
          ...toComment(there(comment)),
          reasons,
          reports,
          appeal: orNull(appeal),
        }))
        return { status: 200, body: toPage(items, nextCursor, request.originalUrl) }
      },
    }),
    adminRoute({
      method: 'post',
      path: '/api/admin/comments/:id',
      summary: 'Let a comment be read, or take it down; recorded in the audit',
      replies: [200, 'What was decided'],
      body: schema.decided,
      async handle({ body, params, signal }, admin) {
        const id = params.id ?? ''
        const detail = { kind: 'comment', reason: body.reason }
        await recordDeed(database, { actor: admin.userId, action: `moderation.${body.decision}`, subject: id.slice(0, 64), detail })
        await plans.decideComment({ commentId: id, ...body }, { signal, learnerToken: admin.token })
        return { status: 200, body: { id, decision: body.decision } }
      },
    }),
  ]
}

function there(comment: Comment | undefined): Comment {
  if (comment === undefined) throw new Failure('not_found', 'There is no such comment.')
  return comment
}
