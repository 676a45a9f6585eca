/** Runs a compiler to its end, and says what it says of a program that it does not take. */
import { spawn } from 'node:child_process'
import { BuildFailed } from './refused.ts'

export interface Compiling {
  /** Where the compiler writes a line number: the first group. */
  readonly errorLine: RegExp
  readonly seconds: number
  readonly signal: AbortSignal
}

const mostWords = 20_000

/** What stands around a compiler could not begin it: whoever wrote the program has no part in it. */
const around = /^(?:bwrap|prlimit|setpriv): /

/** @throws BuildFailed with the first mistake. */
export async function compiled([command = '', ...args]: readonly string[], { errorLine, seconds, signal }: Compiling): Promise<void> {
  const child = spawn(command, args, {
    cwd: '/',
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    timeout: seconds * 1_000,
  })
  let words = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (chunk: string) => {
      if (words.length < mostWords) words += chunk
    })
  }
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', resolve)
    child.once('error', () => resolve(127))
  })
  signal.throwIfAborted()
  if (code !== 0 && around.test(words)) throw new Error(`a compiler was not begun: ${words.slice(0, 200)}`)
  if (code === null) throw new BuildFailed(`the compiler did not come to an end in ${seconds} s`)
  if (code !== 0) throw new BuildFailed(told(words, errorLine))
}

/** The first mistake, with its line. */
function told(words: string, errorLine: RegExp): string {
  if (words.trim() === '') return 'the compiler ended without a word: it may have wanted too much memory or time'
  const place = new RegExp(errorLine.source)
  const lines = words.split('\n')
  const at = firstOf(lines, /\berror(?:\[\w+\])?:/) ?? firstOf(lines, /error|:\d+:/) ?? 0
  const line = (place.exec(lines[at] ?? '') ?? place.exec(words))?.[1]
  // Java's compiler says below what it did not find.
  const below = lines.slice(at + 1)
  const next = below.findIndex((one) => place.test(one))
  const symbol = /^\s*symbol:\s+(.+)$/m.exec(below.slice(0, next < 0 ? below.length : next).join('\n'))?.[1]
  const message = (lines[at] ?? '').slice(0, 400)
  return `${message}${symbol === undefined ? '' : `: ${symbol.slice(0, 100)}`}${line === undefined ? '' : ` (line ${line})`}`
}

function firstOf(lines: readonly string[], words: RegExp): number | undefined {
  const at = lines.findIndex((line) => words.test(line))
  return at < 0 ? undefined : at
}
