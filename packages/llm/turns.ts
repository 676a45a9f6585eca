/** A line in front of a model of one's own: so many at once, so many that wait, and whoever was served longest ago is next. */
import { measure, observe } from '@quint/telemetry/metrics.ts'
import { ProviderFailure } from './provider.ts'

export interface TurnsOptions {
  /** For the figures; of the configuration. */
  readonly model: string
  /** Requests that the model works on together: 1 where it takes them one by one, more where it batches them. */
  readonly atOnce: number
  /** Requests that wait; above it they are refused. */
  readonly most: number
  /** Of them, those of one person. */
  readonly mostEach: number
}

export interface Turns extends Disposable {
  /**
   * Disposing what it gives ends the turn.
   * Throws `ProviderFailure`: `overloaded` when too many wait, `cancelled` when the signal is aborted.
   */
  take(user: string, signal: AbortSignal): Promise<Disposable>
}

interface Waiting {
  readonly begin: () => void
}

export function openTurns({ model, atOnce, most, mostEach }: TurnsOptions): Turns {
  /** By person; the one who was served last is at the end. */
  const lines = new Map<string, Set<Waiting>>()
  let [running, waiting] = [0, 0]
  const figure = observe('quint.llm.queue.waiting', (report) => report(waiting, { 'gen_ai.request.model': model }))

  const next = (): void => {
    if (running >= atOnce) return
    for (const [user, line] of lines) {
      const [first] = line
      if (first === undefined) continue
      line.delete(first)
      lines.delete(user)
      if (line.size > 0) lines.set(user, line)
      waiting -= 1
      first.begin()
      return
    }
  }
  const turn = (): Disposable => {
    running += 1
    let over = false
    return {
      [Symbol.dispose]() {
        if (over) return
        over = true
        running -= 1
        next()
      },
    }
  }
  const wait = (user: string, signal: AbortSignal): Promise<Disposable> =>
    new Promise((resolve, reject) => {
      const line = lines.get(user) ?? new Set()
      const entry: Waiting = {
        begin() {
          signal.removeEventListener('abort', leave)
          resolve(turn())
        },
      }
      const leave = (): void => {
        line.delete(entry)
        if (line.size === 0) lines.delete(user)
        waiting -= 1
        reject(new ProviderFailure('cancelled'))
      }
      signal.addEventListener('abort', leave, { once: true })
      line.add(entry)
      lines.set(user, line)
      waiting += 1
    })

  return {
    async take(user, signal) {
      if (signal.aborted) throw new ProviderFailure('cancelled')
      if (running < atOnce && waiting === 0) return turn()
      if (waiting >= most || (lines.get(user)?.size ?? 0) >= mostEach) throw new ProviderFailure('overloaded')
      const began = performance.now()
      const taken = await wait(user, signal)
      measure('quint.llm.queue.wait', (performance.now() - began) / 1000, { 'gen_ai.request.model': model })
      return taken
    },
    [Symbol.dispose]: () => figure[Symbol.dispose](),
  }
}
