/** Ends this process when the service that started it is gone, also while the program loops: a thread that waits on a pipe which nobody writes. */
import { readSync } from 'node:fs'
import { isMainThread, Worker } from 'node:worker_threads'

const lifeline = 4

/** Call it before anything of `process` is taken away. */
export function holdLifeline(): void {
  new Worker(import.meta.filename, {
    stdout: false,
    stderr: false,
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 },
  }).unref()
}

if (!isMainThread) {
  try {
    readSync(lifeline, Buffer.alloc(1), 0, 1, null)
  } finally {
    process.kill(process.pid, 'SIGKILL')
  }
}
