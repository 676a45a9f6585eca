/** Asks nodes that can be inspected what they hold, now and then: it is told to the view, and held to the workload's invariants. */
import { setTimeout } from 'node:timers/promises'
import { rounded } from '../workloads/told.ts'
import type { Workload } from '../workloads/workload.ts'
import type { Collected } from './collected.ts'
import type { RealCluster } from './router.ts'

export interface Looking {
  readonly cluster: Pick<RealCluster, 'ids' | 'inspect' | 'now'>
  readonly workload: Pick<Workload, 'invariant'>
  readonly collected: Pick<Collected, 'push' | 'wrong'>
}

const everyMs = 100
const longestView = 2_000
/** Of all nodes, so that the view stays a view. */
const mostStates = 2_000

export function lookInside({ cluster, workload, collected }: Looking): AsyncDisposable {
  const invariant = workload.invariant?.('now and then')
  const last = new Map<string, string>()
  let states = 0
  const look = async (node: string): Promise<void> => {
    const view = await cluster.inspect(node)
    if (view === undefined) return
    const found = invariant?.observe(node, view)
    if (found !== undefined) collected.wrong(found.name, `${found.explanation} (at ${Math.round(cluster.now())} ms)`)
    const text = JSON.stringify(view).slice(0, longestView)
    if (last.get(node) === text || states >= mostStates) return
    last.set(node, text)
    states += 1
    collected.push({ kind: 'state', state: { atMs: rounded(cluster.now()), node, view: text } })
  }
  // One look at a time: what is seen later was so later, or a leader might seem to lack what it has not yet been given.
  const over = new AbortController()
  const looking = (async () => {
    while (!over.signal.aborted) {
      for (const node of cluster.ids) if (!over.signal.aborted) await look(node)
      await setTimeout(everyMs, undefined, { signal: over.signal }).catch(() => undefined)
    }
  })()
  return {
    async [Symbol.asyncDispose]() {
      over.abort()
      await looking
    },
  }
}
