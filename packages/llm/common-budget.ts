/** A budget that all processes count together: requests in a minute, tokens in a day that begins with the first of them. */
import type { Stores } from '@quint/cache/open.ts'
import type { Tally, TallyOptions } from '@quint/cache/tally.ts'
import { type Budget, type BudgetLimits, type CommonBudget, memoryBudget, type Taken } from './budget.ts'

const minuteSeconds = 60
const daySeconds = 86_400

export interface BudgetPlace {
  /** Whose budget it is: services that share a Redis count apart. */
  readonly service: string
  readonly stores: Pick<Stores, 'common' | 'tally'>
  /** Milliseconds since the epoch, where this process counts by itself. */
  readonly now: () => number
}

/** One budget for all replicas where they share a store, else one for this process. */
export function openBudget(limits: BudgetLimits, { service, stores, now }: BudgetPlace): CommonBudget {
  if (!stores.common) return memoryBudget(limits, now)
  return commonBudget(limits, (options) => stores.tally({ ...options, name: `${service}-${options.name}` }))
}

/** @param open common to all processes; while it is away each counts by itself from what it last knew. */
export function commonBudget(limits: BudgetLimits, open: (options: TallyOptions) => Tally): CommonBudget {
  const requestsOf = (name: string, points: number): Tally => open({ name, points, windowSeconds: minuteSeconds })
  const tokens = open({ name: 'llm-tokens', points: limits.tokensPerDay, windowSeconds: daySeconds, refunds: true })
  const counting = (requests: Tally): Budget => ({
    async take(userId, reserveTokens) {
      // Reserved at once, so that requests in parallel cannot pass the limit together; what does not fit is given back.
      const reserved = await tokens.add(userId, reserveTokens)
      const giveBack = () => tokens.add(userId, -reserveTokens)
      if (reserved.over) {
        await giveBack()
        return refused('tokens', reserved.resetMs)
      }
      const asked = await requests.add(userId, 1)
      if (asked.over) {
        await giveBack()
        return refused('requests', asked.resetMs)
      }
      return { ok: true, settle: settlement(tokens, userId, reserveTokens) }
    },
  })
  return {
    ...counting(requestsOf('llm-requests', limits.requestsPerMinute)),
    beside: (name, perMinute) => counting(requestsOf(`llm-requests-${name}`, perMinute)),
  }
}

function refused(limit: 'requests' | 'tokens', resetMs: number): Taken {
  return { ok: false, limit, retryAfterSeconds: Math.max(1, Math.ceil(resetMs / 1000)) }
}

function settlement(tokens: Tally, userId: string, reserved: number): (usedTokens: number) => Promise<void> {
  let settled = false
  return async (usedTokens) => {
    if (settled) return
    settled = true
    if (usedTokens !== reserved) await tokens.add(userId, usedTokens - reserved)
  }
}
