/** Lets so many programs run at once, each learner in turn: whoever asks for much waits for themselves, not others for them. */
import { Failure } from '@quint/runtime/failure.ts'

export interface QueueOptions {
  readonly concurrent: number
  readonly perLearner: number
  /** Of one learner. */
  readonly mostWaiting: number
}

export interface Queue {
  /** Waits for its turn; what is returned gives it back. Rejects when the signal is aborted, or with Failure('exhausted'). */
  enter(learner: string, signal: AbortSignal): Promise<Disposable>
  readonly running: () => number
  readonly waiting: () => number
}

interface Waiter {
  readonly go: () => void
}

interface Line {
  running: number
  readonly waiters: Waiter[]
}

export function openQueue({ concurrent, perLearner, mostWaiting }: QueueOptions): Queue {
  /** In the order in which learners take turns. */
  const lines = new Map<string, Line>()
  let running = 0
  const next = (): void => {
    for (const [learner, line] of lines) {
      if (running >= concurrent) return
      if (line.running >= perLearner || line.waiters.length === 0) continue
      // To the end: everybody else comes first.
      lines.delete(learner)
      lines.set(learner, line)
      begin(line)
      next()
      return
    }
  }
  const begin = (line: Line): void => {
    running += 1
    line.running += 1
    line.waiters.shift()?.go()
  }
  const leave = (learner: string, line: Line): void => {
    running -= 1
    line.running -= 1
    if (line.running === 0 && line.waiters.length === 0) lines.delete(learner)
    next()
  }
  return {
    running: () => running,
    waiting: () => [...lines.values()].reduce((sum, line) => sum + line.waiters.length, 0),
    enter(learner, signal) {
      const line = lines.get(learner) ?? { running: 0, waiters: [] }
      lines.set(learner, line)
      if (line.waiters.length >= mostWaiting)
        return Promise.reject(new Failure('exhausted', 'Too many runs at once: wait for those that go on.', { retryAfterSeconds: 5 }))
      return new Promise((resolve, reject) => {
        const cancel = (): void => {
          line.waiters.splice(line.waiters.indexOf(waiter), 1)
          reject(signal.reason)
        }
        let left = false
        const waiter = {
          go(): void {
            signal.removeEventListener('abort', cancel)
            resolve({
              [Symbol.dispose]() {
                if (!left) leave(learner, line)
                left = true
              },
            })
          },
        }
        if (signal.aborted) return reject(signal.reason)
        signal.addEventListener('abort', cancel, { once: true })
        line.waiters.push(waiter)
        next()
      })
    },
  }
}
