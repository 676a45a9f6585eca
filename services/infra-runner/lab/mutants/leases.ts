/** Raft whose leader reads alone for as long as nobody else can have been elected, by its clock: right while clocks agree on how long 100 ms are. */
import type { Mutant } from './mutant.ts'

export const leases: Mutant = {
  node: 'raft',
  name: 'reads under a lease that trusts its clock',
  edits: [
    [
      'const mostEntries = 64\n',
      'const mostEntries = 64\nconst leaseMs = 100\nconst heardAt = new WeakMap<Raft, number>()\nconst acknowledged = new WeakMap<Raft, Map<string, number>>()\n',
    ],
    // Whoever hears a leader, or has begun just now, votes for nobody for longer than a lease lasts.
    ['  const raft = recovered(env)\n', '  const raft = recovered(env)\n  heardAt.set(raft, env.now())\n'],
    [
      '  follow(raft, term)\n  raft.leader = from\n  const fits',
      '  follow(raft, term)\n  raft.leader = from\n  heardAt.set(raft, raft.env.now())\n  const fits',
    ],
    [
      '  if (term > raft.term) follow(raft, term)\n  const upToDate',
      '  if (raft.env.now() - (heardAt.get(raft) ?? 0) < 1.4 * leaseMs) return\n  if (term > raft.term) follow(raft, term)\n  const upToDate',
    ],
    // A lease counts from when the heartbeat was sent that was acknowledged.
    [
      'prevTerm: termAt(raft, next - 1), entries, commit: raft.commit })',
      'prevTerm: termAt(raft, next - 1), entries, commit: raft.commit, sentAt: raft.env.now() })',
    ],
    ['  readonly commit: number\n}', '  readonly commit: number\n  readonly sentAt: number\n}'],
    ['{ term, prevIndex, prevTerm, entries, commit }: Append', '{ term, prevIndex, prevTerm, entries, commit, sentAt }: Append'],
    [
      "raft.env.send(from, { type: 'appended', term, ok: true, match: known })",
      "raft.env.send(from, { type: 'appended', term, ok: true, match: known, sentAt })",
    ],
    [
      '{ term, ok, match }: { term: number; ok: boolean; match: number }',
      '{ term, ok, match, sentAt = 0 }: { term: number; ok: boolean; match: number; sentAt?: number }',
    ],
    [
      '  const before = raft.next.get(from) ?? 1\n',
      '  const all = acknowledged.get(raft) ?? new Map<string, number>()\n  acknowledged.set(raft, all.set(from, Math.max(all.get(from) ?? 0, sentAt)))\n  const before = raft.next.get(from) ?? 1\n',
    ],
    ["  raft.role = 'leader'\n", "  raft.role = 'leader'\n  acknowledged.set(raft, new Map())\n"],
    [
      '  raft.asked += 1\n',
      `  const fresh = [...(acknowledged.get(raft) ?? new Map<string, number>()).values()].filter((at) => raft.env.now() - at < leaseMs).length
  const holds = raft.role === 'leader' && termAt(raft, raft.commit) === raft.term && isMajority(raft, fresh + 1)
  if (holds && request.body.type === 'read') return request.reply(resultOf(raft.registers, request.body))
  raft.asked += 1
`,
    ],
  ],
}
