/** What the place is used for: accounts, sessions, hints, interviews and tokens, each figure from the service that owns it. */
import type { Database } from '@quint/db/database.ts'
import type { Clients } from '../identity/people/services.ts'
import { countAccounts } from './accounts-store.ts'

export interface UsageAsking {
  readonly days: number
  readonly signal: AbortSignal
  /** Of an administrator. */
  readonly learnerToken: string
}

interface Writer {
  readonly source: string
  readonly model: string
  readonly hints: number
  readonly inputTokens: number
  readonly outputTokens: number
}

/** A service that does not answer is named, and its figures are absent: the others stand. */
export async function usageOf(database: Database, { sessions, hints }: Clients, { days, ...asking }: UsageAsking) {
  const [accounts, coaching, writing] = await Promise.allSettled([
    countAccounts(database),
    sessions.getUsage({ days }, asking),
    hints.getUsage({ days }, asking),
  ])
  if (accounts.status === 'rejected') throw accounts.reason
  const unavailable = [...(coaching.status === 'rejected' ? ['sessions'] : []), ...(writing.status === 'rejected' ? ['hints'] : [])]
  return {
    days,
    accounts: accounts.value,
    ...(coaching.status === 'fulfilled' ? { sessions: coaching.value } : {}),
    ...(writing.status === 'fulfilled'
      ? {
          hints: { given: total(writing.value.writers), writers: writing.value.writers },
          interviews: { writers: writing.value.interviews },
          designs: { writers: writing.value.designs },
        }
      : {}),
    unavailable,
  }
}

function total(writers: readonly Writer[]): number {
  return writers.reduce((sum, { hints }) => sum + hints, 0)
}
