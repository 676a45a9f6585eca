/** The gateway as the administrators' pages use it. */
import { http } from '../../../api/gateway.ts'

export interface Page<Item> {
  readonly items: readonly Item[]
  readonly nextCursor: string | null
}

export interface Account {
  readonly id: string
  readonly email: string
  readonly displayName: string
  readonly avatarColor: string
  readonly roles: readonly string[]
  readonly emailVerified: boolean
  readonly createdAt: string
  readonly lastActiveAt: string | null
  readonly status: 'active' | 'suspended'
}

export interface Device {
  readonly id: string
  readonly label: string
  readonly lastUsedAt: string
}

export interface Deed {
  readonly id: string
  readonly sequence: number
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly detail: Readonly<Record<string, string | number>>
}

export interface Erasure {
  readonly userId: string
  readonly askedAt: string
  readonly askedBy: 'learner' | 'admin'
  readonly doneAt: string | null
  readonly steps: readonly { readonly service: string; readonly doneAt: string | null }[]
}

export interface Waiting {
  readonly service: string
  readonly waiting: number
  readonly oldestSeconds: number
}

export interface DeadLetter {
  readonly id: string
  readonly group: string
  readonly type: string
  readonly error: string
  readonly attempts: number
  readonly replays: number
  readonly lastFailedAt: string
}

export interface ModerationEntry {
  readonly id: string
  readonly kind: string
  readonly status: string
  readonly session: {
    readonly title: string
    readonly pseudonym: string
    readonly answers: readonly { readonly text?: string; readonly responseText?: string }[]
    readonly finalResponse: string
  } | null
  readonly reasons: readonly { readonly code: string; readonly message: string; readonly part: string }[]
  readonly reports: readonly { readonly reason: string; readonly detail?: string }[]
  readonly appeal: string | null
}

export interface HeldComment {
  readonly id: string
  readonly problemId: string
  readonly body: string
  readonly tag: string | null
  readonly createdAt: string
  readonly reasons: readonly string[]
  readonly reports: number
  readonly appeal: string | null
}

export interface Usage {
  readonly days: number
  readonly accounts: {
    readonly accounts: number
    readonly verified: number
    readonly suspended: number
    readonly activeDay: number
    readonly activeWeek: number
    readonly activeMonth: number
    readonly newWeek: number
  }
  readonly sessions?: {
    readonly sessionsStarted: number
    readonly sessionsCompleted: number
    readonly sessionsAbandoned: number
    readonly learners: number
  }
  readonly hints?: { readonly given: number; readonly writers: readonly Writer[] }
  readonly interviews?: { readonly writers: readonly (Omit<Writer, 'hints'> & { readonly answers: number })[] }
  readonly designs?: { readonly writers: readonly (Omit<Writer, 'hints'> & { readonly answers: number })[] }
  readonly unavailable: readonly string[]
}

export type QueueName = 'sharedSessions' | 'problemComments' | 'videos' | 'videoComments' | 'designs' | 'cloudPlans' | 'deadLetters' | 'lateErasures'

/** How much waits in each; absent where it could not be counted. */
export interface QueueSizes extends Readonly<Partial<Record<QueueName, number>>> {
  readonly unavailable: readonly string[]
}

export interface Writer {
  readonly source: string
  readonly model: string
  readonly hints: number
  readonly inputTokens: number
  readonly outputTokens: number
}

type Parameters = Readonly<Record<string, string | undefined>>

/** Without what is empty. */
export function withQuery(path: string, parameters: Parameters): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined && value !== '') query.set(name, value)
  return query.size === 0 ? path : `${path}?${query}`
}

const get = <T>(path: string, parameters: Parameters, signal?: AbortSignal) => http.json<T>(withQuery(path, parameters), { signal })
const user = (id: string): string => `/api/admin/users/${encodeURIComponent(id)}`

export const administration = {
  users: (parameters: Parameters, signal?: AbortSignal) => get<Page<Account>>('/api/admin/users', parameters, signal),
  user: (id: string, signal?: AbortSignal) => get<{ user: Account; devices: readonly Device[] }>(user(id), {}, signal),
  setRoles: (id: string, roles: readonly string[], reason: string) =>
    http.json<{ user: Account }>(`${user(id)}/roles`, { method: 'POST', body: { roles, reason } }),
  suspend: (id: string, suspended: boolean, reason: string) =>
    http.json<{ user: Account }>(`${user(id)}/suspend`, { method: 'POST', body: { suspended, reason } }),
  remove: (id: string, reason: string) => http.json<undefined>(user(id), { method: 'DELETE', body: { reason } }),
  async exported(id: string, reason: string): Promise<Blob> {
    const response = await http.open(`${user(id)}/export`, { method: 'POST', body: { reason }, deadlineMs: 300_000 })
    return response.blob()
  },
  audit: (parameters: Parameters, signal?: AbortSignal) => get<Page<Deed>>('/api/admin/audit', parameters, signal),
  erasures: (parameters: Parameters, signal?: AbortSignal) =>
    get<Page<Erasure> & { readonly waiting: readonly Waiting[] }>('/api/admin/erasures', parameters, signal),
  usage: (days: number, signal?: AbortSignal) => get<{ usage: Usage }>('/api/admin/usage', { days: String(days) }, signal),
  waiting: async (signal?: AbortSignal) => (await get<{ waiting: QueueSizes }>('/api/admin/waiting', {}, signal)).waiting,
  deadLetters: (parameters: Parameters, signal?: AbortSignal) => get<Page<DeadLetter>>('/api/admin/events/dead-letters', parameters, signal),
  replay: (id: string) => http.json<unknown>(`/api/admin/events/dead-letters/${encodeURIComponent(id)}/replay`, { method: 'POST', body: {} }),
  moderation: (parameters: Parameters, signal?: AbortSignal) => get<Page<ModerationEntry>>('/api/admin/moderation', parameters, signal),
  decide: (id: string, decision: 'approve' | 'remove', reason: string) =>
    http.json<unknown>(`/api/admin/moderation/${encodeURIComponent(id)}`, { method: 'POST', body: { decision, reason } }),
  comments: (parameters: Parameters, signal?: AbortSignal) => get<Page<HeldComment>>('/api/admin/comments', parameters, signal),
  decideComment: (id: string, decision: 'approve' | 'remove', reason: string) =>
    http.json<unknown>(`/api/admin/comments/${encodeURIComponent(id)}`, { method: 'POST', body: { decision, reason } }),
}

export const adminKeys = {
  all: ['admin'],
  list: (name: string, parameters: Parameters = {}) => ['admin', name, ...Object.entries(parameters).flat()],
  user: (id: string) => ['admin', 'user', id],
  usage: (days: number) => ['admin', 'usage', days],
  waiting: ['admin', 'waiting'],
} as const
