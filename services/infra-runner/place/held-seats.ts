/** Seats whose agents answered: all of them or none. */
import { Failure } from '@quint/runtime/failure.ts'
import { type AgentAt, type HeldAgent, holdAgent } from './agents.ts'
import type { Seat, SeatPlan } from './place.ts'

export interface HeldSeats extends Disposable {
  readonly seats: ReadonlyMap<string, Seat>
}

/** @param addresses host:port of agents, by seat; a host of version 6 in brackets. */
export async function holdSeats(
  plans: readonly SeatPlan[],
  addresses: ReadonlyMap<string, string>,
  at: Omit<AgentAt, 'address'>,
): Promise<HeldSeats> {
  const agents = new Set<HeldAgent>()
  const letGo = (): void => {
    for (const agent of agents) agent[Symbol.dispose]()
  }
  const failed = new AbortController()
  const signal = at.signal === undefined ? failed.signal : AbortSignal.any([at.signal, failed.signal])
  const held = async ({ id, zone }: SeatPlan): Promise<readonly [string, Seat]> => {
    const address = addresses.get(id)
    if (address === undefined) throw new Failure('unavailable', 'A seat has no agent.')
    const agent = await holdAgent({ ...at, address, signal })
    agents.add(agent)
    return [id, { id, zone, host: hostOf(address), begin: agent.begin }]
  }
  const holding = plans.map(held)
  try {
    return { seats: new Map(await Promise.all(holding)), [Symbol.dispose]: letGo }
  } catch (error) {
    failed.abort(error)
    // Also those that were just about to answer.
    await Promise.allSettled(holding)
    letGo()
    throw error
  }
}

function hostOf(address: string): string {
  return address.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')
}
