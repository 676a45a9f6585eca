/** What sessions publishes and consumes. */
import type { EventHandler } from '@quint/bus/consumer.ts'
import { record } from '@quint/bus/outbox.ts'
import type { Tx } from '@quint/db/database.ts'
import { HintGiven } from '@quint/proto/gen/quint/hints/v1/events.ts'
import { UserDeleted } from '@quint/proto/gen/quint/identity/v1/events.ts'
import {
  InterviewCompleted,
  InterviewStarted,
  LearnerErased,
  SessionAbandoned,
  SessionAnswered,
  SessionCompleted,
  SessionShared,
  SessionStarted,
  SessionUnshared,
  SubmissionImported,
} from '@quint/proto/gen/quint/sessions/v1/events.ts'
import { eraseLearner, noteHint } from './store.ts'

export const topics = ['quint.hints.hint.v1', 'quint.identity.user.v1'] as const

export const started = (tx: Tx, event: SessionStarted): Promise<void> =>
  publish(tx, 'started', { key: event.sessionId, data: SessionStarted.toJSON(event) })
export const answered = (tx: Tx, event: SessionAnswered): Promise<void> =>
  publish(tx, 'answered', { key: event.sessionId, data: SessionAnswered.toJSON(event) })
export const completed = (tx: Tx, event: SessionCompleted): Promise<void> =>
  publish(tx, 'completed', { key: event.sessionId, data: SessionCompleted.toJSON(event) })
export const abandoned = (tx: Tx, event: SessionAbandoned): Promise<void> =>
  publish(tx, 'abandoned', { key: event.sessionId, data: SessionAbandoned.toJSON(event) })

export const shared = (tx: Tx, event: SessionShared): Promise<void> =>
  publish(tx, 'shared', { key: event.sessionId, data: SessionShared.toJSON(event) })
export const unshared = (tx: Tx, event: SessionUnshared): Promise<void> =>
  publish(tx, 'unshared', { key: event.sessionId, data: SessionUnshared.toJSON(event) })
export const imported = (tx: Tx, event: SubmissionImported): Promise<void> =>
  record(tx, {
    type: 'sessions.submission.imported',
    topic: 'quint.sessions.submission.v1',
    key: event.importId,
    data: SubmissionImported.toJSON(event),
  })

export const interviewStarted = (tx: Tx, event: InterviewStarted): Promise<void> =>
  publishInterview(tx, 'started', { key: event.interviewId, data: InterviewStarted.toJSON(event) })
export const interviewCompleted = (tx: Tx, event: InterviewCompleted): Promise<void> =>
  publishInterview(tx, 'completed', { key: event.interviewId, data: InterviewCompleted.toJSON(event) })

/** Also when there was nothing to erase: whoever waits for it hears that there is nothing. */
function erased(tx: Tx, learner: LearnerErased): Promise<void> {
  return record(tx, { type: 'sessions.learner.erased', topic: 'quint.sessions.learner.v1', key: learner.userId, data: LearnerErased.toJSON(learner) })
}

function publish(tx: Tx, fact: string, event: { readonly key: string; readonly data: unknown }): Promise<void> {
  return record(tx, { type: `sessions.session.${fact}`, topic: 'quint.sessions.session.v1', ...event })
}

function publishInterview(tx: Tx, fact: string, event: { readonly key: string; readonly data: unknown }): Promise<void> {
  return record(tx, { type: `sessions.interview.${fact}`, topic: 'quint.sessions.interview.v1', ...event })
}

export const handlers: Readonly<Record<string, EventHandler>> = {
  'hints.hint.given': (tx, event) => noteHint(tx, HintGiven.fromJSON(event.data)),
  'identity.user.deleted': async (tx, event) => {
    const { userId } = UserDeleted.fromJSON(event.data)
    await eraseLearner(tx, userId)
    await erased(tx, { userId })
  },
}
