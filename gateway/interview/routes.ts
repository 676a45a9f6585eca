/** Routes of mock interviews: begun, listed, read, compared, written out; their problems. The conversation itself is on the socket. */
import { personaFromJSON } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import type { ProblemSummary, RunnerServiceDefinition } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import {
  type GetInterviewResponse,
  InterviewRecord,
  InterviewStatus,
  interviewStatusFromJSON,
  TellInterviewRequest,
} from '@quint/proto/gen/quint/sessions/v1/interview.ts'
import type { SessionsServiceDefinition } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import type { RpcClient, RpcOptions } from '@quint/rpc/client.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { z } from 'zod'
import type { Limit } from '../http/limits.ts'
import { learnerRoute, openRoute, type Route } from '../http/route.ts'
import { type Bank, openBank } from './bank.ts'
import { toInterview, toProblem } from './mapping.ts'
import { toMarkdown } from './markdown.ts'
import * as schema from './schema.ts'
import { compared, toDetail } from './told.ts'

export interface InterviewRoutesOptions {
  readonly sessions: RpcClient<SessionsServiceDefinition>['call']
  readonly runner: RpcClient<RunnerServiceDefinition>['call']
  readonly limit: Limit
}

const path = '/api/interviews'
const ok = (body: unknown) => ({ status: 200, body })

export function interviewRoutes(options: InterviewRoutesOptions): readonly Route[] {
  const bank = openBank(options.runner)
  return [...ownRoutes(options, bank), ...readingRoutes(options), ...problemRoutes(options, bank)]
}

function ownRoutes(options: InterviewRoutesOptions, bank: Bank): readonly Route[] {
  const { sessions, limit } = options
  return [
    learnerRoute({
      method: 'post',
      path,
      summary: 'Begin a mock interview, with a problem of the bank, one of your own, or none yet; it goes on over the socket at /ws',
      replies: [201, 'The interview'],
      idempotent: true,
      body: schema.start,
      async handle({ body, signal, effectId }, learner) {
        await limit.take(learner.userId)
        const call = { signal, learnerToken: learner.token, ...(effectId === undefined ? {} : { effectId }) }
        const interview = await begin(options, { body, call, bank })
        return { status: 201, body: { interview: { ...toInterview(interview), _links: linksOf(interview) } } }
      },
    }),
    learnerRoute({
      method: 'get',
      path,
      summary: 'Your mock interviews, newest first',
      revalidates: true,
      replies: [200, 'A page of interviews, without their transcripts'],
      query: schema.list,
      async handle({ query, request, signal }, learner) {
        const { status, problemId = '', limit: most, cursor = '' } = query
        const wanted = status === undefined ? InterviewStatus.UNSPECIFIED : interviewStatusFromJSON(`INTERVIEW_STATUS_${status.toUpperCase()}`)
        const page = await sessions.listInterviews({ status: wanted, problemId, limit: most, cursor }, { signal, learnerToken: learner.token })
        return ok({
          items: page.interviews.map((interview) => ({ ...toInterview(interview), _links: linksOf(interview) })),
          nextCursor: page.nextCursor === '' ? null : page.nextCursor,
          _links: { self: { href: request.originalUrl } },
        })
      },
    }),
  ]
}

interface Begun {
  readonly body: z.infer<typeof schema.start>
  readonly call: RpcOptions & { readonly signal: AbortSignal }
  readonly bank: Bank
}

async function begin({ sessions }: InterviewRoutesOptions, { body, call, bank }: Begun): Promise<InterviewRecord> {
  const { problemId, statement, language = 'python', persona, durationMinutes = 0 } = body
  const task = problemId === undefined ? undefined : await bank.task(problemId, call.signal)
  const wanted = personaFromJSON(persona === undefined ? 0 : `PERSONA_${persona.toUpperCase()}`)
  const { step } = await sessions.startInterview({ task, language, persona: wanted, durationMinutes }, call)
  const interview = InterviewRecord.fromPartial(step?.interview ?? {})
  if (statement === undefined || task !== undefined || interview.task !== undefined) return interview
  const told = { interviewId: interview.id, kind: 'problem_description', text: statement, requestId: call.effectId ?? '' }
  const { step: after } = await sessions.tellInterview(TellInterviewRequest.fromPartial(told), call)
  return after?.interview ?? interview
}

