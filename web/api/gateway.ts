/** The gateway as the pages use it. */
import type { Element, Prompt, Session, SessionStatus, Transcript } from '../coach/coach-client.ts'
import type { AskedElement } from '../coach/element.ts'
import type { Theme } from '../ui/theme.ts'
import type { Vital } from '../ui/vitals.ts'
import { createHttp, type Http } from './http.ts'
import { createInTurn } from './in-turn.ts'

export interface User {
  readonly id: string
  readonly email: string
  readonly displayName: string
  readonly emailVerified: boolean
  readonly roles: readonly string[]
  readonly timeZone: string
  readonly createdAt: string
  /** Missing in what a device kept from an earlier version. */
  readonly preferences?: Preferences
  readonly avatarColor?: string
  readonly subjects?: readonly string[]
}

/** That it is the learner: either is enough; neither when a provider has just seen the learner. */
export interface Proof {
  readonly password?: string
  readonly confirmation?: string
}

/** What a learner shows to others. */
export interface PublicUser {
  readonly id: string
  readonly displayName: string
  readonly avatarColor: string
  readonly subjects: readonly string[]
  /** "YYYY-MM" */
  readonly joined: string
}

export interface Preferences {
  readonly hideDifficulty: boolean
  readonly theme: Theme
  /** When the learner's day begins, in hours after midnight. */
  readonly dayStartHour: number
  /** Others may see what one shows. */
  readonly publicProfile?: boolean
  /** "default", or the source of a coach. */
  readonly coach?: string
}

export interface Coach {
  /** "offline", or the provider of a model. */
  readonly source: string
  readonly model: string
}

export interface Coaches extends Coach {
  /** In the order in which the default asks them, the offline coach last. */
  readonly coaches: readonly Coach[]
}

export interface ElementTrend {
  readonly sessions: number
  readonly averageWords: number
  /** Average words an answer, the last ten sessions, oldest first. */
  readonly trend: readonly number[]
}

export interface Streak {
  readonly current: number
  readonly longest: number
  readonly freezesLeft: number
  readonly timeZone: string
  readonly activeToday: boolean
}

/** What was finished in a week. */
export interface Week {
  /** Its first day where the learner was, "YYYY-MM-DD". */
  readonly monday: string
  readonly sessions: number
  /** An answer. */
  readonly averageWords: Readonly<Record<AskedElement, number>>
  /** A session: how deep the change goes. */
  readonly averageAdditions: number
}

export interface Dashboard {
  readonly recentSessions: readonly Session[]
  readonly streak: Streak | null
  readonly elements: Readonly<Partial<Record<Element, ElementTrend>>>
  readonly quintessence: { readonly sessions: number; readonly averageAdditions: number; readonly trend: readonly number[] } | null
  readonly weakestElement: Element | null
  readonly commonestFinding: string | null
  readonly completedSessions: number
  /** The last twelve with a finished session, oldest first; missing in what a device kept from an earlier version. */
  readonly weeks?: readonly Week[]
  readonly dueReviews?: number
  /** What the plan has next; null without a plan. */
  readonly nextItem?: { readonly title: string; readonly minutes: number; readonly date: string } | null
}

export interface SessionPage {
  readonly items: readonly Session[]
  readonly nextCursor: string | null
}

export type Site = 'leetcode' | 'hackerrank' | 'other'

/** Solved elsewhere, and brought along. */
export interface ImportedSubmission {
  readonly id: string
  readonly title: string
  readonly site: string
  readonly slug: string
  readonly language: string
  readonly acceptedAt: string
}

