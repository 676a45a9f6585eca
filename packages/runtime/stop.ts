/** One AbortSignal for the whole process, aborted by SIGINT, SIGTERM or SIGHUP, and when the `run.mjs` that started it is gone: killed, it can send nothing. */
import type { Log } from './log.ts'

export function stopSignal(runner = process.env.QUINT_RUNNER): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => controller.abort(name))
  if (runner === String(process.ppid)) whenOrphaned(() => controller.abort('orphaned'))
  return controller.signal
}

function whenOrphaned(stop: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    stop()
  }, 250).unref()
}

export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

/** @throws the reason, once it is given up. */
export async function aborting(signal: AbortSignal): Promise<never> {
  await aborted(signal)
  throw signal.reason
}

const lingeringMs = 5000
const ownStreams: ReadonlySet<string> = new Set(['PipeWrap', 'TTYWrap', 'FSReqCallback'])

/**
 * Disposed of last, when everything that the process knows of is closed. What a library has left open by then, such as a connection that it
 * opened while it was being closed, would keep the process until somebody kills it: it is told of, and the process ends.
 */
export function endsAfter(log: Pick<Log, 'warn'>, withinMs = lingeringMs): Disposable {
  return {
    [Symbol.dispose]() {
      const end = (): never => {
        const kind = process.getActiveResourcesInfo().find((one) => !ownStreams.has(one))
        log.warn('something was left open', { kind: kind?.toLowerCase() ?? 'unknown' })
        process.exit()
      }
      setTimeout(end, withinMs).unref()
    },
  }
}
