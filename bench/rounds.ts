/** Two processes doing the same work by turns, so that whatever else the machine does falls on both. */
import { median } from './statistics.ts'

export interface Side {
  readonly cpuMs: () => Promise<number>
  /** @returns how many pieces of work were done: tokens, requests, calls. */
  readonly run: () => Promise<number>
  /** Until the work that a run leaves behind is done; it counts. */
  readonly settle?: () => Promise<void>
}

export interface Compared {
  /** Microseconds of CPU per piece of work. */
  readonly ours: number
  readonly raw: number
  readonly ratio: number
  /** Of single rounds. */
  readonly lowest: number
  readonly highest: number
}

/** Round 0 warms both up and does not count. */
export async function compare(ours: Side, raw: Side, rounds: number): Promise<Compared> {
  const costs: { readonly ours: number; readonly raw: number }[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const pair =
      round % 2 === 0
        ? { ours: await costOf(ours), raw: await costOf(raw) }
        : await costOf(raw).then(async (first) => ({ raw: first, ours: await costOf(ours) }))
    if (round > 0) costs.push(pair)
  }
  const ratios = costs.map((cost) => cost.ours / cost.raw)
  const [our, their] = [median(costs.map((cost) => cost.ours)), median(costs.map((cost) => cost.raw))]
  // Of the rounds, not of the medians: what slows the machine for a while falls on both sides of the same round.
  return { ours: our, raw: their, ratio: median(ratios), lowest: Math.min(...ratios), highest: Math.max(...ratios) }
}

async function costOf({ cpuMs, run, settle }: Side): Promise<number> {
  const before = await cpuMs()
  const pieces = await run()
  await settle?.()
  return (((await cpuMs()) - before) / pieces) * 1000
}
