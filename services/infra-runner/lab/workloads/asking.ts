/** The clients of a run: what they ask, and what they note of the answers. */
import { randomFrom } from '../../bank/random.ts'
import type { HistoryEvent } from '../history/operation.ts'
import type { Nodes } from '../virtual/cluster.ts'
import type { Body } from '../virtual/node.ts'
import { type Ask, outcomeOf, type Workload } from './workload.ts'

export const timeoutMs = 1_000

export interface Asked {
  readonly atMs: number
  readonly client: number
  readonly ask: Ask
}

export interface Scene {
  readonly workload: Workload
  readonly cluster: Nodes
  readonly history: HistoryEvent[]
  readonly asked: Asked[]
  readonly nodeOf: Map<string, string>
}

interface Throughout {
  readonly seed: number
  readonly clients: number
  readonly durationMs: number
  readonly pauseMs: readonly [least: number, most: number]
}

/** A client keeps to one node and asks again a moment after its answer; one that got none is somebody else from then on. */
export function askThroughout(scene: Scene, { seed, clients, durationMs, pauseMs }: Throughout): void {
  const { workload, cluster, asked } = scene
  const random = randomFrom(seed * 7 + 2)
  const asking = workload.ask()
  let numbers = 0
  const next = (): number => {
    numbers += 1
    return numbers
  }
  for (let client = 0; client < clients; client += 1) {
    const node = nodeFor(cluster, client)
    let lives = 0
    const turn = (): void => {
      if (cluster.now() >= durationMs) return
      const ask = asking({ random, client, nodes: cluster.ids, atMs: cluster.now(), next })
      asked.push({ atMs: cluster.now(), client, ask })
      put(scene, { ask, process: lives === 0 ? `c${client}` : `c${client}.${lives}`, node }, (kind) => {
        if (kind === 'info') lives += 1
        cluster.at(cluster.now() + random.int(...pauseMs), turn)
      })
    }
    cluster.at(random.int(1, 100), turn)
  }
}

/** Whoever still waits for an answer asks as somebody else. */
export function askByScript(scene: Scene, script: readonly Asked[]): void {
  const { cluster } = scene
  const lives = new Map<number, number>()
  const waiting = new Set<string>()
  for (const { atMs, client, ask } of script) {
    cluster.at(atMs, () => {
      let process = nameOf(client, lives.get(client) ?? 0)
      if (waiting.has(process)) {
        lives.set(client, (lives.get(client) ?? 0) + 1)
        process = nameOf(client, lives.get(client) ?? 0)
      }
      waiting.add(process)
      put(scene, { ask, process, node: nodeFor(cluster, client) }, (kind) => {
        if (kind !== 'info') waiting.delete(process)
      })
    })
  }
}

function nameOf(client: number, life: number): string {
  return life === 0 ? `c${client}` : `c${client}.${life}`
}

function nodeFor({ ids }: Nodes, client: number): string {
  return ids[client % ids.length] ?? ''
}

/** @returns waits for the answer no longer. */
export function put(
  { workload, cluster, history, nodeOf }: Scene,
  { ask, process, node, withinMs = timeoutMs }: { readonly ask: Ask; readonly process: string; readonly node: string; readonly withinMs?: number },
  after: (kind: HistoryEvent['kind']) => void = () => undefined,
): () => void {
  const { f, key, value, body } = ask
  let open = true
  nodeOf.set(process, node)
  history.push({ kind: 'invoke', process, f, key, value, timeMs: cluster.now() })
  const heard = (said: Body | undefined): void => {
    if (!open) return
    open = false
    const outcome = outcomeOf(workload, ask, said)
    history.push({ kind: outcome.kind, process, f, key, value: outcome.value, timeMs: cluster.now(), error: codeOf(said) })
    after(outcome.kind)
  }
  cluster.request(process, node, body, heard)
  cluster.at(cluster.now() + withinMs, () => heard(undefined))
  return () => heard(undefined)
}

function codeOf(said: Body | undefined): string | undefined {
  return said?.type === 'error' ? String(said.code) : undefined
}
