/** What must hold inside a cluster at every moment, judged by what its nodes show of themselves. */

export interface Invariant {
  /** @returns what is wrong, by name and in a sentence. */
  observe(node: string, view: unknown): Wrong | undefined
}

export interface Wrong {
  readonly name: string
  readonly explanation: string
}

interface RaftView {
  readonly role: string
  readonly term: number
  readonly commit: number
  readonly vote?: unknown
  /** Where a snapshot stands for the beginning: up to which entry, and its term. */
  readonly base?: number
  readonly baseTerm?: number
  readonly log: readonly Shown[]
}

interface Shown {
  readonly term: number
  readonly id: string
}

/** 'at each step': what nodes show is of one moment. 'now and then': one node after the other is asked, so the latest views are of several moments. */
export type Looks = 'at each step' | 'now and then'

/** Undefined also for what is in a snapshot. */
function entryAt({ base = 0, log }: RaftView, index: number): Shown | undefined {
  return log[index - base - 1]
}

interface RaftSeen {
  readonly looks: Looks
  readonly last: Map<string, RaftView>
  readonly leaders: Map<number, string>
  /** `seenIn` is the term of the node that showed it; who leads a later one has it. */
  readonly committed: ({ readonly term: number; readonly id: string; readonly by: string; readonly seenIn: number } | undefined)[]
  readonly checkedUntil: Map<string, { readonly commit: number }>
}

/** Raft's election safety, leader completeness and state-machine safety, and what they rest on: terms and votes that last, majorities that are real. */
export function raftInvariants(looks: Looks = 'at each step'): Invariant {
  const seen: RaftSeen = { looks, leaders: new Map(), committed: [], checkedUntil: new Map(), last: new Map() }
  return {
    observe(node, shown) {
      const view = shown as RaftView
      const before = seen.last.get(node)
      seen.last.set(node, { ...view })
      return (
        wrongInVoting(before, node, view) ??
        wrongInSnapshot(seen, node, view) ??
        wrongInLeading(seen, node, view) ??
        wrongInCommitting(seen, node, view)
      )
    },
  }
}

/** The same for a program that may show something else, or nothing: what is not Raft's is not judged. */
export function raftShown(looks: Looks = 'at each step'): Invariant {
  const invariant = raftInvariants(looks)
  return { observe: (node, view) => (isRaft(view) ? invariant.observe(node, view) : undefined) }
}

function isRaft(view: unknown): view is RaftView {
  if (view === null || typeof view !== 'object') return false
  const { role, term, commit, log, base = 0, baseTerm = 0 } = view as Partial<RaftView>
  const isEntry = (entry: unknown): boolean => typeof entry === 'object' && entry !== null && 'term' in entry && 'id' in entry
  return (
    typeof role === 'string' &&
    typeof term === 'number' &&
    Number.isInteger(commit) &&
    Number.isInteger(base) &&
    Number.isInteger(baseTerm) &&
    Array.isArray(log) &&
    (log.length === 0 || isEntry(log.at(-1)))
  )
}

/** What a node has promised it keeps, also after a crash. */
function wrongInVoting(before: RaftView | undefined, node: string, { term, vote }: RaftView): Wrong | undefined {
  if (before === undefined) return undefined
  if (term < before.term) return { name: 'term-went-back', explanation: `${node} was in term ${before.term} and is in term ${term} now` }
  if (term > before.term || !isVote(before.vote) || !isVote(vote) || before.vote === vote) return undefined
  return { name: 'two-votes', explanation: `${node} has voted for ${before.vote} and for ${vote} in term ${term}` }
}

function isVote(vote: unknown): vote is string {
  return typeof vote === 'string' && vote !== ''
}

/** A snapshot holds what is committed, and ends in the term of its last entry. */
function wrongInSnapshot({ committed }: RaftSeen, node: string, { base = 0, baseTerm = 0, commit }: RaftView): Wrong | undefined {
  if (base > commit)
    return { name: 'snapshot-not-committed', explanation: `${node} has a snapshot of ${base} entries, of which it has committed ${commit}` }
  const last = committed[base - 1]
  if (last === undefined || last.term === baseTerm) return undefined
  return {
    name: 'snapshot-term',
    explanation: `the snapshot of ${node} ends with entry ${base} in term ${baseTerm}, which ${last.by} had committed in term ${last.term}`,
  }
}

