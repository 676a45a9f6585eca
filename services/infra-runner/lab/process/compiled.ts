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
  const code = await new Promise<number>((resolve) => {
    child.once('close', (given) => resolve(given ?? 1))
    child.once('error', () => resolve(127))
  })
  signal.throwIfAborted()
  if (code !== 0 && around.test(words)) throw new Error(`a compiler was not begun: ${words.slice(0, 200)}`)
  if (code !== 0) throw new BuildFailed(told(words, errorLine))
}

/** The first mistake, with its line. */
function told(words: string, errorLine: RegExp): string {
  const line = [...words.matchAll(errorLine)][0]?.[1]
  const message = words.split('\n').find((one) => /error|:\d+:/.test(one)) ?? words.split('\n')[0] ?? 'it cannot be compiled'
  // Java's compiler says below what it did not find.
  const symbol = /^\s*symbol:\s+(.+)$/m.exec(words)?.[1]
  return `${message.slice(0, 400)}${symbol === undefined ? '' : `: ${symbol.slice(0, 100)}`}${line === undefined ? '' : ` (line ${line})`}`
}
