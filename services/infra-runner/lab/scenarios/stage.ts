/** A stage for scenarios: a cluster of five in virtual time that is led step by step, and judged by its invariants all the while. */
import { type Verdict, verdictOf } from '../check/verdict.ts'
import { type Cluster, openCluster } from '../virtual/cluster.ts'
import type { Invariant } from '../virtual/invariants.ts'
import type { Body, Start } from '../virtual/node.ts'

export interface Scenario {
  readonly name: string
  play(start: Start): Verdict
}

export interface Stage {
  readonly cluster: Cluster
  /** What a node shows of itself. */
  shown<View>(node: string): View | undefined
  /** Only these hear each other. */
  connect(nodes: readonly string[]): void
  until(probe: () => boolean): boolean
  run(forMs: number): void
  /** @returns its answers, as they come. */
  ask(node: string, body: Body): readonly Body[]
  write(node: string, value: number): readonly Body[]
  /** Something that no invariant sees. */
  expect(is: boolean, name: string, explanation: string): void
  /** Too much happened; nothing more will. */
  flooded(): boolean
}

const mostSteps = 400_000
const patienceMs = 4_000

interface Options {
  readonly invariant: () => Invariant
  readonly nodes?: number
  readonly seeds?: readonly number[]
}

/** Each seed plays on a fresh cluster; the script tells whether its schedule came about. */
export function scenario(name: string, { invariant, nodes = 5, seeds = [1, 2, 3] }: Options, script: (stage: Stage) => boolean): Scenario {
  const once = (start: Start, seed: number): Verdict => {
    const observing = invariant()
    const wrong: { readonly name: string; readonly explanation: string }[] = []
    const cluster = openCluster({
      ...{ start, nodes, seed },
      observe(node, view) {
        const found = wrong.length === 0 ? observing.observe(node, view) : undefined
        if (found !== undefined) wrong.push(found)
      },
    })
    const stage = stageOf(cluster, wrong)
    const played = script(stage)
    const [broken] = cluster.broken
    if (broken !== undefined) wrong.unshift({ name: 'node-crashed', explanation: `${broken.node} ended by itself: ${broken.error}` })
    if (stage.flooded() && wrong.length === 0) wrong.push({ name: 'flood', explanation: 'the nodes send without end' })
    if (!played && wrong.length === 0) return { kind: 'unknown', reason: 'the schedule did not come about' }
    return verdictOf(wrong.map((one) => ({ ...one, operations: [] })))
  }
  return {
    name,
    play(start) {
      const verdicts = seeds.map((seed) => once(start, seed))
      return verdicts.find(({ kind }) => kind === 'invalid') ?? verdicts.find(({ kind }) => kind === 'valid') ?? verdicts[0] ?? { kind: 'valid' }
    },
  }
}

function stageOf(cluster: Cluster, wrong: { readonly name: string; readonly explanation: string }[]): Stage {
  let left = mostSteps
  let asked = 0
  const run = (forMs: number): void => {
    if (left > 0) left -= cluster.runUntil(cluster.now() + forMs, left)
  }
  const ask = (node: string, body: Body): readonly Body[] => {
    const heard: Body[] = []
    asked += 1
    cluster.request(`c${asked}`, node, body, (answer) => heard.push(answer))
    return heard
  }
  return {
    cluster,
    run,
    ask,
    shown: <View>(node: string) => (node === '' ? undefined : (cluster.view(node) as View | undefined)),
    flooded: () => left <= 0,
    connect(nodes) {
      cluster.network.weather.cut = (from, to) => !(nodes.includes(from) && nodes.includes(to))
    },
    until(probe) {
      const limit = cluster.now() + patienceMs
      while (!probe() && cluster.now() < limit && left > 0) run(1)
      return probe()
    },
    write: (node, value) => ask(node, { type: 'write', key: 'x', value }),
    expect(is, name, explanation) {
      if (!is) wrong.push({ name, explanation })
    },
  }
}
