/** The few system calls of WASI preview 1 that an interpreter without files, sockets and clocks of its own needs; everything else is refused. */
import type { Memory as WasmMemory } from './web-assembly.ts'

const ok = 0
const badDescriptor = 8
const noEntry = 44
const notSupported = 58
const notSeekable = 70
/** Not a terminal, and nothing to seek in. */
const stream = 6
const directory = 3

/** The interpreter knows descriptors only that it opened itself: a folder with one file is how it gets at the wire. */
const folder = 3
const folderName = Buffer.from('/wire')
const wireName = 'jobs'
/** The descriptor of jobs and answers. */
export const wire = 4

const readingAndWriting = 0x42n
const openingFiles = 0x2000n

export interface Descriptor {
  /** Fills the buffer, returns how many bytes; 0 at the end. */
  read?(into: Uint8Array): number
  write?(bytes: Uint8Array): void
}

export class Exited extends Error {
  readonly code: number

  constructor(code: number) {
    super('exited')
    this.code = code
  }
}

export interface WasiOptions {
  readonly args: readonly string[]
  readonly descriptor: (fd: number) => Descriptor | undefined
}

type Memory = () => ArrayBuffer

/** @returns the imports, and where to say which memory is the program's once it is there. */
export function wasi(options: WasiOptions) {
  let memory: WasmMemory | undefined
  const buffer = (): ArrayBuffer => {
    if (memory === undefined) throw new Error('no memory yet')
    return memory.buffer
  }
  const calls = { ...argumentCalls(options.args, buffer), ...timeCalls(buffer), ...descriptorCalls(options, buffer) }
  const imports = new Proxy(calls as Record<string, (...args: never[]) => number>, {
    get: (known, name) => known[String(name)] ?? ((): number => (String(name).startsWith('path_') ? noEntry : notSupported)),
  })
  return {
    imports,
    use(given: WasmMemory): void {
      memory = given
    },
  }
}

function argumentCalls(args: readonly string[], memory: Memory) {
  const encoded = args.map((arg) => Buffer.from(`${arg}\0`))
  return {
    args_sizes_get(count: number, size: number): number {
      const view = new DataView(memory())
      view.setUint32(count, encoded.length, true)
      view.setUint32(
        size,
        encoded.reduce((sum, arg) => sum + arg.length, 0),
        true,
      )
      return ok
    },
    args_get(pointers: number, texts: number): number {
      const view = new DataView(memory())
      let at = texts
      for (const [index, arg] of encoded.entries()) {
        view.setUint32(pointers + index * 4, at, true)
        new Uint8Array(memory()).set(arg, at)
        at += arg.length
      }
      return ok
    },
    environ_sizes_get(count: number, size: number): number {
      const view = new DataView(memory())
      view.setUint32(count, 0, true)
      view.setUint32(size, 0, true)
      return ok
    },
    environ_get: (): number => ok,
    proc_exit(code: number): never {
      throw new Exited(code)
    },
    sched_yield: (): number => ok,
    random_get(at: number, length: number): number {
      const bytes = new Uint8Array(memory(), at, length)
      for (let from = 0; from < length; from += 65_536) crypto.getRandomValues(bytes.subarray(from, Math.min(length, from + 65_536)))
      return ok
    },
  }
}

