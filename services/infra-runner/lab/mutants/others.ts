/** Bugs of two-phase commit, broadcast, counters, the log and ids. */
import type { Mutant } from './mutant.ts'

const twoPhase = (name: string, ...edits: Mutant['edits']): Mutant => ({ node: 'two-phase', name, edits })
const broadcast = (name: string, ...edits: Mutant['edits']): Mutant => ({ node: 'broadcast', name, edits })
const counter = (name: string, ...edits: Mutant['edits']): Mutant => ({ node: 'counter', name, edits })
const log = (name: string, ...edits: Mutant['edits']): Mutant => ({ node: 'log', name, edits })
const ids = (name: string, ...edits: Mutant['edits']): Mutant => ({ node: 'echo', name, edits })

export const twoPhaseMutants: readonly Mutant[] = [
  twoPhase('takes a refusal for a vote', ["  if (!yes) {\n    decide(member, transaction, 'abort')\n    return\n  }\n", '']),
  twoPhase('commits with all votes but one', ['begun.yes.size === member.env.ids.length', 'begun.yes.size >= member.env.ids.length - 1']),
  twoPhase('aborts what it has promised when it has waited', [
    "say(member, coordinator, { type: 'ask', transaction })",
    "coordinator === member.env.id ? undefined : onDecision(member, transaction, 'abort')",
  ]),
  twoPhase('forgets its promise in a crash', ["    keep(member, ['prepare', transaction, from])\n", '']),
  twoPhase('tells a decision that is not on disk', ["  if (!member.decided.has(transaction)) keep(member, ['decide', transaction, decision])\n", '']),
  twoPhase('commits after a crash what it had not decided', [
    "for (const transaction of begun) if (!decided.has(transaction)) decide(member, transaction, 'abort')",
    "for (const transaction of begun) if (!decided.has(transaction)) decide(member, transaction, 'commit')",
  ]),
  twoPhase('waits for a decision without asking', ["say(member, coordinator, { type: 'ask', transaction })", 'coordinator.length']),
  twoPhase('forgets in a crash what it coordinates', [
    "    if (what === 'begin') begun.add(transaction)\n    else if",
    "    if (what === 'begin') continue\n    else if",
  ]),
  twoPhase('decides anew on a vote that comes late', [
    '  if (begun === undefined) return\n',
    "  if (begun === undefined) return decide(member, transaction, yes ? 'commit' : 'abort')\n",
  ]),
]

export const broadcastMutants: readonly Mutant[] = [
  broadcast('sends everything once', ['      for (const to of gossip.owed.keys()) pass(gossip, to)\n', '']),
  broadcast('takes what is sent for received', [
    "env.send(to, { type: 'gossip', messages })\n",
    "env.send(to, { type: 'gossip', messages })\n  owed.get(to)?.clear()\n",
  ]),
  broadcast('forgets what it knows in a crash', [`    env.disk.append('known', \`\${JSON.stringify(message)}\\n\`)\n`, '']),
  broadcast('forgets in a crash whom it owes', ['    for (const all of owed.values()) all.add(JSON.parse(line))\n', '']),
  broadcast('learns one message of many', [
    'messages.filter((message) => !known.has(message))',
    'messages.filter((message) => !known.has(message)).slice(0, 1)',
  ]),
  broadcast('answers before it remembers', ['  env.disk.sync()\n  if (news.length', '  if (news.length']),
]

export const counterMutants: readonly Mutant[] = [
  counter('adds what it is told again', ['Math.max(known.added, added)', '(known.added + added)']),
  counter('forgets what it added in a crash', [`  env.disk.append('own', \`\${JSON.stringify(own)}\\n\`)\n`, '']),
  counter('believes whoever speaks last', ['added: Math.max(known.added, added), taken: Math.max(known.taken, taken)', 'added, taken']),
  counter('is not told what others took away', ['taken: Math.max(known.taken, taken)', 'taken: known.taken']),
  counter('takes away with the wrong sign', ['taken: taken - delta', 'taken: taken + delta']),
  counter('tells only its neighbour about itself', [
    "env.send(to, { type: 'parts', parts: [...counter.parts] })",
    "env.send(env.ids[0] ?? to, { type: 'parts', parts: [...counter.parts] })",
  ]),
]

export const logMutants: readonly Mutant[] = [
  log('appends a message twice', ['  if (before !== undefined) return before\n', "  if (before !== undefined && f !== 'send') return before\n"]),
  log('forgets its messages in a crash', [`  log.env.disk.append('log', \`\${JSON.stringify(line)}\\n\`)\n`, '']),
  log('tells an offset that is one too high', ['all.push(message) - 1', 'all.push(message)']),
  log('passes over messages', ['.slice(from)\n', '.slice(from).filter((_, at) => at % 7 !== 3)\n']),
  log('takes a commit back', ['Math.max(committed.get(key) ?? 0, offset)', 'offset']),
  log('lets every node own every key', ['env.ids[sum % env.ids.length] ?? env.id', 'env.id']),
  log('answers before it is on disk', ['  log.env.disk.sync()\n  return take', '  return take']),
]

export const idMutants: readonly Mutant[] = [
  ids('gives out the same ids after a crash', [`\${id}-\${lives}-\${now()}-\${given}`, `\${id}-\${given}`]),
  ids('gives out ids without saying whose', [`\${id}-\${lives}-\${now()}-\${given}`, `\${lives}-\${given}`]),
]
