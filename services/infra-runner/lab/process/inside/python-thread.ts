/** The thread of an interpreter of Python in WebAssembly that runs the nodes of a simulated cluster: its clock is the cluster's, its chance is always the same. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { workerData } from 'node:worker_threads'
import { cappedFile } from '../../../sandbox/inside/capped-memory.ts'
import { type Descriptor, wasi, wire } from '../../../sandbox/inside/wasi.ts'
import { Instance, type Memory, Module } from '../../../sandbox/inside/web-assembly.ts'
import { answering } from './turns.ts'

interface Given {
  readonly shared: SharedArrayBuffer
  readonly file: string
  readonly memoryMiB: number
}

const { shared, file, memoryMiB } = workerData as Given
const turns = answering(shared)
const harness = readFileSync(path.join(import.meta.dirname, 'nodes.py'), 'utf8')

let inbox: Buffer = Buffer.alloc(0)
let outbox: Buffer = Buffer.alloc(0)
let complaint = ''

function framed(text: string): Buffer {
  const body = Buffer.from(text)
  const head = Buffer.alloc(4)
  head.writeUInt32LE(body.length)
  return Buffer.concat([head, body])
}

const descriptors: Readonly<Record<number, Descriptor>> = {
  0: { read: () => 0 },
  1: { write: () => undefined },
  2: {
    write(bytes) {
      if (complaint.length < 2_000) complaint += Buffer.from(bytes).toString('utf8')
    },
  },
  [wire]: {
    read(into) {
      if (inbox.length === 0) inbox = framed(turns.next())
      const count = Math.min(inbox.length, into.length)
      into.set(inbox.subarray(0, count))
      inbox = inbox.subarray(count)
      return count
    },
    write(bytes) {
      outbox = Buffer.concat([outbox, bytes])
      if (outbox.length < 4 || outbox.length < 4 + outbox.readUInt32LE()) return
      const text = outbox.subarray(4).toString('utf8')
      outbox = Buffer.alloc(0)
      turns.answer(text)
    },
  },
}

let memory: Memory | undefined
const system = wasi({ args: ['python', '-I', '-S', '-B', '-c', harness], descriptor: (fd) => descriptors[fd] })
/** The same bytes in every run: the order of sets, and whatever else Python leaves to chance. */
const still: Readonly<Record<string, (...args: never[]) => number>> = {
  random_get(at: number, length: number): number {
    new Uint8Array(memory?.buffer ?? new ArrayBuffer(0), at, length).fill(7)
    return 0
  },
  clock_time_get(_clock: number, _precision: bigint, at: number): number {
    new DataView(memory?.buffer ?? new ArrayBuffer(0)).setBigUint64(at, 0n, true)
    return 0
  },
}
const imports = new Proxy(system.imports, { get: (target, name) => still[String(name)] ?? target[String(name)] })
const instance = new Instance(new Module(cappedFile(file, memoryMiB * 16)), { wasi_snapshot_preview1: imports })
memory = instance.exports.memory as Memory
system.use(memory)
let ending = 'the interpreter ended'
try {
  ;(instance.exports._start as () => void)()
} catch (error) {
  ending = error instanceof RangeError ? 'the call stack is full' : 'the interpreter stopped: the program may have used too much memory'
}
const last = complaint.trim().split('\n').at(-1) ?? ''
// Whoever asks is told, for as long as anybody asks.
turns.answer(`${JSON.stringify([['broken', last === '' ? ending : last]])}\n`)
for (;;) {
  turns.next()
  turns.answer(`${JSON.stringify([['broken', ending]])}\n`)
}
