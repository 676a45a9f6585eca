/** Ends this process when the service that started it is gone, also while the program loops: a thread that waits on a pipe which nobody writes. */
import { readSync, writeSync } from 'node:fs'
import { isMainThread, Worker } from 'node:worker_threads'

const lifeline = 4
const leave = process.kill.bind(process, process.pid, 'SIGKILL')

/** Call it before anything of `process` is taken away. */
export function holdLifeline(): void {
  new Worker(import.meta.filename, {
    stdout: false,
    stderr: false,
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 },
  }).unref()
}

/** Ends this process at once: an exit would wait for the thread that waits for the pipe. Whoever started it finds the code at the other end. */
export function endWith(code: number): void {
  writeSync(lifeline, Uint8Array.of(code))
  leave()
}

if (!isMainThread) {
  try {
    readSync(lifeline, Buffer.alloc(1), 0, 1, null)
  } finally {
    leave()
  }
}
