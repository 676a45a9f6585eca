/** Names the cycles of a dependency graph as Adya does: G0, G1c, G-single, G2; with '-realtime' where only the order of time closes them. */
import type { Operation } from '../../history/operation.ts'
import { textOf } from '../model.ts'
import type { Anomaly } from '../verdict.ts'
import type { Edge, Kind } from './edges.ts'
import { cyclicParts, edgesFrom, type Graph, shortestWay } from './graph.ts'

interface Pattern {
  readonly name: string
  /** A cycle begins with an edge of this kind … */
  readonly first: Kind
  /** … and goes back by edges of these. */
  readonly back: ReadonlySet<Kind>
}

const kinds = (...all: readonly Kind[]): ReadonlySet<Kind> => new Set(all)

/** From the gravest on; a part of the graph is told by the first that is found in it. */
const patterns: readonly Pattern[] = [
  { name: 'G0', first: 'ww', back: kinds('ww') },
  { name: 'G1c', first: 'wr', back: kinds('ww', 'wr') },
  { name: 'G-single', first: 'rw', back: kinds('ww', 'wr') },
  { name: 'G2', first: 'rw', back: kinds('ww', 'wr', 'rw') },
  { name: 'G0-realtime', first: 'ww', back: kinds('ww', 'rt') },
  { name: 'G1c-realtime', first: 'wr', back: kinds('ww', 'wr', 'rt') },
  { name: 'G-single-realtime', first: 'rw', back: kinds('ww', 'wr', 'rt') },
  { name: 'G2-realtime', first: 'rw', back: kinds('ww', 'wr', 'rw', 'rt') },
]

/** One way back is sought for so many first edges of a part. */
const mostSought = 2_000
const mostTold = 20

export function cyclesOf(graph: Graph, transactions: readonly Operation[], strict: boolean): readonly Anomaly[] {
  const parts = cyclicParts(graph, strict ? kinds('ww', 'wr', 'rw', 'rt') : kinds('ww', 'wr', 'rw'))
  const anomalies: Anomaly[] = []
  for (const part of parts.slice(0, mostTold)) {
    const members = new Set(part)
    for (const pattern of patterns) {
      if (!strict && pattern.back.has('rt')) continue
      const cycle = cycleIn(graph, members, pattern)
      if (cycle === undefined) continue
      anomalies.push(told(pattern.name, cycle, transactions))
      break
    }
  }
  return anomalies
}

function cycleIn(graph: Graph, members: ReadonlySet<number>, { first, back }: Pattern): readonly Edge[] | undefined {
  let best: readonly Edge[] | undefined
  let sought = 0
  for (const edge of edgesWithin(graph, members, first)) {
    sought += 1
    if (sought > mostSought && best !== undefined) return best
    const way = shortestWay(graph, { from: edge.to, to: edge.from, kinds: back, within: members })
    if (way !== undefined && (best === undefined || way.length + 1 < best.length)) best = [edge, ...way]
    if (best?.length === 2) return best
  }
  return best
}

function* edgesWithin(graph: Graph, members: ReadonlySet<number>, kind: Kind): Generator<Edge> {
  for (const member of members) {
    for (const edge of edgesFrom(graph, member)) if (edge.kind === kind && members.has(edge.to)) yield edge
  }
}

const says: Readonly<Record<Kind, string>> = { ww: 'overwrote', wr: 'read', rw: 'did not see', rt: 'began after' }

function told(name: string, cycle: readonly Edge[], transactions: readonly Operation[]): Anomaly {
  const nameOf = (index: number): string => {
    const { process, id } = transactions[index] ?? { process: '?', id: index }
    return `T${id} of ${process}`
  }
  const steps = cycle.map(({ from, to, kind, because }) => {
    if (kind === 'rw') return `${nameOf(from)} ${says.rw} ${because} of ${nameOf(to)}`
    return `${nameOf(to)} ${says[kind]} ${kind === 'rt' ? 'the end' : because} of ${nameOf(from)}`
  })
  const members = cycle.map(({ from }) => transactions[from]).filter((one) => one !== undefined)
  const texts = members.map((one) => `T${one.id} ${textOf(one.output ?? one.input)}`)
  return { name, explanation: `in no order of ${texts.join(', ')}: ${steps.join('; ')}`, operations: members.map(({ id }) => id) }
}
