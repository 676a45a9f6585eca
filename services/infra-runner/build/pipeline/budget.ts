/** What the designs of all learners may take of this machine at once: a design waits until what it needs is free, whoever asked first goes first. */
import { Failure } from '@quint/runtime/failure.ts'

export interface Needs {
  readonly processes: number
  readonly connections: number
}

export interface Budget {
  /** What is returned gives it back. Rejects when the signal is aborted, and at once where it never fits. */
  take(needs: Needs, signal: AbortSignal): Promise<Disposable>
  readonly taken: () => Needs
}

interface Waiter {
  readonly needs: Needs
  readonly go: () => void
}

export function openBudget(whole: Needs): Budget {
  let taken: Needs = { processes: 0, connections: 0 }
  const waiting: Waiter[] = []
  const fits = (needs: Needs): boolean =>
    taken.processes + needs.processes <= whole.processes && taken.connections + needs.connections <= whole.connections
  const add = ({ processes, connections }: Needs, sign: 1 | -1): void => {
    taken = { processes: taken.processes + sign * processes, connections: taken.connections + sign * connections }
  }
  const next = (): void => {
    for (let [first] = waiting; first !== undefined && fits(first.needs); [first] = waiting) {
      waiting.shift()
      add(first.needs, 1)
      first.go()
    }
  }
  const place = (needs: Needs): Disposable => {
    let given = false
    return {
      [Symbol.dispose]() {
        if (given) return
        given = true
        add(needs, -1)
        next()
      },
    }
  }
  return {
    taken: () => taken,
    take(needs, signal) {
      if (needs.processes > whole.processes || needs.connections > whole.connections)
        return Promise.reject(new Failure('invalid', 'This design takes more than this machine has.'))
      if (signal.aborted) return Promise.reject(signal.reason)
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          waiting.splice(waiting.indexOf(waiter), 1)
          reject(signal.reason)
          next()
        }
        const waiter: Waiter = {
          needs,
          go() {
            signal.removeEventListener('abort', leave)
            resolve(place(needs))
          },
        }
        signal.addEventListener('abort', leave, { once: true })
        waiting.push(waiter)
        next()
      })
    },
  }
}
