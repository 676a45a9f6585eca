/** A node in Python that speaks lines on stdin and stdout: the interpreter is on a thread of its own, this one reads for it; the first line is the program. */
import { readFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { cappedMemory } from '../../../sandbox/inside/capped-memory.ts'
import { holdLifeline } from '../../../sandbox/inside/lifeline.ts'
import { Module } from '../../../sandbox/inside/web-assembly.ts'
import { openPipe, pipeBytes } from './pipe.ts'

const retryMs = 5
const [, , file = '', memoryMiB = '128'] = process.argv

const module = new Module(cappedMemory(readFileSync(file), Number(memoryMiB) * 16))
const shared = new SharedArrayBuffer(pipeBytes)
const pipe = openPipe(shared)
const { stdin } = process

function pass(bytes: Buffer): void {
  const taken = pipe.write(bytes)
  if (taken === bytes.length) return
  // The program is slow to read: whoever sends waits too.
  stdin.pause()
  setTimeout(() => {
    stdin.resume()
    pass(bytes.subarray(taken))
  }, retryMs)
}

let first = Buffer.alloc(0)
function begin(bytes: Buffer): void {
  first = Buffer.concat([first, bytes])
  const at = first.indexOf('\n')
  if (at < 0) return
  stdin.off('data', begin)
  stdin.on('data', pass)
  const { source } = JSON.parse(first.subarray(0, at).toString('utf8')) as { readonly source: string }
  const resourceLimits = { maxOldGenerationSizeMb: 48, maxYoungGenerationSizeMb: 8 }
  const worker = new Worker(path.join(import.meta.dirname, 'lines-python-thread.ts'), {
    workerData: { module, shared, source },
    env: {},
    resourceLimits,
  })
  worker.once('error', (error) => {
    writeSync(2, `${error.message}\n`)
    process.exit(1)
  })
  worker.once('message', (code: number) => process.exit(code))
  if (at + 1 < first.length) pass(first.subarray(at + 1))
}
stdin.on('data', begin)
stdin.on('end', () => pipe.close())
// Ends with whoever started it, whatever the thread does.
holdLifeline()
