/** Routes of the calendar: events, the feed and its secret, files, reminders. */
import type { Event } from '@quint/proto/gen/quint/plans/v1/planner.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { sendText } from '../http/etag.ts'
import { learnerRoute, openRoute, type Route } from '../http/route.ts'
import { toEvent, toEventRequest, toOccurrence, toPage } from './mapping.ts'
import type { PlansOptions } from './options.ts'
import * as schema from './schema.ts'

export function plannerRoutes(options: PlansOptions): readonly Route[] {
  return [...readingRoutes(options), ...writingRoutes(options), ...feedRoutes(options), ...reminderRoutes(options)]
}

const events = '/api/planner/events'
/** An .ics file of 500 events. */
const importDeadlineMs = 15_000

function readingRoutes({ plans }: PlansOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'get',
      path: events,
      summary: 'What is planned between two times: occurrences of your events, and the days of your plan',
      replies: [200, 'Occurrences in the order of their starts'],
      query: schema.span,
      async handle({ query, request, signal }, learner) {
        const { occurrences } = await plans.listEvents(query, { signal, learnerToken: learner.token })
        return { status: 200, body: toPage(occurrences.map(toOccurrence), '', request.originalUrl) }
      },
    }),
    learnerRoute({
      method: 'get',
      path: `${events}/:id`,
      summary: 'One event, with its recurrence and reminders',
      replies: [200, 'The event'],
      revalidates: true,
      async handle({ params, signal }, learner) {
        const { event } = await plans.getEvent({ eventId: params.id ?? '' }, { signal, learnerToken: learner.token })
        return { status: 200, body: { event: toEvent(there(event)) } }
      },
    }),
  ]
}

function writingRoutes({ plans }: PlansOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'post',
      path: events,
      summary: 'Plan something, once or again and again, with reminders',
      replies: [201, 'The event'],
      idempotent: true,
      body: schema.event,
      async handle({ body, signal, effectId }, learner) {
        const asking = { signal, learnerToken: learner.token, ...(effectId === undefined ? {} : { effectId }) }
        const { event } = await plans.createEvent({ event: toEventRequest(body) }, asking)
        return { status: 201, body: { event: toEvent(there(event)) } }
      },
    }),
    learnerRoute({
      method: 'patch',
      path: `${events}/:id`,
      summary: 'Change an event; what is left out stays',
      replies: [200, 'The event'],
      body: schema.eventChange,
      async handle({ body, params, signal }, learner) {
        const asking = { signal, learnerToken: learner.token }
        const { event: before } = await plans.getEvent({ eventId: params.id ?? '' }, asking)
        const { event } = await plans.updateEvent({ event: toEventRequest(body, there(before)) }, asking)
        return { status: 200, body: { event: toEvent(there(event)) } }
      },
    }),
    learnerRoute({
      method: 'delete',
      path: `${events}/:id`,
      summary: 'Take an event away, with its reminders',
      replies: [204, 'It is gone'],
      async handle({ params, signal }, learner) {
        await plans.deleteEvent({ eventId: params.id ?? '' }, { signal, learnerToken: learner.token })
        return { status: 204, body: undefined }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/planner/import',
      summary: 'Bring events along from an .ics file; those brought before are replaced',
      replies: [200, 'How many were taken, how many were not, and what was taken otherwise than the file says'],
      body: schema.calendarFile,
      async handle({ body, signal }, learner) {
        const { imported, passedOver, notes } = await plans.importCalendar(body, { signal, learnerToken: learner.token, deadline: importDeadlineMs })
        return { status: 200, body: { imported, passedOver, notes } }
      },
    }),
  ]
}

function feedRoutes({ plans, publicUrl }: PlansOptions): readonly Route[] {
  const told = (secret: string) => {
    const url = `${publicUrl}/api/planner/calendar.ics?token=${secret}`
    const rotate = { href: '/api/planner/calendar/rotate', method: 'POST' }
    return { status: 200, body: { url, webcal: url.replace(/^https?:/, 'webcal:'), _links: { feed: { href: url }, rotate } } }
  }
  return [
    learnerRoute({
      method: 'get',
      path: '/api/planner/calendar',
      summary: 'The secret link under which your calendar can be subscribed to',
      replies: [200, 'The link'],
      async handle({ signal }, learner) {
        return told((await plans.getFeed({}, { signal, learnerToken: learner.token })).secret)
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/planner/calendar/rotate',
      summary: 'Another secret link; the one before leads nowhere from now on',
      replies: [200, 'The link'],
      async handle({ signal }, learner) {
        return told((await plans.rotateFeed({}, { signal, learnerToken: learner.token })).secret)
      },
    }),
    openRoute({
      method: 'get',
      path: '/api/planner/calendar.ics',
      summary: 'The calendar that a secret link stands for, as iCalendar',
      replies: [200, 'text/calendar'],
      query: schema.calendar,
      async handle({ query, request, response, signal }) {
        const { ics } = await plans.readFeed({ secret: query.token }, { signal })
        sendText(request, response, { type: 'text/calendar; charset=utf-8', body: Buffer.from(ics) })
        return undefined
      },
    }),
  ]
}

function reminderRoutes({ plans }: PlansOptions): readonly Route[] {
  return [
    learnerRoute({
      method: 'get',
      path: '/api/planner/reminders',
      summary: 'Reminders that came due, newest first',
      replies: [200, 'A page of reminders'],
      query: schema.page,
      async handle({ query, request, signal }, learner) {
        const asked = { limit: query.limit, cursor: query.cursor ?? '' }
        const { reminders, nextCursor } = await plans.listReminders(asked, { signal, learnerToken: learner.token })
        return { status: 200, body: toPage(reminders, nextCursor, request.originalUrl) }
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/planner/reminders/key',
      summary: 'The key that a browser needs before it takes pushes',
      replies: [200, 'The public key, base64url'],
      async handle({ signal }, learner) {
        const { publicKey } = await plans.subscribePush({ endpoint: '', p256dh: '', auth: '' }, { signal, learnerToken: learner.token })
        return { status: 200, body: { publicKey } }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/planner/reminders/subscribe',
      summary: 'Let this browser be reminded, by its push subscription',
      replies: [201, 'The key by which pushes are signed'],
      body: schema.subscription,
      async handle({ body, signal }, learner) {
        const { endpoint, keys } = body
        const { publicKey } = await plans.subscribePush({ endpoint, ...keys }, { signal, learnerToken: learner.token })
        return { status: 201, body: { publicKey } }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/planner/reminders/unsubscribe',
      summary: 'This browser is not reminded any more',
      replies: [204, 'Noted'],
      body: schema.unsubscription,
      async handle({ body, signal }, learner) {
        await plans.unsubscribePush({ endpoint: body.endpoint }, { signal, learnerToken: learner.token })
        return { status: 204, body: undefined }
      },
    }),
  ]
}

function there(event: Event | undefined): Event {
  if (event === undefined) throw new Failure('not_found', 'There is no such event.')
  return event
}
