/** Bugs of Raft's snapshots. */
import type { Mutant } from './mutant.ts'

const snapshot = (name: string, ...edits: Mutant['edits']): Mutant => ({ node: 'raft', file: 'raft-snapshot', name, edits })
const raft = (name: string, ...edits: Mutant['edits']): Mutant => ({ node: 'raft', name, edits })

export const snapshotMutants: readonly Mutant[] = [
  snapshot('forgets the term of its snapshot', ['  raft.baseTerm = term\n  const lines', '  raft.baseTerm = 0\n  const lines']),
  snapshot('forgets where its snapshot ends in a crash', [
    '  raft.base = index\n  raft.baseTerm = term\n}',
    '  raft.base = 0\n  raft.baseTerm = 0\n}',
  ]),
  snapshot('installs a snapshot that is older than what it has', ['  if (index <= raft.commit) return index\n', '']),
  snapshot('does not keep a snapshot that it was given', [
    '  keep(raft, snapshot)\n  restore(raft, snapshot)\n',
    '  restore(raft, snapshot)\n  raft.log = []\n',
  ]),
  snapshot('keeps its own log behind a snapshot that it does not fit', [
    'termAt(raft, index) === term ? raft.log.slice(index - raft.base) : []',
    'raft.log.slice(Math.max(0, index - raft.base - 1))',
  ]),
  snapshot('throws away what follows its snapshot', [
    'termAt(raft, index) === term ? raft.log.slice(index - raft.base) : []',
    '[] as typeof raft.log',
  ]),
  snapshot('installs a snapshot without its values', ['  raft.registers = new Map(registers)\n', '  void registers\n']),
  snapshot('puts into its snapshot what is not applied', ['const index = raft.applied\n', 'const index = raft.base + raft.log.length\n']),
  snapshot('forgets its vote with its log', ['[{ term: raft.term, vote: raft.vote }, ...', '[...']),
  snapshot('counts its log from its snapshot on', ['place: index + at + 1', 'place: at + 1']),
  raft('never sends a snapshot', ['    sendSnapshot(raft, to)\n    return\n', '    return\n']),
  raft('sends a log with a hole instead of a snapshot', ['  if (next <= raft.base) {\n    sendSnapshot(raft, to)\n    return\n  }\n', '']),
]
