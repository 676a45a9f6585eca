/** Holds the compiled interpreter of Python, with capped memory, and one thread that runs it: when that has ended, a fresh one. */
import { read } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { cappedFile } from './capped-memory.ts'
import { Module } from './web-assembly.ts'

const lifeline = 4
const [, , wasmFile = '', memoryMiB = '256'] = process.argv
const leave = (): void => void process.kill(process.pid, 'SIGKILL')

const module = new Module(cappedFile(wasmFile, Number(memoryMiB) * 16))
// The compiler has a copy of its own: memory that nobody needs any more.
globalThis.gc?.()

function begin(): void {
  const resourceLimits = { maxOldGenerationSizeMb: 48, maxYoungGenerationSizeMb: 8 }
  const worker = new Worker(path.join(import.meta.dirname, 'interpreter.ts'), { workerData: { module }, env: {}, resourceLimits })
  worker.once('error', leave)
  worker.once('exit', begin)
}

begin()
// Ends when the service is gone, whatever the thread does.
read(lifeline, Buffer.alloc(1), 0, 1, null, leave)
