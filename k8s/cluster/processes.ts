/** What pods have started, as the kernel of this machine says. */
import { readFileSync } from 'node:fs'

export function childrenOf(pid: number): readonly number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  } catch {
    // Gone meanwhile.
    return []
  }
}

export function isThere(pid: number): boolean {
  try {
    // A process that nobody has waited for yet is gone too.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
