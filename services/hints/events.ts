/** What hints publishes and consumes. */
import type { Event } from '@quint/bus/event.ts'
import { record } from '@quint/bus/outbox.ts'
import type { Tx } from '@quint/db/database.ts'
import { HintGiven, LearnerErased } from '@quint/proto/gen/quint/hints/v1/events.ts'
import { UserDeleted } from '@quint/proto/gen/quint/identity/v1/events.ts'
import { eraseLearner } from './store.ts'

export const topics = ['quint.identity.user.v1'] as const

export async function hintGiven(tx: Tx, hint: HintGiven): Promise<void> {
  await record(tx, { type: 'hints.hint.given', topic: 'quint.hints.hint.v1', key: hint.hintId, data: HintGiven.toJSON(hint) })
}

export const handlers = {
  'identity.user.deleted': async (tx: Tx, event: Event): Promise<void> => {
    const { userId } = UserDeleted.fromJSON(event.data)
    await eraseLearner(tx, userId)
    // Also when there was nothing to erase: whoever waits for it hears that there is nothing.
    await record(tx, { type: 'hints.learner.erased', topic: 'quint.hints.learner.v1', key: userId, data: LearnerErased.toJSON({ userId }) })
  },
} as const
