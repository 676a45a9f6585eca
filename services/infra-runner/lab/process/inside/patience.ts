/** How long a program may take: by the processor, as a machine that is busy with others is nobody's mistake, and by the clock only for what never comes back. */
import vm from 'node:vm'
import { NoAnswer } from './turns.ts'

/** What the processor did for this process, on all its threads. */
export function usedMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** @returns whether the processor has worked for so long since. */
export function openBudget(timeMs: number): () => boolean {
  const beganMs = usedMs()
  return () => usedMs() - beganMs > timeMs
}

/** What a node is asked to do, should it never come back from it. */
export const doing = { node: '', what: '', sinceMs: 0, isInside: false, isHung: false }

/** @throws NoAnswer from the first step on that an interpreter does not come back from: it does no other. */
export function during<Result>(node: string, what: string, step: () => Result): Result {
  if (doing.isHung) throw new NoAnswer('the program did not come back')
  doing.node = node
  doing.what = what
  doing.sinceMs = performance.now()
  doing.isInside = true
  try {
    return step()
  } catch (error) {
    doing.isHung = error instanceof NoAnswer
    throw error
  } finally {
    // Not where it was ended in the middle.
    doing.isInside = false
  }
}

export interface Patience {
  readonly timeMs: number
  /** How often that time by the clock, from one try to the next: a machine may be busy. */
  readonly tries: readonly number[]
}

/** 'stuck': a step does not come back. 'busy': the machine had no time for it. */
export type Within<Result> = { readonly kind: 'done'; readonly result: Result } | { readonly kind: 'stuck' | 'busy' }

/** @param work begins anew when it is called again */
export function within<Result>({ timeMs, tries }: Patience, work: () => Result): Within<Result> {
  for (const times of tries) {
    const ended = tried(timeMs * times, work)
    if (doing.isHung) return { kind: 'stuck' }
    if (ended.kind !== 'late') return ended
    if (doing.isInside && performance.now() - doing.sinceMs > (timeMs * times) / 2) return { kind: 'stuck' }
  }
  return { kind: 'busy' }
}

function tried<Result>(clockMs: number, work: () => Result): Within<Result> | { readonly kind: 'late' } {
  let ended: { readonly result: Result } | undefined
  const slot = vm.createContext({
    work: () => {
      ended = { result: work() }
    },
  })
  try {
    new vm.Script('work()').runInContext(slot, { timeout: clockMs })
  } catch (error) {
    if (error instanceof NoAnswer) return { kind: 'late' }
    // It is an error of that context's, not of this one's.
    if ((error as { readonly code?: unknown }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
  }
  return ended === undefined ? { kind: 'late' } : { kind: 'done', ...ended }
}
