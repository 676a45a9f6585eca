/** A learner's program in Python against `start(env)`: all nodes of a cluster in one interpreter on a thread of its own, which is asked step by step. */
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Start } from '../../virtual/node.ts'
import { usedMs } from './patience.ts'
import { type RemoteOptions, remoteStart } from './remote.ts'
import { asking, sharedBytes } from './turns.ts'

export interface PythonOptions {
  /** The interpreter in WebAssembly. */
  readonly file: string
  readonly memoryMiB: number
}

const startMs = 20_000
const stepMs = 8_000

/** @throws Error with the learner's mistake, where the program cannot be read. */
export function pythonStart(source: string, options: PythonOptions, log: RemoteOptions['log']): Start {
  const shared = new SharedArrayBuffer(sharedBytes)
  const worker = new Worker(path.join(import.meta.dirname, 'python-thread.ts'), {
    workerData: { shared, ...options },
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8 },
  })
  worker.unref()
  worker.on('error', () => undefined)
  const ask = asking(shared, usedMs)
  const wrong = ask(JSON.stringify(['source', source]), startMs)
  if (wrong !== '') throw new Error(wrong)
  let lives = 0
  return remoteStart({
    log,
    open(beginning) {
      lives += 1
      const life = lives
      ask(JSON.stringify(['open', life, beginning]), stepMs)
      let view = ''
      const done = (text: string): string => {
        const at = text.indexOf('\n')
        // In two parts: what it wants done, and what it shows.
        view = text.slice(at + 1)
        return text.slice(0, at)
      }
      return {
        start: (nowMs) => done(ask(JSON.stringify(['start', life, nowMs]), stepMs)),
        step: (kind, name, body, nowMs) => done(ask(JSON.stringify(['step', life, kind, name, body, nowMs]), stepMs)),
        view: () => view,
      }
    },
  })
}
