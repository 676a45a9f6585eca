/** How long answers take: percentiles, and reads that are asked for as a learner would. */
import { type Answer, ask, type Counts } from './asking.ts'

/** @param share 0.95 for the value that 95 of 100 do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

export interface Reads {
  readonly url: string
  readonly token: string
  readonly routes: readonly [string, ...string[]]
  readonly count: number
  readonly counts: Counts
}

/** Four at a time; how long each took, in milliseconds. */
export async function readMany({ url, token, routes, count, counts }: Reads): Promise<number[]> {
  const times: number[] = []
  const work = Array.from({ length: count }, (_, n) => routes[n % routes.length] ?? routes[0]).values()
  const lane = async (): Promise<void> => {
    for (const route of work) {
      const answer: Answer = await ask(`${url}${route}`, { token })
      counts.add(answer)
      times.push(answer.ms)
    }
  }
  await Promise.all([lane(), lane(), lane(), lane()])
  return times
}
