/** What must hold inside a cluster of Paxos at every moment, judged by what its nodes show of themselves. */
import type { Invariant, Wrong } from './invariants.ts'

interface PaxosView {
  readonly chosen: readonly (readonly [slot: number, id: string])[]
  /** Acceptors that changed in this step. */
  readonly touched?: readonly Touched[]
}

interface Touched {
  readonly slot: number
  readonly promised: number
  readonly accepted: number
  readonly id: string
}

interface Seen {
  readonly chosen: Map<number, { readonly id: string; readonly by: string }>
  readonly shown: Map<string, number>
  readonly nodes: Set<string>
  /** By node and place. */
  readonly acceptors: Map<string, Touched>
  /** Who has accepted, by place, ballot and command. */
  readonly accepted: Map<string, Set<string>>
  /** The lowest ballot in which more than half have accepted a command, by place. */
  readonly settled: Map<number, { readonly ballot: number; readonly id: string }>
}

/** One command for each place, for ever; and what that rests on: promises that last, majorities that are real, later ballots for the same command. */
export function paxosInvariants(): Invariant {
  const seen: Seen = { chosen: new Map(), shown: new Map(), nodes: new Set(), acceptors: new Map(), accepted: new Map(), settled: new Map() }
  return {
    observe(node, view) {
      // What is not shown as Paxos shows it is not judged.
      if (!isPaxos(view)) return undefined
      const { chosen, touched = [] } = view
      seen.nodes.add(node)
      for (const one of touched) {
        const wrong = wrongInAccepting(seen, node, one)
        if (wrong !== undefined) return wrong
      }
      return wrongInChoosing(seen, node, chosen)
    },
  }
}

function isPaxos(view: unknown): view is PaxosView {
  if (typeof view !== 'object' || view === null) return false
  const { chosen, touched = [] } = view as Partial<PaxosView>
  const isTouched = (one: unknown): boolean =>
    typeof one === 'object' && one !== null && 'slot' in one && 'promised' in one && 'accepted' in one && 'id' in one
  return Array.isArray(chosen) && chosen.every(Array.isArray) && Array.isArray(touched) && touched.every(isTouched)
}

function wrongInAccepting({ acceptors, accepted, settled, nodes }: Seen, node: string, now: Touched): Wrong | undefined {
  const { slot, promised, accepted: ballot, id } = now
  const before = acceptors.get(`${node} ${slot}`)
  acceptors.set(`${node} ${slot}`, now)
  if (before !== undefined && promised < before.promised)
    return {
      name: 'promise-broken',
      explanation: `${node} had promised ballot ${before.promised} for place ${slot}, and then took ballot ${promised}`,
    }
  if (before !== undefined && ballot < before.accepted)
    return { name: 'acceptance-forgotten', explanation: `${node} had accepted ballot ${before.accepted} for place ${slot}, and forgot it` }
  if (ballot === 0 || ballot === before?.accepted) return undefined
  const known = settled.get(slot)
  if (known !== undefined && ballot > known.ballot && id !== known.id)
    return {
      name: 'chosen-overruled',
      explanation: `a majority had accepted a command for place ${slot}, and then ${node} accepted another with ballot ${ballot}`,
    }
  const name = `${slot} ${ballot} ${id}`
  const all = accepted.get(name) ?? new Set()
  accepted.set(name, all.add(node))
  if (2 * all.size > Math.max(nodes.size, leastNodes) && (known === undefined || ballot < known.ballot)) settled.set(slot, { ballot, id })
  return undefined
}

/** Before all have shown themselves, fewer would seem to be a majority. */
const leastNodes = 5

function wrongInChoosing(seen: Seen, node: string, all: PaxosView['chosen']): Wrong | undefined {
  const from = seen.shown.get(node) ?? 0
  seen.shown.set(node, all.length)
  for (const [slot, id] of all.slice(all.length < from ? 0 : from)) {
    const first = seen.chosen.get(slot)
    if (first === undefined) {
      seen.chosen.set(slot, { id, by: node })
      const settled = seen.settled.get(slot)
      if (settled === undefined || settled.id !== id)
        return { name: 'chosen-without-majority', explanation: `${node} holds a command as chosen for place ${slot} that no majority has accepted` }
    } else if (first.id !== id)
      return { name: 'two-values-chosen', explanation: `${first.by} and ${node} hold different commands as chosen for place ${slot}` }
  }
  return undefined
}
