/** Routes of submissions: handing a design in, following it, stopping it. */
import type { Submission } from '@quint/proto/gen/quint/runner/v1/design.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { appealRoute } from '../appeals.ts'
import { learnerRoute, type Route } from '../http/route.ts'
import { streamSubmission } from './following.ts'
import { toPage, toSubmission, toTest, toWholeSubmission } from './mapping.ts'
import type { DesignOptions } from './options.ts'
import * as schema from './schema.ts'

export function submissionRoutes(options: DesignOptions): readonly Route[] {
  return [...givingRoutes(options), ...readingRoutes(options), ...actingRoutes(options), ...cloudRoutes(options)]
}

export function there(submission: Submission | undefined): Submission {
  if (submission === undefined) throw new Failure('not_found', 'There is no such submission.')
  return submission
}

function givingRoutes({ runner, limits }: DesignOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'get',
      path: '/api/submissions',
      summary: 'Your submissions, the latest first',
      replies: [200, 'A page of submissions'],
      query: schema.submissions,
      async handle({ query, request, signal }, learner) {
        const { limit, cursor = '', problemId = '' } = query
        const { submissions, nextCursor } = await runner.listSubmissions({ limit, cursor, problemId }, { signal, learnerToken: learner.token })
        return { status: 200, body: toPage(submissions.map(toSubmission), nextCursor, request.originalUrl) }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/submissions',
      summary: 'Hand in a design: it is checked, deployed, loaded and broken on purpose, in the background',
      replies: [201, 'The submission'],
      idempotent: true,
      body: schema.submission,
      async handle({ body, signal, effectId }, learner) {
        await limits.designs.take(learner.userId)
        const { despite, previousId = '', start, ...design } = body
        const asking = { signal, learnerToken: learner.token, ...(effectId === undefined ? {} : { effectId }) }
        const { submission } = await runner.submitDesign({ design, despite, previousId, wait: !start }, asking)
        return { status: 201, body: { submission: toSubmission(there(submission)) } }
      },
    }),
  ]
}

function readingRoutes(options: DesignOptions): readonly Route[] {
  const { runner } = options
  return [
    learnerRoute({
      method: 'get',
      path: '/api/submissions/:id',
      summary: 'One submission with what was written and what rules say of it',
      replies: [200, 'The submission'],
      async handle({ params, signal }, learner) {
        const found = await runner.getSubmission({ submissionId: params.id ?? '' }, { signal, learnerToken: learner.token })
        return { status: 200, body: { submission: toWholeSubmission({ ...found, submission: there(found.submission) }) } }
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/submissions/:id/events',
      summary: 'A submission now and whenever it changes, and what its trial finds out as it happens',
      replies: [200, 'Server-sent events: submission {submission}, news {seq, at, event}, gone, error'],
      streams: true,
      async handle({ request, response, params, signal }, learner) {
        await streamSubmission(options, { learner, submissionId: params.id ?? '', request, response, signal })
        return undefined
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/submissions/:id/tests',
      summary: 'What was tested, in its order',
      replies: [200, 'A page of tests'],
      query: schema.tests,
      async handle({ params, query, request, signal }, learner) {
        const asked = { submissionId: params.id ?? '', after: query.cursor, limit: query.limit }
        const { news, nextAfter } = await runner.listTrialEvents(asked, { signal, learnerToken: learner.token })
        const items = news.flatMap((one) => toTest(one) ?? [])
        return { status: 200, body: toPage(items, nextAfter === 0 ? '' : String(nextAfter), request.originalUrl) }
      },
    }),
  ]
}

function cloudRoutes({ runner, limits }: DesignOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'post',
      path: '/api/submissions/:id/cloud',
      summary: 'Have a design planned for the cloud that is lent here; nothing is made before an administrator approves the plan',
      replies: [202, 'The submission'],
      async handle({ params, signal }, learner) {
        await limits.designs.take(learner.userId)
        const { submission } = await runner.askCloud({ submissionId: params.id ?? '' }, { signal, learnerToken: learner.token })
        return { status: 202, body: { submission: toSubmission(there(submission)) } }
      },
    }),
    learnerRoute({
      method: 'delete',
      path: '/api/submissions/:id/cloud',
      summary: 'Take the wish back, or have what was made in the cloud destroyed',
      replies: [202, 'The submission'],
      async handle({ params, signal }, learner) {
        const { submission } = await runner.endCloud({ submissionId: params.id ?? '' }, { signal, learnerToken: learner.token })
        return { status: 202, body: { submission: toSubmission(there(submission)) } }
      },
    }),
  ]
}

const summaries = {
  start: 'Begin a submission that was kept and not begun',
  retry: 'Try a submission again that failed or was stopped',
  cancel: 'Stop a submission; what was deployed is taken down',
  teardown: 'Take down whatever a submission has deployed, also in the middle of its tests',
} as const

function actingRoutes({ runner, limits }: DesignOptions): readonly Route[] {
  const acting = (action: keyof typeof summaries) =>
    learnerRoute({
      method: 'post',
      path: `/api/submissions/:id/${action}`,
      summary: summaries[action],
      replies: [202, 'The submission'],
      async handle({ params, signal }, learner) {
        if (action === 'retry' || action === 'start') await limits.designs.take(learner.userId)
        const { submission } = await runner.actOnSubmission({ submissionId: params.id ?? '', action }, { signal, learnerToken: learner.token })
        return { status: 202, body: { submission: toSubmission(there(submission)) } }
      },
    })
  return [
    acting('start'),
    acting('retry'),
    acting('cancel'),
    acting('teardown'),
    appealRoute({
      path: '/api/submissions/:id',
      what: 'a design',
      limit: limits.community,
      ask: async ({ id, appeal }, asking) => ({
        submission: toSubmission(there((await runner.appealSubmission({ submissionId: id, appeal }, asking)).submission)),
      }),
    }),
    learnerRoute({
      method: 'delete',
      path: '/api/submissions/:id',
      summary: 'Take away a submission with everything that was found out about it',
      replies: [204, 'It is gone'],
      async handle({ params, signal }, learner) {
        await runner.actOnSubmission({ submissionId: params.id ?? '', action: 'delete' }, { signal, learnerToken: learner.token })
        return { status: 204, body: undefined }
      },
    }),
  ]
}
