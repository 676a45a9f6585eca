/** Runs one command of the gate to its end and returns what it printed. */
import { spawn } from 'node:child_process'

export interface Outcome {
  readonly code: number
  readonly output: string
}

export interface CommandOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** Also show the output while it runs. */
  readonly show?: boolean
  /** Milliseconds after which it is killed and has failed; nothing is awaited then, not even who still holds its output. */
  readonly limitMs?: number
}

/** @param command a program on PATH and its arguments. */
export function run(command: readonly string[], options: CommandOptions = {}): Promise<Outcome> {
  const [program = '', ...args] = command
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const kill = (): void => {
      child.kill('SIGKILL')
      child.stdout.destroy()
      child.stderr.destroy()
    }
    const limit = options.limitMs === undefined ? undefined : setTimeout(kill, options.limitMs)
    let output = ''
    const take =
      (target: NodeJS.WriteStream) =>
      (chunk: Buffer): void => {
        output += chunk.toString()
        if (options.show) target.write(chunk)
      }
    child.stdout.on('data', take(process.stdout))
    child.stderr.on('data', take(process.stderr))
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(limit)
      resolve({ code: code ?? 1, output })
    })
  })
}
