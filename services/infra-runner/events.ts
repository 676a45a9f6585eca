/** What the runner publishes and consumes. */
import type { EventHandler } from '@quint/bus/consumer.ts'
import { record } from '@quint/bus/outbox.ts'
import type { Tx } from '@quint/db/database.ts'
import { UserDeleted } from '@quint/proto/gen/quint/identity/v1/events.ts'
import { LearnerErased, SubmissionEnded, SubmissionStarted, TrialFinished } from '@quint/proto/gen/quint/runner/v1/events.ts'
import { eraseLearner } from './store.ts'

export const topics = ['quint.identity.user.v1'] as const

export const handlers: Readonly<Record<string, EventHandler>> = {
  'identity.user.deleted': async (tx, event) => {
    const { userId } = UserDeleted.fromJSON(event.data)
    await eraseLearner(tx, userId)
    // Also when there was nothing to erase: whoever waits for it hears that there is nothing.
    await record(tx, { type: 'runner.learner.erased', topic: 'quint.runner.learner.v1', key: userId, data: LearnerErased.toJSON({ userId }) })
  },
}

export const trialFinished = (tx: Tx, event: TrialFinished): Promise<void> =>
  record(tx, {
    type: 'runner.trial.finished',
    topic: 'quint.runner.trial.v1',
    key: event.runId,
    data: TrialFinished.toJSON(TrialFinished.fromPartial(event)),
  })

export const submissionStarted = (tx: Tx, event: SubmissionStarted): Promise<void> =>
  record(tx, {
    type: 'runner.submission.started',
    topic: 'quint.runner.submission.v1',
    key: event.submissionId,
    data: SubmissionStarted.toJSON(event),
  })

export const submissionEnded = (tx: Tx, event: SubmissionEnded): Promise<void> =>
  record(tx, { type: 'runner.submission.ended', topic: 'quint.runner.submission.v1', key: event.submissionId, data: SubmissionEnded.toJSON(event) })
