/** What plans consumes: what the coach, interviews, imports and quizzes show of a learner, and that one has left. */

import type { EventHandler } from '@quint/bus/consumer.ts'
import type { Tx } from '@quint/db/database.ts'
import type { Element } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import { QuizAnswered } from '@quint/proto/gen/quint/content/v1/events.ts'
import { UserDeleted } from '@quint/proto/gen/quint/identity/v1/events.ts'
import { InterviewCompleted, SessionCompleted, SessionStarted, SubmissionImported } from '@quint/proto/gen/quint/sessions/v1/events.ts'
import { localDay } from '@quint/runtime/local-day.ts'
import type { Problem } from './catalogue/problem.ts'
import { topicIds } from './catalogue/topic.ts'
import * as events from './events.ts'
import { findProfile } from './intake/store.ts'
import { meetProblem } from './reviews/reviewing.ts'
import { noteSignal, noteWeakest, type Signal } from './reviews/store.ts'
import { asLearnerIn, eraseLearner, isErased } from './store.ts'

export const topics = [
  'quint.identity.user.v1',
  'quint.sessions.session.v1',
  'quint.sessions.interview.v1',
  'quint.sessions.submission.v1',
  'quint.content.quiz.v1',
] as const

export interface ConsumingDeps {
  /** A problem of the catalogue by its id. */
  readonly find: (id: string) => Problem | undefined
  readonly now: () => Date
}

export function handlers(deps: ConsumingDeps): Readonly<Record<string, EventHandler>> {
  return {
    'sessions.session.started': async (tx, event) => {
      const { sessionId, userId, slug } = SessionStarted.fromJSON(event.data)
      const problem = deps.find(slug)
      await note(deps, tx, { userId, signal: { source: 'coach', ref: sessionId, ...about(problem), outcome: 'met', weakest: '' } })
    },
    'sessions.session.completed': async (tx, event) => {
      const { sessionId, userId, weakestElement } = SessionCompleted.fromJSON(event.data)
      await asLearnerIn(tx, userId)
      await noteWeakest(tx, userId, { ref: sessionId, weakest: elementName(weakestElement) })
    },
    'sessions.interview.completed': async (tx, event) => {
      const { interviewId, userId, problem: problemId, band, topics: told } = InterviewCompleted.fromJSON(event.data)
      const outcome = band === 'hire' || band === 'strong_hire' ? 'solved' : 'failed'
      const problem = deps.find(problemId)
      const known = problem === undefined ? { problemId: '', topics: told.filter((topic) => topicIds.has(topic)) } : about(problem)
      await note(deps, tx, { userId, signal: { source: 'interview', ref: interviewId, ...known, outcome, weakest: '' } })
    },
    'sessions.submission.imported': async (tx, event) => {
      const { importId, userId, slug } = SubmissionImported.fromJSON(event.data)
      const problem = deps.find(slug)
      if (problem !== undefined)
        await note(deps, tx, { userId, signal: { source: 'import', ref: importId, ...about(problem), outcome: 'solved', weakest: '' } })
    },
    'content.quiz.answered': async (tx, event) => {
      const { videoId, userId, topics: told, right, questions } = QuizAnswered.fromJSON(event.data)
      const known = told.filter((topic) => topicIds.has(topic))
      await note(deps, tx, {
        userId,
        signal: { source: 'quiz', ref: videoId, problemId: '', topics: known, outcome: outcomeOf(right, questions), weakest: '' },
      })
    },
    'identity.user.deleted': async (tx, event) => {
      const { userId } = UserDeleted.fromJSON(event.data)
      await eraseLearner(tx, userId)
      await events.erased(tx, { userId })
    },
  }
}

/** A quiz is short: whoever got all of it right knows it, and whoever got less than half does not. */
const outcomeOf = (right: number, questions: number): Signal['outcome'] => (right >= questions ? 'solved' : right * 2 < questions ? 'failed' : 'met')

const about = (problem: Problem | undefined): Pick<Signal, 'problemId' | 'topics'> =>
  problem === undefined ? { problemId: '', topics: [] } : { problemId: problem.id, topics: [problem.topic] }

/** A problem that was solved or failed becomes a card as well. */
async function note({ find, now }: ConsumingDeps, tx: Tx, { userId, signal }: { readonly userId: string; readonly signal: Signal }): Promise<void> {
  await asLearnerIn(tx, userId)
  if (await isErased(tx, userId)) return
  const fresh = await noteSignal(tx, userId, signal)
  const problem = find(signal.problemId)
  if (!fresh || problem === undefined || signal.outcome === 'met') return
  const profile = await findProfile(tx, userId)
  await meetProblem(tx, { userId, problem, outcome: signal.outcome, day: localDay(now(), profile?.timeZone ?? 'UTC') })
}

const elementName = (element: Element): string => element.replace('ELEMENT_', '').toLowerCase()
