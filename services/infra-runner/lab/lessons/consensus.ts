/** Lessons in which nodes have to agree: a leader, registers, locks, transactions, commitment. */
import type { WrittenLesson } from './lesson.ts'

const network = ['partition', 'one-way', 'loss', 'delay', 'duplicate', 'pause'] as const
const all = [...network, 'kill', 'torn-writes'] as const
const usual = { nodes: 5, seconds: 10, rate: 60, faultsOffered: all }

const election: WrittenLesson = {
  ...usual,
  slug: 'leader-election',
  title: 'Electing a leader',
  workload: 'leader-election',
  rate: 30,
  description:
    'A client asks any node for the `leader` and gets `leader_ok` with the `leader` and the `term` that it leads in, or an error with code 11 as long as there is none. In one term there is never more than one leader, whatever is killed or cut off; when all is well again, all nodes name the same one; and when that one is killed, the others soon name another.',
  hints: [
    'More than half of all nodes have to agree: two such halves always share a node.',
    'A node votes once in a term, for whoever asks first, and never goes back to an earlier term, also not after it was killed.',
    'Wait a random time before you stand for election, or all stand at once, for ever. A leader tells all others often that it lives.',
  ],
  starter: {
    javascript: {
      state: ['// Whoever has the lowest name leads. What if it is dead?', 'const leader = env.ids[0]'],
      onClient: ["reply({ type: 'leader_ok', leader, term: 1 })"],
      inspect: "{ role: env.id === leader ? 'leader' : 'follower', term: 1 }",
    },
    python: {
      state: ['# Whoever has the lowest name leads. What if it is dead?', 'self.leader = env.ids[0]'],
      onClient: ["reply({'type': 'leader_ok', 'leader': self.leader, 'term': 1})"],
      inspect: "{'role': 'leader' if self.env.id == self.leader else 'follower', 'term': 1}",
    },
  },
}

const registers: WrittenLesson = {
  ...usual,
  slug: 'lin-kv',
  title: 'Registers that are linearizable',
  workload: 'lin-kv',
  rate: 80,
  faultsOffered: [...all, 'clock'],
  description:
    'Clients `read` a `key`, `write` a `value` to it, and `cas` it `from` one value `to` another (error 22 if it has another value, 20 if it is not there). All of it has to look as if it were done one after the other on one machine, although up to two of five nodes are gone at any time. Raft is the usual way. A node that shows `role`, `term`, `commit` and `log` (a list of `{ term, id }`) with `inspect` is held to the rules of Raft as well, and led through its hard cases.',
  hints: [
    'One node decides on the order of all commands; the others follow. Begin with electing that node.',
    'A command is done once more than half of the nodes hold it on their disks. Only then may a client hear of it.',
    'A read is a command too: a leader that was replaced does not know it yet.',
    'An entry of an earlier term counts as committed only together with one of the own term (figure 8 of the paper on Raft).',
    'A leader that answers reads alone while it believes that nobody else can have been elected holds a lease, and a lease trusts clocks. Choose wrong clocks and partitions, and see it tell a value that has been overwritten; what a majority has agreed on needs no clock.',
  ],
  starter: {
    javascript: {
      state: ['const values = new Map()'],
      onClient: [
        '// Every node for itself. The others should do the same, in the same order.',
        'const value = values.get(body.key)',
        "if (body.type === 'read') return reply({ type: 'read_ok', value: value ?? null })",
        "if (body.type === 'cas' && value === undefined) return reply({ type: 'error', code: 20 })",
        "if (body.type === 'cas' && value !== body.from) return reply({ type: 'error', code: 22 })",
        "values.set(body.key, body.type === 'cas' ? body.to : body.value)",
        "reply({ type: body.type + '_ok' })",
      ],
    },
    python: {
      state: ['self.values = {}'],
      onClient: [
        '# Every node for itself. The others should do the same, in the same order.',
        "key, value = body['key'], self.values.get(body['key'])",
        "if body['type'] == 'read':",
        "    return reply({'type': 'read_ok', 'value': value})",
        "if body['type'] == 'cas' and value is None:",
        "    return reply({'type': 'error', 'code': 20})",
        "if body['type'] == 'cas' and value != body['from']:",
        "    return reply({'type': 'error', 'code': 22})",
        "self.values[key] = body['to'] if body['type'] == 'cas' else body['value']",
        "reply({'type': body['type'] + '_ok'})",
      ],
    },
  },
}

const locks: WrittenLesson = {
  ...usual,
  slug: 'lock',
  title: 'A lock service',
  workload: 'lock',
  rate: 40,
  description:
    'Clients `acquire` the lock `key` for a `holder` and `release` it again. Whoever holds a lock holds it alone: an `acquire` of a lock that is held, and a `release` by somebody else, get error 22.',
  hints: [
    'A lock is a register that holds a name or nothing. Taking it is a compare-and-set.',
    'Nodes that agree on registers agree on locks: the same log of commands does both.',
    'Whoever was given a lock holds it, whatever becomes of the node that gave it: an answer that one node alone knows of comes too early.',
  ],
  starter: {
    javascript: {
      state: ['const holders = new Map()'],
      onClient: [
        '// Every node for itself. Two nodes may give away the same lock.',
        'const holder = holders.get(body.key) ?? null',
        "const wanted = body.type === 'acquire' ? null : body.holder",
        "if (holder !== wanted) return reply({ type: 'error', code: 22 })",
        "holders.set(body.key, body.type === 'acquire' ? body.holder : null)",
        "reply({ type: body.type + '_ok' })",
      ],
    },
    python: {
      state: ['self.holders = {}'],
      onClient: [
        '# Every node for itself. Two nodes may give away the same lock.',
        "wanted = None if body['type'] == 'acquire' else body['holder']",
        "if self.holders.get(body['key']) != wanted:",
        "    return reply({'type': 'error', 'code': 22})",
        "self.holders[body['key']] = body['holder'] if body['type'] == 'acquire' else None",
        "reply({'type': body['type'] + '_ok'})",
      ],
    },
  },
}

