/** The contract's calls about the calendar. */
import { randomBytes } from 'node:crypto'
import type { Learner } from '@quint/auth/learner.ts'
import type { Database, Tx } from '@quint/db/database.ts'
import type { PlansServiceImplementation } from '@quint/proto/gen/quint/plans/v1/plans.ts'
import { effectIdOf, learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { isUuid, uuidv7 } from '@quint/runtime/uuid.ts'
import { checkedLimit, pageOf, parseCursor } from '../cursor.ts'
import { findProfile } from '../intake/store.ts'
import { isTimeZone } from '../plan/calendar-day.ts'
import { invalid } from '../problems/checks.ts'
import { lockLearner } from '../store.ts'
import { entriesBetween } from './calendar.ts'
import { checkedEvent, type PlannerEvent, toWire } from './event.ts'
import { toCalendar } from './feed.ts'
import { readCalendar } from './importing.ts'
import { checkedSubscription, type Pusher } from './push.ts'
import { listReminders } from './reminder-store.ts'
import { nextReminder } from './reminding.ts'
import * as store from './store.ts'

export interface PlannerDeps {
  readonly database: Database
  readonly pusher: Pusher
  readonly now: () => Date
}

const dayMs = 86_400_000
const longestSpanMs = 400 * dayMs
const mostEvents = 5000
/** What calendars show of the past and of the time to come. */
const feedPastMs = 60 * dayMs
const feedComingMs = 370 * dayMs

export function plannerCalls(deps: PlannerDeps) {
  return { ...eventCalls(deps), ...feedCalls(deps), ...reminderCalls(deps) } satisfies Partial<PlansServiceImplementation>
}

function eventCalls({ database, now }: PlannerDeps) {
  const save = (tx: Tx, userId: string, event: PlannerEvent, importedUid = '') =>
    store.saveEvent(tx, userId, { event, nextReminderAt: nextReminder(event, now()), importedUid })
  return {
    async listEvents({ from, to }, context) {
      const { userId } = learnerOf(context)
      const span = checkedSpan(from, to)
      const entries = await database.asReader(userId, (tx) => entriesBetween(tx, userId, span))
      return {
        occurrences: entries.map(({ eventId, title, description, subject, type, start, end, completed, recurring }) => {
          return { eventId, title, description, subject, type, startDate: start.toISOString(), endDate: end.toISOString(), completed, recurring }
        }),
      }
    },
    async createEvent({ event }, context) {
      const learner = learnerOf(context)
      const { userId } = learner
      if (event === undefined) throw invalid('event', 'is missing')
      return database.asLearner(userId, async (tx) => {
        await lockLearner(tx, userId)
        if ((await store.countEvents(tx, userId)) >= mostEvents) throw new Failure('conflict', `You have ${mostEvents} events: take some away first.`)
        const checked = checkedEvent(event, { id: effectIdOf(context) ?? uuidv7(), zone: await zoneOf(tx, learner) })
        // An event that is told again under its id is there already.
        return { event: toWire((await store.findEvent(tx, userId, checked.id)) ?? (await save(tx, userId, checked))) }
      })
    },
    async updateEvent({ event }, context) {
      const { userId } = learnerOf(context)
      if (event === undefined || !isUuid(event.id)) throw notThere()
      return database.asLearner(userId, async (tx) => {
        await lockLearner(tx, userId)
        const known = await store.findEvent(tx, userId, event.id)
        if (known === undefined) throw notThere()
        return { event: toWire(await save(tx, userId, checkedEvent(event, { id: known.id, zone: known.timeZone }))) }
      })
    },
    async deleteEvent({ eventId }, context) {
      const { userId } = learnerOf(context)
      if (!isUuid(eventId) || !(await database.asLearner(userId, (tx) => store.deleteEvent(tx, userId, eventId)))) throw notThere()
      return {}
    },
    async getEvent({ eventId }, context) {
      const { userId } = learnerOf(context)
      const event = isUuid(eventId) ? await database.asReader(userId, (tx) => store.findEvent(tx, userId, eventId)) : undefined
      if (event === undefined) throw notThere()
      return { event: toWire(event) }
    },
    async importCalendar({ ics }, context) {
      const learner = learnerOf(context)
      const { userId } = learner
      return database.asLearner(userId, async (tx) => {
        await lockLearner(tx, userId)
        const { events, passedOver, notes } = readCalendar(ics, { newId: uuidv7, zone: await zoneOf(tx, learner) })
        if ((await store.countEvents(tx, userId)) + events.length > mostEvents)
          throw new Failure('conflict', `You would have more than ${mostEvents} events.`)
        for (const { importedUid, ...event } of events) await save(tx, userId, event, importedUid)
        return { imported: events.length, passedOver, notes: notes.map((one) => ({ ...one })) }
      })
    },
  } satisfies Partial<PlansServiceImplementation>
}

function feedCalls({ database, now }: PlannerDeps) {
  const secretOf = (userId: string, replace: boolean) =>
    database.asLearner(userId, async (tx) => {
      await lockLearner(tx, userId)
      return { secret: await store.feedSecret(tx, userId, { secret: randomBytes(32).toString('base64url'), replace }) }
    })
  return {
    getFeed: (_request, context) => secretOf(learnerOf(context).userId, false),
    rotateFeed: (_request, context) => secretOf(learnerOf(context).userId, true),
    async readFeed({ secret }) {
      const known = /^[\w-]{43}$/.test(secret)
      const userId = known ? await database.asService((tx) => store.feedOwner(tx, secret)) : undefined
      if (userId === undefined) throw new Failure('not_found', 'There is no such calendar.')
      const at = now().getTime()
      const span = { from: new Date(at - feedPastMs), to: new Date(at + feedComingMs) }
      const entries = await database.asReader(userId, (tx) => entriesBetween(tx, userId, span))
      return { ics: Buffer.from(toCalendar('Quint', entries)) }
    },
  } satisfies Partial<PlansServiceImplementation>
}

function reminderCalls({ database, pusher }: PlannerDeps) {
  return {
    async subscribePush(request, context) {
      const { userId } = learnerOf(context)
      const publicKey = await pusher.publicKey()
      // Without an address it only asks for the key.
      if (request.endpoint === '') return { publicKey }
      const subscription = checkedSubscription(request, pusher.hosts)
      await database.asLearner(userId, async (tx) => {
        await lockLearner(tx, userId)
        await store.saveSubscription(tx, userId, subscription)
      })
      return { publicKey }
    },
    async unsubscribePush({ endpoint }, context) {
      const { userId } = learnerOf(context)
      await database.asLearner(userId, (tx) => store.deleteSubscription(tx, userId, endpoint))
      return {}
    },
    async listReminders({ limit, cursor }, context) {
      const { userId } = learnerOf(context)
      const page = { ...parseCursor(cursor), limit: checkedLimit(limit) }
      const { rows, nextCursor } = pageOf(await database.asReader(userId, (tx) => listReminders(tx, userId, page)), page.limit)
      return { reminders: rows.map(({ id, eventId, title, startDate, dueAt }) => ({ id, eventId, title, startDate, dueAt })), nextCursor }
    },
  } satisfies Partial<PlansServiceImplementation>
}

async function zoneOf(tx: Tx, { userId, timeZone }: Learner): Promise<string> {
  const zone = (await findProfile(tx, userId))?.timeZone ?? timeZone
  return isTimeZone(zone) ? zone : 'UTC'
}

function checkedSpan(from: string, to: string) {
  const [start, end] = [Date.parse(from), Date.parse(to)]
  if (Number.isNaN(start)) throw invalid('from', 'must be a time')
  if (Number.isNaN(end) || end <= start || end - start > longestSpanMs) throw invalid('to', 'must be a time after from, at most 400 days')
  return { from: new Date(start), to: new Date(end) }
}

const notThere = (): Failure => new Failure('not_found', 'There is no such event.')
