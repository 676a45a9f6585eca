/** The inside's end of the wire: jobs come in on descriptor 0, frames go out on descriptor 3; both block, so that a program never runs beside them. */
import { readSync, writeSync } from 'node:fs'

const jobs = 0
const frames = 3

/** What the inside is asked to do with one input. */
export interface InsideJob {
  readonly nonce: string
  readonly language: string
  readonly code: string
  /** Name of the function to call with `args`; empty runs the program with `stdin`. */
  readonly entry: string
  /** A JSON array. */
  readonly args: string
  readonly stdin: string
  readonly outputBytes: number
  readonly timeMs: number
  /** Count steps and bytes, which makes the program slower. */
  readonly counted: boolean
}

export interface InsideDone {
  readonly nonce: string
  readonly kind: 'ok' | 'compile_error' | 'runtime_error' | 'time_limit' | 'memory_limit' | 'output_limit'
  readonly exitCode: number
  /** JSON of what the function returned. */
  readonly value?: string
  readonly message?: string
  /** 1-based line of the learner's code; 0 when it is not known. */
  readonly line?: number
  readonly steps?: number
  readonly allocatedBytes?: number
  readonly memoryBytes?: number
  /** Of the processor. */
  readonly cpuMs?: number
}

function readExactly(length: number): Buffer {
  const bytes = Buffer.alloc(length)
  let at = 0
  while (at < length) {
    const got = readSync(jobs, bytes, at, length - at, null)
    if (got === 0) throw new Error('the wire is closed')
    at += got
  }
  return bytes
}

/** Blocks until there is one. Undefined: nothing to do, but to begin afresh. */
export function readJob(): InsideJob | undefined {
  const job = JSON.parse(readExactly(readExactly(4).readUInt32LE()).toString('utf8')) as InsideJob | { readonly renew: true }
  return 'renew' in job ? undefined : job
}

function send(type: string, payload: Uint8Array): void {
  const frame = Buffer.alloc(5 + payload.length)
  frame.write(type, 0, 'latin1')
  frame.writeUInt32LE(payload.length, 1)
  frame.set(payload, 5)
  for (let at = 0; at < frame.length; ) at += writeSync(frames, frame, at)
}

export const sendReady = (): void => send('r', new Uint8Array())
export const sendOutput = (stream: 'stdout' | 'stderr', bytes: Uint8Array): void => send(stream === 'stdout' ? 'o' : 'e', bytes)
export const sendDone = (done: InsideDone): void => send('d', Buffer.from(JSON.stringify(done)))
