/** Whether writes that were acknowledged are there: each is read the way clients read it, until it is found or time is over. */
import { setTimeout as pause } from 'node:timers/promises'
import type { World } from '../functional/world.ts'
import type { Written } from '../load/told.ts'
import type { Deployment } from '../provisioner.ts'

const mostRead = 120
const atOnce = 6
const againMs = 150

interface Patience {
  readonly withinMs: number
  readonly signal: AbortSignal
}

export interface Lost {
  /** Of which somebody said that they are there, or not. */
  readonly read: number
  readonly lost: number
}

/** Of many, the same number from everywhere in them. */
export async function lostOf(world: World, written: readonly Written[], { withinMs, signal }: Patience): Promise<Lost> {
  const every = Math.max(1, written.length / mostRead)
  const waiting = Array.from({ length: Math.min(mostRead, written.length) }, (_, at) => written[Math.floor(at * every)]).filter(
    (one) => one !== undefined,
  )
  const end = performance.now() + withinMs
  const found = { there: 0, gone: 0, unknown: 0 }
  const reader = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) found[await lookedFor(world, one, { end, signal })] += 1
  }
  await Promise.all(Array.from({ length: atOnce }, reader))
  return { read: found.there + found.gone, lost: found.gone }
}

/** Of acknowledged writes, those that are there more than once. */
export async function twiceOf({ rowsWith }: Deployment, written: readonly Written[]): Promise<number> {
  if (rowsWith === undefined) return 0
  const byPlace = Map.groupBy(written, ({ table, column }) => `${table} ${column}`)
  let twice = 0
  for (const [first, ...others] of byPlace.values()) {
    if (first === undefined) continue
    const { table, column } = first
    const found = await rowsWith({ table, column, values: [first, ...others].map(({ key }) => key) })
    twice += [...found.values()].filter((many) => many > 1).length
  }
  return twice
}

/** Where nobody answers, nothing is known of it. */
async function lookedFor(
  world: World,
  { path }: Written,
  { end, signal }: { readonly end: number; readonly signal: AbortSignal },
): Promise<'there' | 'gone' | 'unknown'> {
  for (;;) {
    signal.throwIfAborted()
    const answer = await world.ask({ method: 'GET', path }).catch(() => undefined)
    if (answer?.status === 200) return 'there'
    if (performance.now() >= end) return answer?.status === 404 ? 'gone' : 'unknown'
    await pause(againMs, undefined, { signal })
  }
}
