/** One interpreter of Python in WebAssembly, on a thread of its own: it has no file, no socket and no way to the JavaScript around it. Ready once it waits for a job. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { workerData } from 'node:worker_threads'
import { type Descriptor, Exited, wasi, wire } from './wasi.ts'
import { type Compiled, Instance, type Memory } from './web-assembly.ts'
import { type InsideDone, type InsideJob, readJob, sendDone, sendOutput, sendReady } from './wire.ts'

const harness = readFileSync(path.join(import.meta.dirname, 'harness.py'), 'utf8')

class OutputLimit extends Error {}
/** Thrown through the interpreter, which ends with it. */
class Renewed extends Error {}

let job: InsideJob | undefined
let inbox: Buffer = Buffer.alloc(0)
let stdin: Buffer = Buffer.alloc(0)
let outbox: Buffer = Buffer.alloc(0)
let written = 0
let startedMs = 0
const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
let told = false
let memory: Memory | undefined

/** The interpreter asks for work: the moment at which it is ready, and at which nothing of the learner's runs. */
function nextJob(): void {
  if (inbox.length > 0) return
  if (!told) sendReady()
  told = true
  if (job !== undefined) throw new Error('a program may not take the next job')
  job = readJob()
  if (job === undefined) throw new Renewed()
  const body = Buffer.from(JSON.stringify({ ...job, stdin: '' }))
  const head = Buffer.alloc(4)
  head.writeUInt32LE(body.length)
  inbox = Buffer.concat([head, body])
  stdin = Buffer.from(job.stdin)
  written = 0
  startedMs = cpuMs()
}

function take(from: Buffer, into: Uint8Array): Buffer {
  const count = Math.min(from.length, into.length)
  into.set(from.subarray(0, count))
  return from.subarray(count)
}

function finish(done: Omit<InsideDone, 'nonce'>): void {
  const { nonce } = job ?? { nonce: '' }
  job = undefined
  sendDone({ ...done, nonce, memoryBytes: memory?.buffer.byteLength ?? 0, cpuMs: cpuMs() - startedMs })
}

function fromHarness(bytes: Uint8Array): void {
  outbox = Buffer.concat([outbox, bytes])
  if (outbox.length < 4 || outbox.length < 4 + outbox.readUInt32LE()) return
  const done = JSON.parse(outbox.subarray(4).toString('utf8')) as InsideDone
  outbox = Buffer.alloc(0)
  if (job === undefined || done.nonce !== job.nonce) throw new Error('an answer to no question')
  finish(done)
}

function output(stream: 'stdout' | 'stderr', bytes: Uint8Array): void {
  const room = (job?.outputBytes ?? 0) - written
  if (room > 0 && bytes.length > 0) sendOutput(stream, bytes.subarray(0, room))
  written += bytes.length
  if (bytes.length > room) throw new OutputLimit()
}

const descriptors: Readonly<Record<number, Descriptor>> = {
  0: {
    read(into) {
      const before = stdin.length
      stdin = take(stdin, into)
      return before - stdin.length
    },
  },
  1: { write: (bytes) => output('stdout', bytes) },
  2: { write: (bytes) => output('stderr', bytes) },
  [wire]: {
    read(into) {
      nextJob()
      const before = inbox.length
      inbox = take(inbox, into)
      return before - inbox.length
    },
    write: fromHarness,
  },
}

function ended(error: unknown): Omit<InsideDone, 'nonce'> {
  if (error instanceof Exited)
    return error.code === 0
      ? { kind: 'ok', exitCode: 0 }
      : { kind: 'runtime_error', exitCode: error.code, message: `exited with ${error.code}`, line: 0 }
  if (error instanceof OutputLimit) return { kind: 'output_limit', exitCode: 1 }
  const message = error instanceof RangeError ? 'the call stack is full' : 'the interpreter stopped'
  return { kind: 'runtime_error', exitCode: 1, message, line: 0 }
}

const { module } = workerData as { readonly module: Compiled }
const system = wasi({ args: ['python', '-I', '-S', '-B', '-c', harness], descriptor: (fd) => descriptors[fd] })
const instance = new Instance(module, { wasi_snapshot_preview1: system.imports })
memory = instance.exports.memory as Memory
system.use(memory)
try {
  ;(instance.exports._start as () => void)()
} catch (error) {
  if (job !== undefined) finish(ended(error))
}
