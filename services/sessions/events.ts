/** What sessions publishes and consumes. */
import type { EventHandler } from '@quint/bus/consumer.ts'
import { record } from '@quint/bus/outbox.ts'
import type { Tx } from '@quint/db/database.ts'
import { HintGiven } from '@quint/proto/gen/quint/hints/v1/events.ts'
import { UserDeleted } from '@quint/proto/gen/quint/identity/v1/events.ts'
import { SessionAbandoned, SessionAnswered, SessionCompleted, SessionStarted } from '@quint/proto/gen/quint/sessions/v1/events.ts'
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

function publish(tx: Tx, fact: string, event: { readonly key: string; readonly data: unknown }): Promise<void> {
  return record(tx, { type: `sessions.session.${fact}`, topic: 'quint.sessions.session.v1', ...event })
}

export const handlers: Readonly<Record<string, EventHandler>> = {
  'hints.hint.given': (tx, event) => noteHint(tx, HintGiven.fromJSON(event.data)),
  'identity.user.deleted': (tx, event) => eraseLearner(tx, UserDeleted.fromJSON(event.data).userId),
}
