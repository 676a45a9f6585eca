/** One AbortSignal for the whole process, aborted by SIGINT, SIGTERM or SIGHUP, and when the `run.mjs` that started it is gone: killed, it can send nothing. */

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
