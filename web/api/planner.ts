/** The learner's calendar, through the gateway. */
import type { Page } from './community.ts'
import { http } from './gateway.ts'

export interface Occurrence {
  readonly eventId: string
  readonly title: string
  readonly description: string
  readonly type: string
  readonly startDate: string
  readonly endDate: string
  readonly completed: boolean
  readonly recurring: boolean
}

export interface PlannerEvent {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly type: string
  readonly startDate: string
  readonly endDate: string
  readonly rrule: string | null
  readonly remindMinutesBefore: readonly number[]
  readonly completed: readonly string[]
}

export interface Reminder {
  readonly id: string
  readonly eventId: string
  readonly title: string
  readonly startDate: string
  readonly dueAt: string
}

export interface Imported {
  readonly imported: number
  readonly passedOver: number
  readonly notes: readonly { readonly title: string; readonly note: string }[]
}

export type EventChange = Partial<Omit<PlannerEvent, 'id' | 'rrule'> & { readonly rrule: string }>

const path = (id: string): string => `/api/planner/events/${encodeURIComponent(id)}`

export const planner = {
  between: async (from: Date, to: Date, signal?: AbortSignal) =>
    (await http.json<Page<Occurrence>>(`/api/planner/events?${new URLSearchParams({ from: from.toISOString(), to: to.toISOString() })}`, { signal }))
      .items,
  event: async (id: string, signal?: AbortSignal) => (await http.json<{ event: PlannerEvent }>(path(id), { signal })).event,
  create: (event: EventChange, key: string) => http.json<undefined>('/api/planner/events', { method: 'POST', body: event, idempotencyKey: key }),
  change: (id: string, change: EventChange) => http.json<undefined>(path(id), { method: 'PATCH', body: change }),
  remove: (id: string) => http.json<undefined>(path(id), { method: 'DELETE' }),
  feed: (signal?: AbortSignal) => http.json<{ url: string; webcal: string }>('/api/planner/calendar', { signal }),
  rotate: () => http.json<{ url: string; webcal: string }>('/api/planner/calendar/rotate', { method: 'POST' }),
  importFile: (ics: string) => http.json<Imported>('/api/planner/import', { method: 'POST', body: { ics } }),
  reminders: async (signal?: AbortSignal) => (await http.json<Page<Reminder>>('/api/planner/reminders?limit=50', { signal })).items,
  pushKey: async () => (await http.json<{ publicKey: string }>('/api/planner/reminders/key')).publicKey,
  subscribe: (subscription: PushSubscriptionJSON) =>
    http.json<undefined>('/api/planner/reminders/subscribe', { method: 'POST', body: { endpoint: subscription.endpoint, keys: subscription.keys } }),
}
