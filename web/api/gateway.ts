/** The gateway as the pages use it. */
import type { Element, Prompt, Session, SessionStatus, Transcript } from '../coach/coach-client.ts'
import type { Vital } from '../ui/vitals.ts'
import { createHttp, type Http } from './http.ts'

export interface User {
  readonly id: string
  readonly email: string
  readonly displayName: string
  readonly emailVerified: boolean
  readonly roles: readonly string[]
  readonly timeZone: string
  readonly createdAt: string
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

export interface Dashboard {
  readonly recentSessions: readonly Session[]
  readonly streak: Streak | null
  readonly elements: Readonly<Partial<Record<Element, ElementTrend>>>
  readonly quintessence: { readonly sessions: number; readonly averageAdditions: number; readonly trend: readonly number[] } | null
  readonly weakestElement: Element | null
  readonly commonestFinding: string | null
  readonly completedSessions: number
}

export interface SessionPage {
  readonly items: readonly Session[]
  readonly nextCursor: string | null
}

export interface History {
  readonly q: string
  readonly status: SessionStatus | undefined
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

export const accounts = {
  me: async (signal?: AbortSignal): Promise<User> => (await get<{ user: User }>('/api/auth/me', signal)).user,
  register: (form: { email: string; password: string; displayName: string; timeZone: string }) => post<{ user: User }>('/api/auth/register', form),
  login: (form: { email: string; password: string }) => post<{ user: User }>('/api/auth/login', form),
  logout: () => post<undefined>('/api/auth/logout'),
  verifyEmail: (token: string) => post<undefined>('/api/auth/verify-email', { token }),
  resendVerification: () => post<unknown>('/api/auth/resend-verification'),
  forgotPassword: (email: string) => post<unknown>('/api/auth/forgot-password', { email }),
  resetPassword: (token: string, password: string) => post<undefined>('/api/auth/reset-password', { token, password }),
  change: async (id: string, body: { displayName?: string; timeZone?: string }): Promise<User> =>
    (await http.json<{ user: User }>(`/api/users/${id}`, { method: 'PATCH', body })).user,
  remove: (id: string, password: string) => http.json<undefined>(`/api/users/${id}`, { method: 'DELETE', body: { password } }),
  async exported(id: string): Promise<Blob> {
    const response = await http.open(`/api/users/${id}/export`, { deadlineMs: 60_000 })
    return response.blob()
  },
}

export const learning = {
  dashboard: (signal?: AbortSignal) => get<Dashboard>('/api/user/dashboard', signal),
  sessions({ q, status, cursor, limit }: History, signal?: AbortSignal): Promise<SessionPage> {
    const query = new URLSearchParams()
    if (q !== '') query.set('q', q)
    if (status !== undefined) query.set('status', status)
    if (cursor !== undefined) query.set('cursor', cursor)
    if (limit !== undefined) query.set('limit', String(limit))
    return get(`/api/user/sessions${query.size === 0 ? '' : `?${query}`}`, signal)
  },
  transcript: (id: string, signal?: AbortSignal) => get<Transcript>(`/api/session/${encodeURIComponent(id)}`, signal),
  elements: (signal?: AbortSignal) => get<{ elements: readonly ElementDescription[]; source: string }>('/api/elements', signal),
}

/** Outlives the page, and fails in silence: nobody waits for it. */
export function reportVital(vital: Vital): void {
  const headers = { 'content-type': 'application/json', 'x-quint-client': 'web' }
  fetch('/api/telemetry/vitals', { method: 'POST', keepalive: true, headers, body: JSON.stringify(vital) }).catch(() => undefined)
}
