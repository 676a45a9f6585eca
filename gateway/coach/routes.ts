/** The coach's routes: checked, passed on to sessions and hints, mapped. */
import type { Learner } from '@quint/auth/learner.ts'
import { Algorithm } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import type { Hint, HintsServiceDefinition } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import type { PlansServiceDefinition } from '@quint/proto/gen/quint/plans/v1/plans.ts'
import { SessionStatus, type SessionsServiceDefinition } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import type { RpcClient } from '@quint/rpc/client.ts'
import { Failure, isAway } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import type { z } from 'zod'
import type { Limit } from '../http/limits.ts'
import { type Call, learnerRoute, openRoute, type Route } from '../http/route.ts'
import type { ChosenCoach } from '../identity/people/chosen-coach.ts'
import { agendaOf } from '../plans/agenda.ts'
import { analyze } from './analyze.ts'
import { elementName, statusOf, toChange, toDashboard, toFinding, toPrompt, toSession, toTranscript } from './mapping.ts'
import * as replies from './replies.ts'
import * as schema from './schema.ts'

export interface CoachClients {
  readonly sessions: RpcClient<SessionsServiceDefinition>['call']
  readonly hints: RpcClient<HintsServiceDefinition>['call']
}

export interface CoachOptions extends CoachClients {
  readonly chosenCoach: ChosenCoach
  readonly plans: RpcClient<PlansServiceDefinition>['call']
  readonly hintLimit: Limit
  /** Aborted when open streams are to be read on elsewhere. */
  readonly leaving: AbortSignal
  /** Told of the learner whose session has changed while a stream goes on. */
  readonly changed: (userId: string) => Promise<void>
  readonly log: Log
}

const as = (call: Pick<Call<unknown, unknown>, 'signal' | 'effectId'>, learner: Learner | undefined) => ({
  signal: call.signal,
  ...(call.effectId === undefined ? {} : { effectId: call.effectId }),
  ...(learner === undefined ? {} : { learnerToken: learner.token }),
})

async function dashboardOf({ sessions, plans }: Pick<CoachOptions, 'sessions' | 'plans'>, asking: ReturnType<typeof as>) {
  const agenda = agendaOf(plans, asking)
  return toDashboard(await sessions.getDashboard({}, asking), await agenda)
}

/** The problem as the contract has it, out of what a client sent of it. */
export function algorithmOf(given: z.infer<typeof schema.start>['algorithm']): Algorithm {
  return Algorithm.fromPartial(defined(given))
}

const ok = (body: unknown) => ({ status: 200, body })

export function coachRoutes(options: CoachOptions): readonly Route[] {
  return [...answeringRoutes(options), ...endingRoutes(options), ...readingRoutes(options)]
}