function readingRoutes({ sessions }: InterviewRoutesOptions): readonly Route[] {
  const find = (interviewId: string, call: RpcOptions & { readonly signal: AbortSignal }): Promise<GetInterviewResponse> =>
    sessions.getInterview({ interviewId }, call)
  return [
    learnerRoute({
      method: 'get',
      path: `${path}/compare`,
      summary: 'Two to four of your interviews beside each other: bands, dimensions, submissions, what was shown',
      replies: [200, 'The interviews, oldest first, and how each dimension changed'],
      query: schema.compare,
      async handle({ query, signal }, learner) {
        const call = { signal, learnerToken: learner.token }
        const found = await Promise.all([...new Set(query.ids.split(','))].map((id) => find(id, call)))
        return ok(compared(found))
      },
    }),
    learnerRoute({
      method: 'get',
      path: `${path}/:id`,
      summary: 'One interview: transcript, submissions, rubric, and the timeline to replay it',
      revalidates: true,
      replies: [200, 'Everything that was said, written and run'],
      async handle({ params, signal }, learner) {
        const found = await find(params.id ?? '', { signal, learnerToken: learner.token })
        const detail = toDetail(found)
        return ok({ ...detail, interview: { ...detail.interview, _links: linksOf(InterviewRecord.fromPartial(found.interview ?? {})) } })
      },
    }),
    learnerRoute({
      method: 'get',
      path: `${path}/:id/export.md`,
      summary: 'One interview as Markdown',
      replies: [200, 'The text, as a file'],
      async handle({ params, signal, response }, learner) {
        const text = toMarkdown(await find(params.id ?? '', { signal, learnerToken: learner.token }))
        response.setHeader('Content-Disposition', 'attachment; filename="interview.md"')
        response.type('text/markdown; charset=utf-8').send(text)
        return undefined
      },
    }),
  ]
}

function problemRoutes({ runner }: InterviewRoutesOptions, bank: Bank): readonly Route[] {
  return [
    openRoute({
      method: 'get',
      path: '/api/interview-problems',
      summary: 'Problems that an interview can be about',
      replies: [200, 'A page of them: title, topics and difficulty of each'],
      query: schema.problems,
      async handle({ query: { topic = '', difficulty = '', limit, cursor }, request, signal }) {
        const { problems } = await runner.listProblems({ topic, difficulty }, { signal })
        return ok({ ...pageOf(problems, { limit, cursor }), _links: { self: { href: request.originalUrl } } })
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/interview-problems/:id',
      summary: 'One problem as its statement has it, with a signature to begin with',
      replies: [200, 'The problem; hidden tests and references are never told'],
      async handle({ params, signal }) {
        return ok({ problem: toProblem(await bank.task(params.id ?? '', signal)) })
      },
    }),
  ]
}

/** A cursor is the last problem that was told: the bank's order does not change while the mesh runs. */
function pageOf(problems: readonly ProblemSummary[], { limit, cursor }: { readonly limit: number; readonly cursor: string | undefined }) {
  const after = cursor === undefined ? -1 : problems.findIndex(({ id }) => id === cursor)
  if (cursor !== undefined && after < 0)
    throw new Failure('invalid', 'The cursor is not one of ours.', { fields: [{ path: 'cursor', message: 'is malformed' }] })
  const items = problems.slice(after + 1, after + 1 + limit)
  const more = after + 1 + limit < problems.length
  return { items, nextCursor: more ? (items.at(-1)?.id ?? null) : null }
}

/** What its state allows. */
function linksOf({ id, status }: InterviewRecord) {
  return {
    self: { href: `${path}/${id}` },
    ...(status === InterviewStatus.IN_PROGRESS ? { socket: { href: '/ws' } } : { export: { href: `${path}/${id}/export.md` } }),
  }
}
