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

export interface CommonBudget extends Budget {
  /** For another use of the same tokens, whose requests are counted apart. */
  beside(name: string, requestsPerMinute: number): Budget
}

interface Account {
  /** By use. */
  readonly requests: Map<string, number[]>
  day: number
  tokens: number
}

const minuteMs = 60_000
const dayMs = 86_400_000

/** Kept in this process: each replica grants the whole budget. Accounts with nothing left to remember are dropped. */
export function memoryBudget({ requestsPerMinute, tokensPerDay }: BudgetLimits, now: () => number): CommonBudget {
  const accounts = new Map<string, Account>()
  let sweptAt = now()
  const budgetFor = (use: string, perMinute: number): Budget => ({
    take: async (userId, reserveTokens) => {
      const at = now()
      if (at - sweptAt >= minuteMs) {
        sweep(accounts, at)
        sweptAt = at
      }
      const account = current(accounts.get(userId), at)
      accounts.set(userId, account)
      const requests = account.requests.get(use) ?? []
      const refused = refusal(account, { limits: { requestsPerMinute: perMinute, tokensPerDay }, at, reserveTokens, requests })
      if (refused !== undefined) return refused
      account.requests.set(use, [...requests, at])
      account.tokens += reserveTokens
      return { ok: true, settle: settlement(accounts, { userId, day: account.day, reserveTokens }) }
    },
  })
  return { ...budgetFor('', requestsPerMinute), beside: budgetFor }
}

/** The account as of now: requests older than a minute and tokens of another day are forgotten. */
function current(account: Account | undefined, at: number): Account {
  const day = Math.floor(at / dayMs)
  if (account === undefined) return { requests: new Map(), day, tokens: 0 }
  for (const [use, times] of account.requests) {
    const lately = times.filter((time) => at - time < minuteMs)
    if (lately.length === 0) account.requests.delete(use)
    else account.requests.set(use, lately)
  }
  if (account.day !== day) {
    account.day = day
    account.tokens = 0
  }
  return account
}

function refusal(
  account: Account,
  ask: { readonly limits: BudgetLimits; readonly at: number; readonly reserveTokens: number; readonly requests: readonly number[] },
): Extract<Taken, { ok: false }> | undefined {
  const { limits, at, requests } = ask
  if (account.tokens + ask.reserveTokens > limits.tokensPerDay) {
    return { ok: false, limit: 'tokens', retryAfterSeconds: Math.ceil(((account.day + 1) * dayMs - at) / 1000) }
  }
  if (requests.length < limits.requestsPerMinute) return undefined
  const first = requests.at(-limits.requestsPerMinute) ?? at
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
    if (requests.size === 0 && tokens === 0) accounts.delete(userId)
  }
}