function answeringRoutes(options: CoachOptions): readonly Route[] {
  const { sessions, hintLimit } = options
  return [
    learnerRoute({
      method: 'post',
      path: '/api/session/start',
      summary: 'Begin a session on a problem',
      replies: [201, 'The session and its first prompt', replies.started],
      idempotent: true,
      body: schema.start,
      async handle(call, learner) {
        const { session, prompt } = await sessions.startSession({ algorithm: algorithmOf(call.body.algorithm) }, as(call, learner))
        return { status: 201, body: { session: toSession(session), prompt: toPrompt(prompt) } }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/session/respond',
      summary: 'Answer the next prompt, or an earlier one again before the hint',
      replies: [200, 'The session, the next prompt or null, and what the answers show', replies.answered],
      idempotent: true,
      body: schema.respond,
      async handle(call, learner) {
        const { session, prompt, findings } = await sessions.respondToPrompt(
          { ...call.body, timeSpentSeconds: Math.round(call.body.timeSpentSeconds) },
          as(call, learner),
        )
        return ok({ session: toSession(session), prompt: toPrompt(prompt), findings: findings.map(toFinding) })
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/session/analyze',
      summary: 'One streamed hint; the same session and tier replays it, Last-Event-ID resumes it',
      replies: [200, 'Server-sent events: meta, token, retract, done, error'],
      streams: true,
      query: schema.analyze,
      async handle(call, learner) {
        await hintLimit.take(learner.userId)
        await analyze(options, { ...call, ...call.query, learner })
        return undefined
      },
      // A hint is written and kept, and the answers before it are closed.
      async head(call, learner) {
        const { session } = await sessions.getSession({ sessionId: call.query.sessionId }, as(call, learner))
        if (toSession(session)?._links.hint === undefined) throw new Failure('conflict', 'There is no hint for this session yet.')
        call.response.setHeader('Content-Type', 'text/event-stream; charset=utf-8')
        return { status: 200, body: undefined }
      },
    }),
  ]
}

function endingRoutes(options: CoachOptions): readonly Route[] {
  const { sessions } = options
  return [
    learnerRoute({
      method: 'post',
      path: '/api/session/complete',
      summary: 'The last word; ends the session',
      replies: [200, 'The session and what changed', replies.completed],
      idempotent: true,
      body: schema.complete,
      async handle(call, learner) {
        const { sessionId, userFinalResponse } = call.body
        const { session, change } = await sessions.completeSession({ sessionId, finalResponse: userFinalResponse }, as(call, learner))
        return ok({ session: toSession(session), change: toChange(change) })
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/session/abandon',
      summary: 'Give a session up',
      replies: [200, 'The session', replies.abandoned],
      body: schema.bySession,
      async handle(call, learner) {
        const { session } = await sessions.abandonSession(call.body, as(call, learner))
        return ok({ session: toSession(session) })
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/session/:id',
      summary: 'The whole transcript of a session',
      revalidates: true,
      replies: [200, 'Session, problem, prompts, answers, findings, hints, last word, change', replies.transcript],
      async handle(call, learner) {
        const sessionId = call.params.id ?? ''
        const transcript = await sessions.getSession({ sessionId }, as(call, learner))
        const hints = transcript.session?.hintRequested === true ? await hintsOf(() => options.hints.listHints({ sessionId }, as(call, learner))) : []
        return ok(toTranscript(transcript, hints))
      },
    }),
  ]
}

/** A transcript is worth reading without its hints: undefined when they cannot be had now. */
async function hintsOf(list: () => Promise<{ readonly hints: readonly Hint[] }>): Promise<readonly Hint[] | undefined> {
  try {
    return (await list()).hints
  } catch (error) {
    if (isAway(error)) return undefined
    throw error
  }
}

function readingRoutes({ sessions, hints, plans }: CoachOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'get',
      path: '/api/user/sessions',
      summary: 'History, newest first',
      revalidates: true,
      kept: 'for-learner',
      replies: [200, 'A page of sessions', replies.history],
      query: schema.history,
      async handle(call, learner) {
        const { status, q, site, limit, cursor } = call.query
        const page = await sessions.listSessions(
          { status: statusOf[status ?? ''] ?? SessionStatus.UNSPECIFIED, query: q ?? '', site: site ?? '', limit, cursor: cursor ?? '' },
          as(call, learner),
        )
        return ok({
          items: page.sessions.map(toSession),
          nextCursor: page.nextCursor === '' ? null : page.nextCursor,
          _links: { self: { href: call.request.originalUrl } },
        })
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/user/dashboard',
      summary: 'Recent sessions, streak, elements over time, what to work on',
      revalidates: true,
      kept: 'for-learner',
      replies: [200, 'The overview', replies.dashboard],
      handle: async (call, learner) => ok(await dashboardOf({ sessions, plans }, as(call, learner))),
    }),
    openRoute({
      method: 'get',
      path: '/api/elements',
      summary: 'The five elements and their prompts',
      revalidates: true,
      kept: 'for-all',
      replies: [200, 'Elements and source', replies.elements],
      async handle(call) {
        const { elements, source } = await sessions.listElements({}, as(call, undefined))
        return ok({
          elements: elements.map((element) => ({ ...element, element: elementName(element.element), prompts: element.prompts.map(toPrompt) })),
          source,
        })
      },
    }),
    openRoute({
      method: 'get',
      path: '/api/coach',
      summary: 'Which coaches there are: who is asked by default, and all that a learner may choose from',
      kept: 'for-all',
      replies: [200, 'Source and model of the default, and of each', replies.coach],
      handle: async (call) => ok(await hints.getCoach({}, as(call, undefined))),
    }),
    openRoute({
      method: 'post',
      path: '/api/try/respond',
      summary: 'The coach without an account: three prompts, nothing is stored',
      replies: [200, 'The next prompt or null, and what the answers show', replies.tried],
      body: schema.tryOut,
      async handle(call) {
        const { algorithm, answers } = call.body
        const request = {
          answers: answers.map((answer) => ({ ...answer, timeSpentSeconds: 0 })),
          algorithm: algorithm === undefined ? undefined : Algorithm.fromPartial(defined(algorithm)),
        }
        const { prompt, findings } = await sessions.tryPrompts(request, as(call, undefined))
        return ok({ prompt: toPrompt(prompt), findings: findings.map(toFinding) })
      },
    }),
  ]
}

/** Absent fields are left out, where zod writes undefined. */
function defined<T extends object>(value: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as { [Key in keyof T]: Exclude<T[Key], undefined> }
}