function timeCalls(memory: Memory) {
  const now = (clock: number): bigint => BigInt(Math.round((clock === 0 ? performance.timeOrigin + performance.now() : performance.now()) * 1e6))
  return {
    clock_res_get(_clock: number, at: number): number {
      new DataView(memory()).setBigUint64(at, 1000n, true)
      return ok
    },
    clock_time_get(clock: number, _precision: bigint, at: number): number {
      new DataView(memory()).setBigUint64(at, now(clock), true)
      return ok
    },
    /** Sleeps: the only thing there is to wait for. */
    poll_oneoff(subscriptions: number, events: number, count: number, told: number): number {
      const view = new DataView(memory())
      const nanoseconds = view.getUint8(subscriptions + 8) === 0 ? view.getBigUint64(subscriptions + 24, true) : 0n
      const cell = new Int32Array(new SharedArrayBuffer(4))
      Atomics.wait(cell, 0, 0, Math.min(60_000, Number(nanoseconds / 1_000_000n)))
      for (let index = 0; index < count; index += 1) {
        view.setBigUint64(events + index * 32, view.getBigUint64(subscriptions + index * 48, true), true)
        view.setUint16(events + index * 32 + 8, ok, true)
        view.setUint8(events + index * 32 + 10, view.getUint8(subscriptions + index * 48 + 8))
      }
      view.setUint32(told, count, true)
      return ok
    },
  }
}

function descriptorCalls({ descriptor }: WasiOptions, memory: Memory) {
  const pieces = (at: number, count: number): Uint8Array[] => {
    const view = new DataView(memory())
    return Array.from({ length: count }, (_, index) => {
      const piece = at + index * 8
      return new Uint8Array(memory(), view.getUint32(piece, true), view.getUint32(piece + 4, true))
    })
  }
  return {
    fd_prestat_get(fd: number, at: number): number {
      if (fd !== folder) return badDescriptor
      const view = new DataView(memory())
      view.setUint32(at, 0, true)
      view.setUint32(at + 4, folderName.length, true)
      return ok
    },
    fd_prestat_dir_name(fd: number, at: number, length: number): number {
      if (fd !== folder) return badDescriptor
      new Uint8Array(memory()).set(folderName.subarray(0, length), at)
      return ok
    },
    /** Whatever is asked for in the one folder there is, it is the wire. */
    path_open(...given: readonly number[]): number {
      const [fd, , , length] = given
      const told = given.at(-1)
      if (fd !== folder || length !== wireName.length || told === undefined) return noEntry
      new DataView(memory()).setUint32(told, wire, true)
      return ok
    },
    fd_close: (fd: number): number => (descriptor(fd) === undefined ? badDescriptor : ok),
    fd_seek: (fd: number): number => (descriptor(fd) === undefined ? badDescriptor : notSeekable),
    fd_tell: (fd: number): number => (descriptor(fd) === undefined ? badDescriptor : notSeekable),
    fd_fdstat_get(fd: number, at: number): number {
      if (fd !== folder && descriptor(fd) === undefined) return badDescriptor
      new Uint8Array(memory(), at, 24).fill(0)
      const view = new DataView(memory())
      view.setUint8(at, fd === folder ? directory : stream)
      view.setBigUint64(at + 8, fd === folder ? openingFiles : readingAndWriting, true)
      view.setBigUint64(at + 16, readingAndWriting, true)
      return ok
    },
    fd_fdstat_set_flags: (fd: number): number => (descriptor(fd) === undefined ? badDescriptor : ok),
    fd_filestat_get(fd: number, at: number): number {
      if (descriptor(fd) === undefined) return badDescriptor
      new Uint8Array(memory(), at, 64).fill(0)
      new DataView(memory()).setUint8(at + 16, stream)
      return ok
    },
    fd_read(fd: number, at: number, count: number, told: number): number {
      const source = descriptor(fd)
      if (source?.read === undefined) return badDescriptor
      let total = 0
      for (const piece of pieces(at, count)) {
        const got = piece.length === 0 ? 0 : source.read(piece)
        total += got
        if (got < piece.length) break
      }
      new DataView(memory()).setUint32(told, total, true)
      return ok
    },
    fd_write(fd: number, at: number, count: number, told: number): number {
      const target = descriptor(fd)
      if (target?.write === undefined) return badDescriptor
      let total = 0
      for (const piece of pieces(at, count)) {
        target.write(piece)
        total += piece.length
      }
      new DataView(memory()).setUint32(told, total, true)
      return ok
    },
  }
}
