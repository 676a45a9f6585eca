/** The verdict on a history, found in a child, which answers within ten seconds of the processor: whoever runs the service never waits for a checker. */
import type { Verdict } from '../check/verdict.ts'
import type { HistoryEvent } from '../history/operation.ts'
import type { LabDeps } from '../run.ts'
import { startChild } from './child.ts'

/** The child gives up by itself long before. */
const limits = { timeMs: 30_000, memoryMiB: 384 }

export async function judged(
  workload: string,
  history: readonly HistoryEvent[],
  { sandbox, signal }: Pick<LabDeps, 'sandbox' | 'signal'>,
): Promise<Verdict> {
  const child = startChild('judge.ts', { workload, history }, { sandbox, limits })
  signal.addEventListener('abort', child.kill)
  try {
    for await (const line of child.lines) return JSON.parse(line) as Verdict
    signal.throwIfAborted()
    if (child.end() === 'done') throw new Error(`a judge ended without a verdict: ${child.complaint().slice(0, 500)}`)
    return { kind: 'unknown', reason: 'the history is too much to judge' }
  } finally {
    signal.removeEventListener('abort', child.kill)
    child.kill()
  }
}
