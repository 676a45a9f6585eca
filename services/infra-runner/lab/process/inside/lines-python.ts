/** A node in Python that speaks lines on stdin and stdout: the interpreter is on a thread of its own, this one reads for it; the first line is the program. */
import { read, writeSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { cappedFile } from '../../../sandbox/inside/capped-memory.ts'
import { endWith } from '../../../sandbox/inside/lifeline.ts'
import { Module } from '../../../sandbox/inside/web-assembly.ts'
import { openPipe, pipeBytes } from './pipe.ts'

const retryMs = 5
const lifeline = 4
const [, , file = '', memoryMiB = '128'] = process.argv

const module = new Module(cappedFile(file, Number(memoryMiB) * 16))
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
    endWith(1)
  })
  worker.once('message', (code: number) => endWith(code & 255))
  if (at + 1 < first.length) pass(first.subarray(at + 1))
}
stdin.on('data', begin)
stdin.on('end', () => pipe.close())
// Ends with whoever started it: this thread is free at any time, and needs no other to wait for that.
read(lifeline, Buffer.alloc(1), 0, 1, null, () => process.kill(process.pid, 'SIGKILL'))
