/** The thread of an interpreter of Python in WebAssembly that runs one node: it has stdin, stdout, stderr, a clock, and may wait for its input or for a time. */
import { writeSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { type Descriptor, Exited, wasi } from '../../../sandbox/inside/wasi.ts'
import { type Compiled, Instance, type Memory } from '../../../sandbox/inside/web-assembly.ts'
import { openPipe } from './pipe.ts'

interface Given {
  readonly module: Compiled
  readonly shared: SharedArrayBuffer
  readonly source: string
}

const { module, shared, source } = workerData as Given
const pipe = openPipe(shared)

function print(fd: number): (bytes: Uint8Array) => void {
  return (bytes) => {
    for (let at = 0; at < bytes.length; ) {
      try {
        at += writeSync(fd, bytes, at)
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
      }
    }
  }
}

const descriptors: Readonly<Record<number, Descriptor>> = { 0: { read: (into) => pipe.read(into) }, 1: { write: print(1) }, 2: { write: print(2) } }

let memory: Memory | undefined
const system = wasi({ args: ['python', '-I', '-S', '-B', '-u', '-c', source], descriptor: (fd) => descriptors[fd] })

const subscriptionBytes = 48
const eventBytes = 32
const clockKind = 0
const readKind = 1

/** Waits for the input, for a time, or for whichever comes first. */
function poll(subscriptions: number, events: number, count: number, told: number): number {
  const view = new DataView(memory?.buffer ?? new ArrayBuffer(0))
  const asked = Array.from({ length: count }, (_, index) => {
    const at = subscriptions + index * subscriptionBytes
    return { userdata: view.getBigUint64(at, true), kind: view.getUint8(at + 8), ms: waitOf(view, at) }
  })
  const clock = asked.filter(({ kind }) => kind === clockKind)
  const reads = asked.filter(({ kind }) => kind === readKind)
  const atMostMs = clock.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...clock.map(({ ms }) => ms))
  const readable = reads.length > 0 ? pipe.wait(atMostMs) : sleep(atMostMs)
  const happened = asked.filter(({ kind }) => (readable ? kind !== clockKind : kind === clockKind))
  for (const [index, { userdata, kind }] of happened.entries()) {
    const at = events + index * eventBytes
    new Uint8Array(view.buffer, at, eventBytes).fill(0)
    view.setBigUint64(at, userdata, true)
    view.setUint8(at + 10, kind)
    view.setBigUint64(at + 16, 1n, true)
  }
  view.setUint32(told, happened.length, true)
  return 0
}

const absolute = 1

/** Either from now, or until a moment of the monotonic or the real clock. */
function waitOf(view: DataView, at: number): number {
  const ms = Number(view.getBigUint64(at + 24, true)) / 1e6
  if ((view.getUint16(at + 40, true) & absolute) === 0) return ms
  const now = view.getUint32(at + 16, true) === 0 ? performance.timeOrigin + performance.now() : performance.now()
  return Math.max(0, ms - now)
}

function sleep(ms: number): false {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
  return false
}

const own: Readonly<Record<string, (...args: never[]) => number>> = { poll_oneoff: poll }
const imports = new Proxy(system.imports, { get: (target, name) => own[String(name)] ?? target[String(name)] })
const instance = new Instance(module, { wasi_snapshot_preview1: imports })
memory = instance.exports.memory as Memory
system.use(memory)
let code = 0
try {
  ;(instance.exports._start as () => void)()
} catch (error) {
  code = error instanceof Exited ? error.code : 1
  if (!(error instanceof Exited)) print(2)(Buffer.from(error instanceof RangeError ? 'the call stack is full\n' : 'the interpreter stopped\n'))
}
parentPort?.postMessage(code)
