/** What scenarios for Raft look at. */
import type { Stage } from './stage.ts'

interface Shown {
  readonly role: string
  readonly term: number
  readonly commit: number
  readonly log: readonly unknown[]
  /** How many entries a snapshot stands for. */
  readonly base?: number
}

export function shownBy({ shown }: Stage, node: string): Shown | undefined {
  return shown<Shown>(node)
}

/** Of the latest term, where several believe that they lead. */
export function leaderAmong(stage: Stage, nodes: readonly string[]): string | undefined {
  const leaders = nodes.filter((node) => shownBy(stage, node)?.role === 'leader')
  return leaders.sort((one, other) => (shownBy(stage, other)?.term ?? 0) - (shownBy(stage, one)?.term ?? 0))[0]
}
