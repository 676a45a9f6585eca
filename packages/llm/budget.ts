/** What one person may ask of the models: requests in any minute, tokens in a UTC day. */

export interface BudgetLimits {
  readonly requestsPerMinute: number
  readonly tokensPerDay: number
}

export type Taken =
  | {
      readonly ok: true
      /** Replaces the reservation by what was used; only the first call counts. One never settled stays charged in full. */
      settle(usedTokens: number): Promise<void>
    }
  | { readonly ok: false; readonly limit: 'requests' | 'tokens'; readonly retryAfterSeconds: number }

export interface Budget {
  /** Counts one request and reserves tokens for it; a refused request costs nothing. */
  take(userId: string, reserveTokens: number): Promise<Taken>
}

interface Account {
  requests: number[]
  day: number
  tokens: number
}

const minuteMs = 60_000
const dayMs = 86_400_000

/** Kept in this process: each replica grants the whole budget. Accounts with nothing left to remember are dropped. */
export function memoryBudget(limits: BudgetLimits, now: () => number): Budget {
  const accounts = new Map<string, Account>()
  let sweptAt = now()
  return {
    take: async (userId, reserveTokens) => {
      const at = now()
      if (at - sweptAt >= minuteMs) {
        sweep(accounts, at)
        sweptAt = at
      }
      const account = current(accounts.get(userId), at)
      accounts.set(userId, account)
      const refused = refusal(account, { limits, at, reserveTokens })
      if (refused !== undefined) return refused
      account.requests.push(at)
      account.tokens += reserveTokens
      return { ok: true, settle: settlement(accounts, { userId, day: account.day, reserveTokens }) }
    },
  }
}

/** The account as of now: requests older than a minute and tokens of another day are forgotten. */
function current(account: Account | undefined, at: number): Account {
  const day = Math.floor(at / dayMs)
  if (account === undefined) return { requests: [], day, tokens: 0 }
  account.requests = account.requests.filter((time) => at - time < minuteMs)
  if (account.day !== day) {
    account.day = day
    account.tokens = 0
  }
  return account
}

function refusal(
  account: Account,
  ask: { readonly limits: BudgetLimits; readonly at: number; readonly reserveTokens: number },
): Extract<Taken, { ok: false }> | undefined {
  const { limits, at } = ask
  if (account.tokens + ask.reserveTokens > limits.tokensPerDay) {
    return { ok: false, limit: 'tokens', retryAfterSeconds: Math.ceil(((account.day + 1) * dayMs - at) / 1000) }
  }
  if (account.requests.length < limits.requestsPerMinute) return undefined
  const first = account.requests.at(-limits.requestsPerMinute) ?? at
  return { ok: false, limit: 'requests', retryAfterSeconds: Math.max(1, Math.ceil((first + minuteMs - at) / 1000)) }
}

function settlement(
  accounts: ReadonlyMap<string, Account>,
  taken: { readonly userId: string; readonly day: number; readonly reserveTokens: number },
): (usedTokens: number) => Promise<void> {
  let settled = false
  return async (usedTokens) => {
    const account = accounts.get(taken.userId)
    if (settled) return
    settled = true
    if (account?.day === taken.day) account.tokens = Math.max(0, account.tokens + usedTokens - taken.reserveTokens)
  }
}

function sweep(accounts: Map<string, Account>, at: number): void {
  for (const [userId, account] of accounts) {
    const { requests, tokens } = current(account, at)
    if (requests.length === 0 && tokens === 0) accounts.delete(userId)
  }
}
