/** Who depends on whom, as numbers; strongly connected parts (Tarjan) and the shortest cycle of a kind. */
import { type Edge, type Edges, type Kind, kinds as kindsInOrder } from './edges.ts'

export interface Graph {
  readonly size: number
  readonly edges: Edges
  /** Edges of a node are `sorted` from `first[node]` up to `first[node + 1]`. */
  readonly first: Int32Array
  /** Places among the edges. */
  readonly sorted: Int32Array
}

/** Sorted by where they begin; those of one node stay in the order in which they were found. */
export function graphOf(size: number, edges: Edges): Graph {
  const { from } = edges
  const first = new Int32Array(size + 1)
  for (let place = 0; place < from.length; place += 1) {
    const behind = (from[place] ?? 0) + 1
    first[behind] = (first[behind] ?? 0) + 1
  }
  for (let node = 0; node < size; node += 1) first[node + 1] = (first[node + 1] ?? 0) + (first[node] ?? 0)
  const free = first.slice()
  const sorted = new Int32Array(from.length)
  for (let place = 0; place < from.length; place += 1) {
    const node = from[place] ?? 0
    const at = free[node] ?? 0
    sorted[at] = place
    free[node] = at + 1
  }
  return { size, edges, first, sorted }
}

export function* edgesFrom({ edges, first, sorted }: Graph, node: number): Generator<Edge> {
  for (let at = first[node] ?? 0; at < (first[node + 1] ?? 0); at += 1) yield edges.at(sorted[at] ?? 0)
}

/** Only what lies on a cycle: every part has two members at least. */
export function cyclicParts({ size, edges, first, sorted }: Graph, kinds: ReadonlySet<Kind>): readonly (readonly number[])[] {
  const wanted = Uint8Array.from(kindsInOrder, (kind) => (kinds.has(kind) ? 1 : 0))
  const found = new Int32Array(size)
  const low = new Int32Array(size)
  const waiting = new Uint8Array(size)
  const next = first.slice()
  const stack: number[] = []
  const path: number[] = []
  const parts: (readonly number[])[] = []
  let count = 0
  const enter = (node: number): void => {
    count += 1
    found[node] = count
    low[node] = count
    waiting[node] = 1
    stack.push(node)
    path.push(node)
  }
  const leave = (node: number): void => {
    path.pop()
    const above = path.at(-1)
    if (above !== undefined) low[above] = Math.min(low[above] ?? 0, low[node] ?? 0)
    if (low[node] !== found[node]) return
    const part = stack.splice(stack.lastIndexOf(node))
    for (const member of part) waiting[member] = 0
    if (part.length > 1) parts.push(part)
  }
  const advance = (node: number): void => {
    const at = next[node] ?? 0
    if (at === first[node + 1]) {
      leave(node)
      return
    }
    next[node] = at + 1
    const place = sorted[at] ?? 0
    const to = edges.to[place] ?? 0
    if (wanted[edges.kinds[place] ?? 0] === 0) return
    if (found[to] === 0) enter(to)
    else if (waiting[to] === 1) low[node] = Math.min(low[node] ?? 0, found[to] ?? 0)
  }
  for (let root = 0; root < size; root += 1) {
    if (found[root] !== 0) continue
    enter(root)
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) advance(node)
  }
  return parts
}

/** The shortest way from one member of a part to another by edges of some kinds. */
export function shortestWay(
  graph: Graph,
  {
    from,
    to,
    kinds,
    within,
  }: { readonly from: number; readonly to: number; readonly kinds: ReadonlySet<Kind>; readonly within: ReadonlySet<number> },
): readonly Edge[] | undefined {
  const cameBy = new Map<number, Edge>()
  const queue = [from]
  for (const node of queue) {
    for (const edge of edgesFrom(graph, node)) {
      if (!kinds.has(edge.kind) || !within.has(edge.to) || cameBy.has(edge.to)) continue
      cameBy.set(edge.to, edge)
      if (edge.to === to) return wayBack(cameBy, { from, to })
      queue.push(edge.to)
    }
  }
  return undefined
}

function wayBack(cameBy: ReadonlyMap<number, Edge>, { from, to }: { readonly from: number; readonly to: number }): readonly Edge[] {
  const way: Edge[] = []
  let node = to
  do {
    const edge = cameBy.get(node)
    if (edge === undefined) break
    way.push(edge)
    node = edge.from
  } while (node !== from)
  return way.reverse()
}
