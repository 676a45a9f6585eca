/** Routes of problems: the catalogue, the learner's own, votes, notes, and a hint by the same guard as the coach's. */
import type { Problem } from '@quint/proto/gen/quint/plans/v1/problem.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { learnerRoute, type Route } from '../http/route.ts'
import { toPage, toProblem } from './mapping.ts'
import type { PlansOptions } from './options.ts'
import { streamHint } from './problem-hint.ts'
import * as schema from './schema.ts'

export function problemRoutes(options: PlansOptions): readonly Route[] {
  return [...readingRoutes(options), ...ownRoutes(options), ...sayingRoutes(options)]
}

function readingRoutes({ plans }: PlansOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'get',
      path: '/api/problems',
      summary: 'Problems of the catalogue and your own, by topic, difficulty, pattern, source and words',
      replies: [200, 'A page of problems'],
      query: schema.problems,
      async handle({ query, request, signal }, learner) {
        const { topic = '', difficulty = '', pattern = '', source = '', q = '', cursor = '', limit } = query
        const wanted = { topic, difficulty, pattern, source, query: q, limit, cursor }
        const { problems, nextCursor } = await plans.listProblems(wanted, { signal, learnerToken: learner.token })
        return { status: 200, body: toPage(problems.map(toProblem), nextCursor, request.originalUrl) }
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/problems/:id',
      summary: 'One problem with your notes and problems like it',
      replies: [200, 'The problem'],
      revalidates: true,
      async handle({ params, signal }, learner) {
        const { problem, notes, similar } = await plans.getProblem({ problemId: params.id ?? '' }, { signal, learnerToken: learner.token })
        return { status: 200, body: { problem: { ...toProblem(there(problem)), notes }, similar: similar.map(toProblem) } }
      },
    }),
  ]
}

function ownRoutes({ plans, limits }: PlansOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'post',
      path: '/api/problems',
      summary: 'Add a problem of your own, which only you see; plans take it in',
      replies: [201, 'The problem'],
      idempotent: true,
      body: schema.ownProblem,
      async handle({ body, signal, effectId }, learner) {
        await limits.community.take(learner.userId)
        const { problem } = await plans.addProblem(body, { signal, learnerToken: learner.token, ...(effectId === undefined ? {} : { effectId }) })
        return { status: 201, body: { problem: toProblem(there(problem)) } }
      },
    }),
    learnerRoute({
      method: 'delete',
      path: '/api/problems/:id',
      summary: 'Take away a problem of your own',
      replies: [204, 'It is gone'],
      async handle({ params, signal }, learner) {
        await plans.deleteProblem({ problemId: params.id ?? '' }, { signal, learnerToken: learner.token })
        return { status: 204, body: undefined }
      },
    }),
    learnerRoute({
      method: 'put',
      path: '/api/problems/:id/notes',
      summary: 'Write your notes on a problem; only you read them',
      replies: [200, 'The notes'],
      body: schema.notes,
      async handle({ body, params, signal }, learner) {
        await plans.putNotes({ problemId: params.id ?? '', notes: body.notes }, { signal, learnerToken: learner.token })
        return { status: 200, body: { notes: body.notes } }
      },
    }),
  ]
}

function sayingRoutes(options: PlansOptions): readonly Route[] {
  const { plans, limits } = options
  const vote = (method: 'put' | 'delete', summary: string) =>
    learnerRoute({
      method,
      path: '/api/problems/:id/upvote',
      summary,
      replies: [200, 'How many say so'],
      async handle({ params, signal }, learner) {
        const { upvotes, upvoted } = await plans.voteProblem(
          { problemId: params.id ?? '', up: method === 'put' },
          { signal, learnerToken: learner.token },
        )
        return { status: 200, body: { upvotes, upvoted } }
      },
    })
  return [
    vote('put', 'Say that a problem is worth its time; once a learner'),
    vote('delete', 'Take that back'),
    learnerRoute({
      method: 'post',
      path: '/api/problems/:id/hint',
      summary: 'A hint on a problem that gives nothing away, for what you have thought so far',
      replies: [200, 'Server-sent events: meta, token, retract, done, error'],
      streams: true,
      body: schema.hint,
      async handle({ body, params, request, response, signal }, learner) {
        await limits.hints.take(learner.userId)
        const { problem } = await plans.getProblem({ problemId: params.id ?? '' }, { signal, learnerToken: learner.token })
        await streamHint(options, { learner, problem: there(problem), ...body, request, response, signal })
        return undefined
      },
    }),
  ]
}

function there(problem: Problem | undefined): Problem {
  if (problem === undefined) throw new Failure('not_found', 'There is no such problem.')
  return problem
}