export interface History {
  readonly q: string
  readonly status: SessionStatus | undefined
  readonly site?: Site | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

export interface ElementDescription {
  readonly element: Element
  readonly name: string
  readonly meaning: string
  readonly prompts: readonly Prompt[]
}

export const http: Http = createHttp({
  fetch: (input, init) => fetch(input, init),
  exclusively: (work) => {
    // Without locks (an old browser, an address that is not secure) each tab renews for itself.
    const locks = (navigator as { readonly locks?: LockManager }).locks
    return locks === undefined ? work() : locks.request('quint-renewal', work)
  },
})

const get = <T>(path: string, signal?: AbortSignal): Promise<T> => http.json<T>(path, { signal })
const post = <T>(path: string, body: unknown = {}): Promise<T> => http.json<T>(path, { method: 'POST', body })

export interface ProfileChange {
  readonly displayName?: string
  readonly timeZone?: string
  readonly avatarColor?: string
  readonly subjects?: readonly string[]
  readonly preferences?: Partial<Preferences>
}

/** Each answer is the whole account: an earlier one must not come after a later one. */
const inTurn = createInTurn()
const patched = (id: string, body: ProfileChange): Promise<User> =>
  inTurn(async () => (await http.json<{ user: User }>(`/api/users/${id}`, { method: 'PATCH', body })).user)

export const accounts = {
  person: async (id: string, signal?: AbortSignal): Promise<PublicUser> =>
    (await get<{ user: PublicUser }>(`/api/users/${encodeURIComponent(id)}`, signal)).user,
  me: async (signal?: AbortSignal): Promise<User> => (await get<{ user: User }>('/api/auth/me', signal)).user,
  register: (form: { email: string; password: string; displayName: string; timeZone: string }) => post<{ user: User }>('/api/auth/register', form),
  login: (form: { email: string; password: string }) => post<{ user: User } | { mfaRequired: true }>('/api/auth/login', form),
  logout: () => post<undefined>('/api/auth/logout'),
  verifyEmail: (token: string) => post<undefined>('/api/auth/verify-email', { token }),
  resendVerification: () => post<unknown>('/api/auth/resend-verification'),
  forgotPassword: (email: string) => post<unknown>('/api/auth/forgot-password', { email }),
  resetPassword: (token: string, password: string) => post<undefined>('/api/auth/reset-password', { token, password }),
  change: patched,
  prefer: (id: string, preferences: Partial<Preferences>): Promise<User> => patched(id, { preferences }),
  remove: (id: string, proof: Proof) => http.json<undefined>(`/api/users/${id}`, { method: 'DELETE', body: proof }),
  async exported(id: string): Promise<Blob> {
    const response = await http.open(`/api/users/${id}/export`, { deadlineMs: 60_000 })
    return response.blob()
  },
}

export const learning = {
  dashboard: (signal?: AbortSignal) => get<Dashboard>('/api/user/dashboard', signal),
  sessions({ q, status, site, cursor, limit }: History, signal?: AbortSignal): Promise<SessionPage> {
    const query = new URLSearchParams()
    if (q !== '') query.set('q', q)
    if (status !== undefined) query.set('status', status)
    if (site !== undefined) query.set('site', site)
    if (cursor !== undefined) query.set('cursor', cursor)
    if (limit !== undefined) query.set('limit', String(limit))
    return get(`/api/user/sessions${query.size === 0 ? '' : `?${query}`}`, signal)
  },
  transcript: (id: string, signal?: AbortSignal) => get<Transcript>(`/api/session/${encodeURIComponent(id)}`, signal),
  /** The newest of what was solved elsewhere. */
  imports: (limit: number, signal?: AbortSignal) =>
    get<{ items: readonly ImportedSubmission[]; nextCursor: string | null }>(`/api/imports/submissions?limit=${limit}`, signal),
  /** Who is asked by default, and all that can be chosen. */
  coaches: (signal?: AbortSignal) => get<Coaches>('/api/coach', signal),
  elements: (signal?: AbortSignal) => get<{ elements: readonly ElementDescription[]; source: string }>('/api/elements', signal),
}

/** Outlives the page, and fails in silence: nobody waits for it. */
export function reportVital(vital: Vital): void {
  const headers = { 'content-type': 'application/json', 'x-quint-client': 'web' }
  fetch('/api/telemetry/vitals', { method: 'POST', keepalive: true, headers, body: JSON.stringify(vital) }).catch(() => undefined)
}
