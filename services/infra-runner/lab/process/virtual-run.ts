/** A learner's program in virtual time: the simulator and the program together in a process that can harm nobody. */
import { interpreter } from '../../sandbox/embedded.ts'
import type { LabDeps, LabEvent, LabRun } from '../run.ts'
import { startChild } from './child.ts'

const limits = { timeMs: 40_000, memoryMiB: 384 }
const pythonMiB = 128

export async function* virtualRun(run: LabRun, { sandbox, signal }: LabDeps): AsyncGenerator<LabEvent> {
  signal.throwIfAborted()
  const child = startChild('simulate.ts', { run, python: { file: interpreter, memoryMiB: pythonMiB } }, { sandbox, limits })
  signal.addEventListener('abort', child.kill)
  try {
    for await (const line of child.lines) {
      const event = JSON.parse(line) as LabEvent
      yield event
      if (event.kind === 'verdict') return
    }
    signal.throwIfAborted()
    yield ended(run.seed, child.end(), child.complaint())
  } finally {
    signal.removeEventListener('abort', child.kill)
    child.kill()
  }
}

const tooMuch = 'The run took more time than it may: ask for fewer nodes, fewer seconds or a lower rate.'

function ended(seed: number, end: ReturnType<ReturnType<typeof startChild>['end']>, complaint: string): LabEvent {
  const rest = { kind: 'verdict', seed, witness: null } as const
  if (end === 'memory_limit') return { ...rest, result: 'fail', anomaly: 'too-much-memory', explanation: 'the nodes held too much memory' }
  // A step that does not come back is told from inside; whoever asks for much is not wrong.
  if (end === 'time_limit') return { ...rest, result: 'unknown', anomaly: '', explanation: tooMuch }
  throw new Error(`a simulation ended without a verdict: ${complaint.slice(0, 500)}`)
}
