/** Plans in the words of the public contract. */
import type { Intake } from '@quint/proto/gen/quint/plans/v1/intake.ts'
import type { Plan } from '@quint/proto/gen/quint/plans/v1/plan.ts'
import type { Event, Occurrence } from '@quint/proto/gen/quint/plans/v1/planner.ts'
import type { Comment, Problem } from '@quint/proto/gen/quint/plans/v1/problem.ts'
import type { Review } from '@quint/proto/gen/quint/plans/v1/review.ts'
import type { EventBody, EventChange, IntakeBody } from './schema.ts'

const everyDay = [1, 2, 3, 4, 5, 6, 7]

export function toRequest({ constraints = '', pastExperience = '', daysAvailable = everyDay, ...rest }: IntakeBody): Intake {
  return { ...rest, constraints, pastExperience, daysAvailable, regenerationAnswers: [], updatedAt: '' }
}

export const orNull = (text: string): string | null => (text === '' ? null : text)

export function toIntake({ constraints, pastExperience, ...rest }: Intake) {
  return {
    ...rest,
    constraints: orNull(constraints),
    pastExperience: orNull(pastExperience),
    _links: { self: { href: '/api/intake' }, generate: { href: '/api/plans/generate', method: 'POST' } },
  }
}

export function toPlan(plan: Plan) {
  const self = `/api/plans/${plan.id}`
  const current = {
    items: { href: `${self}/items/{itemId}`, method: 'PATCH' },
    slip: { href: `${self}/slip`, method: 'POST' },
    regenerate: { href: `${self}/regenerate`, method: 'POST' },
  }
  const actions = plan.status === 'current' ? current : plan.status === 'proposed' ? { decide: { href: `${self}/decision`, method: 'POST' } } : {}
  return { ...plan, _links: { self: { href: self }, ...actions } }
}

export function toProblem({ tooHard, goodIntro, patternPractice, link, ...problem }: Problem) {
  const self = `/api/problems/${problem.id}`
  const shared = {
    upvote: { href: `${self}/upvote`, method: problem.upvoted ? 'DELETE' : 'PUT' },
    comments: { href: `${self}/comments` },
    hint: { href: `${self}/hint`, method: 'POST' },
  }
  const own = { delete: { href: self, method: 'DELETE' } }
  return {
    ...problem,
    link: orNull(link),
    tags: { too_hard: tooHard, good_intro: goodIntro, pattern_practice: patternPractice },
    _links: { self: { href: self }, notes: { href: `${self}/notes`, method: 'PUT' }, ...(problem.source === 'own' ? own : shared) },
  }
}

export function toComment({ tag, reason, appealed, ...comment }: Comment) {
  const self = `/api/comments/problem/${comment.id}`
  if (!comment.own) return { ...comment, tag: orNull(tag), _links: { report: { href: `${self}/report`, method: 'POST' } } }
  const removed = comment.status === 'removed'
  const links = {
    ...(removed ? {} : { update: { href: self, method: 'PATCH' } }),
    ...(removed && !appealed ? { appeal: { href: `${self}/appeal`, method: 'POST' } } : {}),
    delete: { href: self, method: 'DELETE' },
  }
  return { ...comment, tag: orNull(tag), reason: orNull(reason), appealed, _links: links }
}

export function toReview(review: Review) {
  return { ...review, _links: { grade: { href: `/api/reviews/${review.id}/grade`, method: 'POST' } } }
}

/** @param before what it was, for what a change leaves out. */
export function toEventRequest(body: EventBody | EventChange, before: Partial<Event> = {}): Event {
  return {
    id: before.id ?? '',
    title: body.title ?? before.title ?? '',
    description: body.description ?? before.description ?? '',
    subject: body.subject ?? before.subject ?? '',
    type: body.type ?? before.type ?? '',
    startDate: body.startDate ?? before.startDate ?? '',
    endDate: body.endDate ?? before.endDate ?? '',
    rrule: body.rrule ?? before.rrule ?? '',
    remindMinutesBefore: body.remindMinutesBefore ?? before.remindMinutesBefore ?? [],
    timeZone: body.timeZone ?? before.timeZone ?? '',
    completed: ('completed' in body ? body.completed : undefined) ?? before.completed ?? [],
    sequence: 0,
    updatedAt: '',
  }
}

export function toEvent({ rrule, ...event }: Event) {
  const self = `/api/planner/events/${event.id}`
  return {
    ...event,
    rrule: orNull(rrule),
    _links: { self: { href: self }, update: { href: self, method: 'PATCH' }, delete: { href: self, method: 'DELETE' } },
  }
}

export function toOccurrence(occurrence: Occurrence) {
  const { eventId, type } = occurrence
  return { ...occurrence, _links: type === 'plan' ? { plan: { href: '/api/plans/current' } } : { event: { href: `/api/planner/events/${eventId}` } } }
}

export function toPage<Item>(items: readonly Item[], nextCursor: string, href: string) {
  return { items, nextCursor: orNull(nextCursor), _links: { self: { href } } }
}