const transactionStarter = (write: 'append' | 'w'): WrittenLesson['starter'] => ({
  javascript: {
    state: ['const values = new Map()'],
    onClient: [
      '// Every node for itself: what others have written is not seen.',
      'const txn = body.txn.map(([f, key, value] /*any*/) => {',
      "  if (f === 'r') return [f, key, values.get(key) ?? null]",
      write === 'append' ? '  values.set(key, [...(values.get(key) ?? []), value])' : '  values.set(key, value)',
      '  return [f, key, value]',
      '})',
      "reply({ type: 'txn_ok', txn })",
    ],
  },
  python: {
    state: ['self.values = {}'],
    onClient: [
      '# Every node for itself: what others have written is not seen.',
      'txn = []',
      "for f, key, value in body['txn']:",
      "    if f == 'r':",
      '        value = self.values.get(key)',
      '    else:',
      write === 'append' ? '        self.values[key] = [*self.values.get(key, []), value]' : '        self.values[key] = value',
      '    txn.append([f, key, value])',
      "reply({'type': 'txn_ok', 'txn': txn})",
    ],
  },
})

const lists: WrittenLesson = {
  ...usual,
  slug: 'txn-list-append',
  title: 'Transactions on lists',
  workload: 'txn-list-append',
  rate: 40,
  description:
    "A client sends a `txn`, a list of steps: `['r', key, null]` reads the list of a key, `['append', key, value]` adds to it. `txn_ok` gives the steps back with what was read. Transactions have to be strictly serializable: each as a whole, one after the other, in an order that agrees with time.",
  hints: [
    'A transaction is one command. Nodes that agree on the order of commands are done.',
    'Error 30 says that a transaction was given up because of another, and nothing of it happened.',
  ],
  starter: transactionStarter('append'),
}

const writes: WrittenLesson = {
  ...lists,
  slug: 'txn-rw-register',
  title: 'Transactions on registers',
  workload: 'txn-rw-register',
  description:
    "A client sends a `txn`, a list of steps on registers: `['r', key, null]` reads a value, `['w', key, value]` writes one. `txn_ok` gives the steps back with what was read. Transactions have to be strictly serializable, as those on lists.",
  starter: transactionStarter('w'),
}

const commitment: WrittenLesson = {
  ...usual,
  slug: 'two-phase-commit',
  title: 'Two-phase commit',
  workload: 'two-phase-commit',
  nodes: 4,
  rate: 40,
  description:
    'A client asks a node to `begin` a `transaction`; `refusing` names the nodes that will not take part. The node coordinates: all commit, or all abort, and `begin_ok` gives the `decision` (`commit` or `abort`). `status` gives what a node knows of a `transaction` (`open` while it knows nothing); `open` lists those that are not decided and those that are `committed`. If one refuses, all abort; nobody ever changes their mind, also not after they were killed.',
  hints: [
    'First ask all whether they can; once all have said yes, tell all to do it.',
    'What you promise, write down and sync before you say it: a promise outlives a crash.',
    'Whoever has promised and hears nothing may not decide alone. It asks again until it is told.',
    'A coordinator that comes back aborts what it had not decided: nobody can have been told to commit it.',
  ],
  starter: {
    javascript: {
      state: ['const decided = new Map()'],
      onMessage: ["if (body.type === 'decision') decided.set(body.transaction, body.decision)"],
      onClient: [
        "if (body.type === 'status') return reply({ type: 'status_ok', decision: decided.get(body.transaction) ?? 'open' })",
        "const committed = [...decided].filter(([, decision]) => decision === 'commit').map(([name]) => name)",
        "if (body.type === 'open') return reply({ type: 'open_ok', open: [], committed })",
        '// Decided alone, and told once.',
        "const decision = body.refusing.length === 0 ? 'commit' : 'abort'",
        'decided.set(body.transaction, decision)',
        "for (const id of env.ids) if (id !== env.id) env.send(id, { type: 'decision', transaction: body.transaction, decision })",
        "reply({ type: 'begin_ok', decision })",
      ],
      inspect: '{ decided: [...decided] }',
    },
    python: {
      state: ['self.decided = {}'],
      onMessage: ["if body['type'] == 'decision':", "    self.decided[body['transaction']] = body['decision']"],
      onClient: [
        "if body['type'] == 'status':",
        "    return reply({'type': 'status_ok', 'decision': self.decided.get(body['transaction'], 'open')})",
        "if body['type'] == 'open':",
        "    return reply({'type': 'open_ok', 'open': [], 'committed': [name for name, is_it in self.decided.items() if is_it == 'commit']})",
        '# Decided alone, and told once.',
        "decision = 'abort' if body['refusing'] else 'commit'",
        "self.decided[body['transaction']] = decision",
        'for other in self.env.ids:',
        '    if other != self.env.id:',
        "        self.env.send(other, {'type': 'decision', 'transaction': body['transaction'], 'decision': decision})",
        "reply({'type': 'begin_ok', 'decision': decision})",
      ],
      inspect: "{'decided': list(self.decided.items())}",
    },
  },
}

export const consensusLessons: readonly WrittenLesson[] = [election, registers, locks, lists, writes, commitment]
