/** What a learner has done, over all practices: each adds its part. */
import { isAway } from '@quint/runtime/failure.ts'

export interface StatsAsking {
  readonly signal: AbortSignal
  readonly learnerToken: string
}

/** A practice that is not there has no part: its figures are absent, not zero. */
export interface StatsPart {
  /** The practice's name in the answer. */
  readonly name: string
  readonly read: (asking: StatsAsking) => Promise<unknown>
}

export async function statsOf(parts: readonly StatsPart[], asking: StatsAsking): Promise<Readonly<Record<string, unknown>>> {
  const read = await Promise.all(parts.map(async ({ name, read: part }) => [name, await part(asking).catch(absent)] as const))
  return Object.fromEntries(read.filter(([, part]) => part !== undefined))
}

function absent(error: unknown): undefined {
  if (isAway(error)) return undefined
  throw error
}
