/** Runs a program that is installed here: arguments as a list, bytes in and out, a deadline, and the end of what it complained of. */
import { spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export interface Running {
  readonly args: readonly string[]
  /** What it reads from its standard input, and from the descriptors 3 and up. */
  readonly inputs: readonly (Iterable<Uint8Array> | AsyncIterable<Uint8Array>)[]
  readonly deadlineMs: number
  readonly mostBytes: number
}

const tailLength = 2000

/** A program that failed: its name and how it ended. What it wrote may repeat what a learner wrote, and stays here. */
class ProgramFailure extends Error {
  override readonly name = 'ProgramFailure'
  readonly code: string
  /** The last lines of what it complained of. */
  readonly tail: string

  constructor(program: string, { code, tail }: { readonly code: string; readonly tail: string }) {
    super(`${program} ended with ${code}`)
    this.code = code
    this.tail = tail
  }
}

/**
 * It stays in the group of this process: who ends the group ends it too.
 * @returns what it wrote to its standard output.
 */
export async function runProgram(program: string, { args, inputs, deadlineMs, mostBytes }: Running): Promise<Buffer> {
  const child = spawn(program, [...args], {
    stdio: [...(inputs.length === 0 ? ['ignore' as const] : ['pipe' as const]), 'pipe', 'pipe', ...inputs.slice(1).map(() => 'pipe' as const)],
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8' },
  })
  const [writers, out, err] = [[child.stdin, ...child.stdio.slice(3)] as (Writable | null)[], child.stdout as Readable, child.stderr as Readable]
  let ended: string | undefined
  const end = (why: string): void => {
    ended ??= why
    child.kill('SIGKILL')
  }
  const timer = setTimeout(() => end('ETIMEDOUT'), deadlineMs)
  const parts: Buffer[] = []
  let bytes = 0
  out.on('data', (part: Buffer) => {
    bytes += part.length
    if (bytes > mostBytes) end('EFBIG')
    else parts.push(part)
  })
  let tail = ''
  err.on('data', (part: Buffer) => {
    tail = (tail + part.toString('utf8')).slice(-tailLength)
  })
  const closed = new Promise<string>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.name))
    child.once('close', (code, signal) => resolve(String(signal ?? code)))
  })
  // A program that ends early has read enough: how it ended says whether that was right.
  const writing = inputs.map(async (input, index) => {
    const writer = writers[index]
    writer?.on('error', () => undefined)
    if (writer != null) await pipeline(input, writer).catch(() => undefined)
  })
  const [code] = await Promise.all([closed, ...writing])
  clearTimeout(timer)
  if (ended !== undefined || code !== '0') throw new ProgramFailure(program, { code: ended ?? code, tail })
  return Buffer.concat(parts)
}
