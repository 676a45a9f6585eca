/** Tries readers one after the other until one has the problem, and records how each of them fared. */
import type { Practice } from './place.ts'
import { type Lack, lacking, type Problem, type Reading } from './problem.ts'

export interface Reader {
  readonly name: string
  readonly deadlineMs: number
  read(place: Practice, signal: AbortSignal): Promise<Reading>
}

export interface Attempt {
  readonly reader: string
  readonly outcome: 'found' | Lack
  readonly durationMs: number
}

export interface ChainResult {
  readonly problem: Problem | undefined
  readonly attempts: readonly Attempt[]
}

export interface ChainOptions {
  readonly place: Practice
  readonly readers: readonly Reader[]
  /** Milliseconds. */
  readonly clock: () => number
  readonly signal: AbortSignal
}

/** Throws only the signal's reason. */
export async function readThrough({ place, readers, clock, signal }: ChainOptions): Promise<ChainResult> {
  const attempts: Attempt[] = []
  for (const reader of readers) {
    const began = clock()
    const reading = await attempt(reader, place, signal)
    signal.throwIfAborted()
    const outcome = reading.kind === 'found' ? 'found' : reading.why
    attempts.push({ reader: reader.name, outcome, durationMs: Math.round(clock() - began) })
    if (reading.kind === 'found') return { problem: reading.problem, attempts }
  }
  return { problem: undefined, attempts }
}

async function attempt(reader: Reader, place: Practice, signal: AbortSignal): Promise<Reading> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), reader.deadlineMs)
  const either = AbortSignal.any([signal, late.signal])
  try {
    return await Promise.race([reader.read(place, either), cutOff(either)])
  } catch {
    return lacking(late.signal.aborted ? 'too-slow' : 'page-away')
  } finally {
    clearTimeout(timer)
  }
}

function cutOff(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
