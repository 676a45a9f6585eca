/** Which facts a page can be told of, what it is told, and the messages for it. */
import { HintGiven } from '@quint/proto/gen/quint/hints/v1/events.ts'
import { ReminderDue } from '@quint/proto/gen/quint/plans/v1/events.ts'
import { SessionAbandoned, SessionAnswered, SessionCompleted, SessionStarted } from '@quint/proto/gen/quint/sessions/v1/events.ts'
import { z } from 'zod'

interface Told {
  readonly userId: string
  /** What the learner's pages need to know; ids only. */
  readonly about: Readonly<Record<string, string>>
}

/** By event type, which is the topic that a page subscribes to. */
export const told: Readonly<Record<string, (data: unknown) => Told>> = {
  'sessions.session.started': (data) => ofSession(SessionStarted.fromJSON(data)),
  'sessions.session.answered': (data) => ofSession(SessionAnswered.fromJSON(data)),
  'sessions.session.completed': (data) => ofSession(SessionCompleted.fromJSON(data)),
  'sessions.session.abandoned': (data) => ofSession(SessionAbandoned.fromJSON(data)),
  'hints.hint.given': (data) => {
    const { userId, sessionId, hintId } = HintGiven.fromJSON(data)
    return { userId, about: { session_id: sessionId, hint_id: hintId } }
  },
  'plans.reminder.due': (data) => {
    const { userId, reminderId, eventId, startsAt } = ReminderDue.fromJSON(data)
    return { userId, about: { reminder_id: reminderId, event_id: eventId, starts_at: startsAt } }
  },
}

function ofSession({ userId, sessionId }: { readonly userId: string; readonly sessionId: string }): Told {
  return { userId, about: { session_id: sessionId } }
}

export const notice = z.object({ topic: z.string(), time: z.string(), data: z.record(z.string(), z.string()) })

export const noticesContract = {
  name: 'notices',
  purpose: 'Facts about the learner, as they happen.',
  takes: {
    subscribe: z.strictObject({
      topics: z
        .array(z.enum(Object.keys(told) as [string, ...string[]]))
        .max(20)
        .describe('All that are wanted from now on; none ends it.'),
      last_seq: z.int().min(0).optional().describe('The last event that was received: those that were missed come again, as far as they are known.'),
    }),
  },
  sends: { event: notice.extend({ seq: z.int() }) },
} as const
