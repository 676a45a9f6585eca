/** The gateway's part about ways to sign in: providers, linked accounts, and showing that it is oneself. */
import { http } from './gateway.ts'

export type ProviderName = 'google' | 'github'

export interface Provider {
  readonly name: ProviderName
  readonly label: string
}

export interface LinkedAccount {
  readonly id: string
  readonly provider: string
  readonly label: string
  readonly email: string | null
  readonly linkedAt: string
  readonly lastUsedAt: string
}

export interface Ways {
  readonly password: boolean
  readonly items: readonly LinkedAccount[]
}

const post = <T>(path: string, body: unknown = {}): Promise<T> => http.json<T>(path, { method: 'POST', body })

export const ways = {
  providers: async (signal?: AbortSignal) => (await http.json<{ items: readonly Provider[] }>('/api/auth/providers', { signal })).items,
  /** A whole page's way, not a request's. */
  startAddress: (provider: ProviderName, journey: { readonly next: string; readonly timeZone: string }) =>
    `/api/auth/oauth/${provider}/start?${new URLSearchParams({ ...journey })}`,
  mine: (signal?: AbortSignal) => http.json<Ways>('/api/auth/ways', { signal }),
  giveUp: (id: string) => http.json<undefined>(`/api/auth/ways/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  addAddress: async (provider: string) => (await post<{ url: string }>(`/api/auth/oauth/${encodeURIComponent(provider)}/link`)).url,
  /** Brings the learner back to the settings, to go on with what they wanted. */
  confirmAddress: async (provider: string, goal: 'delete' | 'codes') =>
    (await post<{ url: string }>(`/api/auth/oauth/${encodeURIComponent(provider)}/confirm`, { goal })).url,
  mailDeletionLink: () => post<unknown>('/api/auth/mail-deletion-link'),
}