function wrongInLeading({ looks, leaders, committed }: RaftSeen, node: string, view: RaftView): Wrong | undefined {
  if (view.role !== 'leader') return undefined
  const other = leaders.get(view.term)
  if (other === node) return undefined
  if (other !== undefined) return { name: 'election-safety', explanation: `${other} and ${node} both lead term ${view.term}` }
  leaders.set(view.term, node)
  const missing = committed.findIndex(
    (entry, index) =>
      // Of what was committed and gone into a snapshot between two looks nothing is known.
      entry !== undefined &&
      (looks === 'at each step' ? entry.term : entry.seenIn) < view.term &&
      index >= (view.base ?? 0) &&
      entryAt(view, index + 1)?.id !== entry.id,
  )
  if (missing < 0) return undefined
  return {
    name: 'leader-completeness',
    explanation: `${node} leads term ${view.term} without entry ${missing + 1}, which ${committed[missing]?.by} had committed`,
  }
}

/** What the leader of a term commits in it, more than half of all hold. */
function wrongInCounting({ looks, last }: RaftSeen, node: string, view: RaftView): Wrong | undefined {
  const entry = entryAt(view, view.commit)
  if (looks === 'now and then' || view.role !== 'leader' || entry === undefined || entry.term !== view.term) return undefined
  const holds = (other: RaftView): boolean => {
    const held = entryAt(other, view.commit)
    return (other.base ?? 0) >= view.commit || (held?.term === entry.term && held.id === entry.id)
  }
  const holders = [...last.values()].filter(holds).length
  if (2 * holders > last.size) return undefined
  return {
    name: 'committed-without-majority',
    explanation: `${node} has committed entry ${view.commit}, which ${holders} of ${last.size} nodes hold`,
  }
}

function wrongInCommitting(seen: RaftSeen, node: string, view: RaftView): Wrong | undefined {
  const { committed, checkedUntil } = seen
  const before = checkedUntil.get(node)
  const length = (view.base ?? 0) + view.log.length
  if (length < view.commit) return { name: 'commit-beyond-log', explanation: `${node} has committed ${view.commit} entries and holds ${length}` }
  if (before !== undefined && before.commit === view.commit) return undefined
  // After a restart a node begins again from nothing.
  const from = Math.max(view.base ?? 0, before === undefined || view.commit < before.commit ? 0 : before.commit)
  checkedUntil.set(node, { commit: view.commit })
  for (let index = from; index < view.commit; index += 1) {
    const entry = entryAt(view, index + 1)
    const first = committed[index]
    if (entry === undefined) return undefined
    if (first === undefined) committed[index] = { ...entry, by: node, seenIn: view.term }
    else if (first.id !== entry.id || first.term !== entry.term)
      return { name: 'state-machine-safety', explanation: `${first.by} and ${node} have committed different entries at ${index + 1}` }
  }
  return wrongInCounting(seen, node, view)
}

/** The same for a program that may show something else, or nothing. */
export function commitShown(): Invariant {
  const invariant = commitInvariants()
  return { observe: (node, view) => (isCommit(view) ? invariant.observe(node, view) : undefined) }
}

function isCommit(view: unknown): view is CommitView {
  return (
    typeof view === 'object' && view !== null && 'decided' in view && Array.isArray(view.decided) && view.decided.every((pair) => Array.isArray(pair))
  )
}

interface CommitView {
  readonly decided: readonly (readonly [transaction: string, decision: string])[]
}

/** All decide the same, and nobody decides twice. */
export function commitInvariants(): Invariant {
  const decisions = new Map<string, { readonly decision: string; readonly by: string }>()
  return {
    observe(node, shown) {
      for (const [transaction, decision] of (shown as CommitView).decided) {
        const first = decisions.get(transaction)
        if (first === undefined) decisions.set(transaction, { decision, by: node })
        else if (first.decision !== decision)
          return { name: 'not-atomic', explanation: `${first.by} decided to ${first.decision} ${transaction}, and ${node} to ${decision} it` }
      }
      return undefined
    },
  }
}
