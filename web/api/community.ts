/** What others let be read, and the boards, as the gateway has them. */
import type { AdditionKind, Element } from '../coach/coach-client.ts'
import { http, type Site } from './gateway.ts'
import { query } from './query.ts'

export interface SharedCard {
  readonly id: string
  readonly pseudonym: string
  readonly title: string
  readonly difficulty: string
  readonly sharedAt: string
  readonly own: boolean
  /** Over all answers. */
  readonly words: number
}

export interface SharedSession extends SharedCard {
  readonly answers: readonly { readonly promptIndex: number; readonly element: Element; readonly prompt: string; readonly text: string }[]
  readonly finalResponse: string
  readonly added: readonly { readonly kind: AdditionKind; readonly text: string }[]
}

export interface Page<Item> {
  readonly items: readonly Item[]
  readonly nextCursor: string | null
}

export type Span = 'week' | 'month' | 'all'
export type Metric = 'streak' | 'sessions' | 'depth' | 'change'

export interface Place {
  /** Equals share one, and the next is left out. */
  readonly place: number
  readonly pseudonym: string
  readonly value: number
  readonly own: boolean
}

export interface Board extends Page<Place> {
  readonly own: Place | null
  readonly joined: boolean
  readonly pseudonym: string | null
  /** A board shows from so many learners on. */
  readonly fewest: number
}

export type ReportReason = 'harassment' | 'personal_data' | 'spam' | 'solution' | 'self_harm' | 'other'

export interface FeedRequest {
  readonly q: string
  readonly site: Site | undefined
  readonly cursor: string | undefined
}

export const community = {
  sessions: ({ q, site, cursor }: FeedRequest, signal?: AbortSignal) =>
    http.json<Page<SharedCard>>(`/api/community/sessions${query({ q, site, cursor })}`, { signal }),
  session: async (id: string, signal?: AbortSignal) =>
    (await http.json<{ session: SharedSession }>(`/api/community/sessions/${encodeURIComponent(id)}`, { signal })).session,
  report: (id: string, reason: ReportReason, detail: string) =>
    http.json<undefined>(`/api/community/sessions/${encodeURIComponent(id)}/report`, {
      method: 'POST',
      body: { reason, ...(detail === '' ? {} : { detail }) },
    }),
  board: (asked: { readonly window: Span; readonly metric: Metric; readonly cursor: string | undefined }, signal?: AbortSignal) =>
    http.json<Board>(`/api/leaderboard${query(asked)}`, { signal }),
  join: (displayAs: string) =>
    http.json<undefined>('/api/leaderboard/membership', { method: 'PUT', body: { joined: true, ...(displayAs === '' ? {} : { displayAs }) } }),
  leave: () => http.json<undefined>('/api/leaderboard/membership', { method: 'PUT', body: { joined: false } }),
}
