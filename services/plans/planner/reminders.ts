/** Tells reminders that come due: in the app once, whatever happens; to browsers again after a crash between sending and noting it, or where a push service did not take it, under the same topic. */
import type { Database } from '@quint/db/database.ts'
import type { Log } from '@quint/runtime/log.ts'
import { startRepeating } from '@quint/runtime/repeating.ts'
import { count } from '@quint/telemetry/metrics.ts'
import * as events from '../events.ts'
import type { SendPush } from './push.ts'
import * as store from './reminder-store.ts'
import { endOfLife, nextReminder, nextTry, remindersDue } from './reminding.ts'
import { deleteSubscription, dueEvents, setNextReminder, subscriptionsOf, takeDueEvent } from './store.ts'

export interface RemindersOptions {
  readonly database: Database
  readonly send: SendPush
  readonly now: () => Date
  readonly log: Log
  readonly everyMs: number
}

const batch = 200
/** Whoever has taken a reminder to push it and says nothing for so long has crashed. */
const claimMs = 60_000

export function startReminders(options: RemindersOptions): AsyncDisposable {
  const owned = new AsyncDisposableStack()
  const { log, everyMs } = options
  owned.use(startRepeating({ name: 'reminders.due', everyMs, work: async () => ((await tellDue(options)) === batch ? 'more' : 'done'), log }))
  owned.use(startRepeating({ name: 'reminders.push', everyMs, work: async () => ((await pushTold(options)) === batch ? 'more' : 'done'), log }))
  return owned
}

/** @returns how many events were looked at. */
async function tellDue({ database, now }: Pick<RemindersOptions, 'database' | 'now'>): Promise<number> {
  const at = now()
  const due = await database.asService((tx) => dueEvents(tx, { at, most: batch }))
  for (const { eventId, userId } of due) {
    await database.asLearner(userId, async (tx) => {
      const event = await takeDueEvent(tx, userId, { eventId, at })
      if (event === undefined) return
      for (const { startsAt, minutesBefore, dueAt } of remindersDue(event, { since: event.since, now: at })) {
        const reminderId = await store.insertReminder(tx, userId, { eventId, title: event.title, startsAt, minutesBefore, dueAt })
        if (reminderId === undefined) continue
        await events.reminderDue(tx, { reminderId, userId, eventId, startsAt: startsAt.toISOString() })
        count('quint.reminders.told', {})
      }
      await setNextReminder(tx, userId, { eventId, at: nextReminder(event, at) })
    })
  }
  return due.length
}

/** @returns how many reminders were looked at. */
async function pushTold(options: Pick<RemindersOptions, 'database' | 'send' | 'now'>): Promise<number> {
  const waiting = await options.database.asService((tx) => store.unpushed(tx, { at: options.now(), most: batch }))
  for (const { reminderId, userId } of waiting) await pushOne(options, userId, reminderId)
  return waiting.length
}

/** To each browser that has not got it; to those whose push service was busy or out of reach again later, for as long as the reminder lives. */
async function pushOne({ database, send, now }: Pick<RemindersOptions, 'database' | 'send' | 'now'>, userId: string, id: string): Promise<void> {
  const at = now()
  const { reminder, subscriptions } = await database.asLearner(userId, async (tx) => ({
    reminder: await store.claimReminder(tx, userId, { id, at, until: new Date(at.getTime() + claimMs) }),
    subscriptions: await subscriptionsOf(tx, userId),
  }))
  if (reminder === undefined) return
  const { pushTo, tries, dueAt, startDate } = reminder
  const payload = JSON.stringify({ kind: 'reminder', id, title: reminder.title, startDate })
  // The same for every try.
  const topic = id.replaceAll('-', '')
  const sent = await Promise.all(
    subscriptions
      .filter((one) => pushTo === null || pushTo.includes(one.id))
      .map(async (subscription) => ({ subscription, ...(await send({ subscription, topic, payload })) })),
  )
  for (const { outcome } of sent) count('quint.pushes', { 'quint.push.outcome': outcome })
  const failed = sent.filter(({ outcome }) => outcome === 'failed')
  const after = nextTry({ tries, at, retryAfterMs: Math.max(0, ...failed.map(({ retryAfterMs }) => retryAfterMs)) })
  await database.asLearner(userId, async (tx) => {
    for (const { outcome, subscription } of sent) if (outcome === 'gone') await deleteSubscription(tx, userId, subscription.endpoint)
    if (failed.length === 0 || after > endOfLife({ dueAt, startDate })) await store.markPushed(tx, userId, id)
    else await store.postponePush(tx, userId, { id, after, to: failed.map(({ subscription }) => subscription.id) })
  })
}
