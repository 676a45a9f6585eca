/** Bugs of Raft and Paxos. */
import type { Mutant } from './mutant.ts'
import { snapshotMutants } from './snapshots.ts'

const raft = (name: string, ...edits: Mutant['edits']): Mutant => ({ node: 'raft', name, edits })
const paxos = (name: string, ...edits: Mutant['edits']): Mutant => ({ node: 'paxos', name, edits })

export const raftMutants: readonly Mutant[] = [
  ...snapshotMutants,
  raft('votes for two in a term', [" && (raft.vote === '' || raft.vote === from)", '']),
  raft('forgets its vote in a crash', ['    persist(raft, { term, vote: from })\n', '']),
  raft('votes for a log that is behind its own', ['term === raft.term && upToDate &&', 'term === raft.term &&']),
  raft('leads with two votes of five', [
    'if (isMajority(raft, raft.votes.size)) lead(raft)\n}\n\ninterface Append',
    'if (raft.votes.size > 1) lead(raft)\n}\n\ninterface Append',
  ]),
  raft('reads what it has itself', [
    '  raft.asked += 1\n',
    "  if (request.body.type === 'read') return request.reply(resultOf(raft.registers, request.body))\n  raft.asked += 1\n",
  ]),
  raft('commits without a majority', ['    if (!isMajority(raft, holders)) continue\n', '']),
  raft('takes two of five for a majority', ['count > raft.env.ids.length / 2', 'count >= Math.floor(raft.env.ids.length / 2)']),
  raft('does not compare the entry before', [' && (prevIndex < raft.base || termAt(raft, prevIndex) === prevTerm)', '']),
  raft('cuts its log with every append', ['place <= raft.base || termAt(raft, place) === entry.term', 'place <= raft.base']),
  raft('keeps entries that the leader has not', ['termAt(raft, place) === entry.term) continue', 'entryAt(raft, place) !== undefined) continue']),
  raft('counts votes of an earlier term', ["raft.role !== 'candidate' || term !== raft.term ||", "raft.role !== 'candidate' ||"]),
  raft(
    'commits entries of earlier terms by counting',
    ['    if (termAt(raft, index) !== raft.term) break\n', ''],
    [`  add(raft, { term: raft.term, id: \`\${raft.env.id}:\${raft.term}\`, body: { type: 'nothing' } })\n`, ''],
  ),
  raft('counts acknowledgements of an earlier term', [
    "if (raft.role !== 'leader' || term !== raft.term) return\n  if (!ok)",
    "if (raft.role !== 'leader') return\n  if (!ok)",
  ]),
  raft('applies a command twice', [' || raft.results.has(entry.id)) continue', ') continue'], ['  if (raft.forwarder.has(id)) return\n', '']),
  raft('answers before it is committed', [
    '  add(raft, { term: raft.term, id, body })\n',
    "  add(raft, { term: raft.term, id, body })\n  if (body.type === 'write') answer(raft, { id, body: { type: 'write_ok' } })\n",
  ]),
  raft('forgets its log in a crash', ['  persist(raft, { place: lastIndex(raft), entry })\n', '']),
  raft('follows a leader of an earlier term', [
    "  if (term < raft.term) {\n    raft.env.send(from, { type: 'appended', term: raft.term, ok: false, match: 0 })\n    return\n  }\n  follow(raft, term)\n  raft.leader = from\n  const fits",
    '  follow(raft, term)\n  raft.leader = from\n  const fits',
  ]),
  raft('forgets its term in a crash', ['  persist(raft, { term: raft.term, vote: raft.vote })\n', '']),
  raft('never stands for election again', ['  waitForLeader(raft)\n  for (const other of raft.others)', '  for (const other of raft.others)']),
]

export const paxosMutants: readonly Mutant[] = [
  paxos('proposes its own command over an accepted one', ['    proposal.command = command\n', '']),
  paxos('takes the last promise for the highest', ['if (accepted > proposal.heard) {', 'if (accepted > 0) {']),
  paxos('accepts in spite of its promise', [
    "  if (ballot < acceptor.promised) {\n    say(paxos, from, { type: 'refused', slot, ballot: acceptor.promised })\n    return\n  }\n",
    '',
  ]),
  paxos('forgets its promise in a crash', [
    "  keep(paxos, { slot, acceptor })\n  say(paxos, from, { type: 'promise'",
    "  say(paxos, from, { type: 'promise'",
  ]),
  paxos('forgets what it accepted in a crash', [
    "  keep(paxos, { slot, acceptor })\n  say(paxos, from, { type: 'accepted'",
    "  say(paxos, from, { type: 'accepted'",
  ]),
  paxos('takes two of five for a majority', ['all.size > env.ids.length / 2', 'all.size >= Math.floor(env.ids.length / 2)']),
  paxos('promises two proposers the same', [
    "  if (ballot <= acceptor.promised) {\n    say(paxos, from, { type: 'refused', slot, ballot: acceptor.promised })\n    return\n  }\n",
    '',
  ]),
  paxos('reads what it has itself', [
    '      paxos.asked += 1\n',
    "      if (request.body.type === 'read') return request.reply(resultOf(paxos.registers, request.body))\n      paxos.asked += 1\n",
  ]),
  paxos('counts one acceptance twice', ['proposal.acceptances.add(from)', `proposal.acceptances.add(\`\${from} \${paxos.env.now()}\`)`]),
  paxos('promises without telling what it accepted', ['accepted: acceptor.accepted, command: acceptor.command', 'accepted: 0, command: undefined']),
]
