/** The Terraform program, where there is one: run in a folder of its own, with nothing of our environment but what is named, no network look-ups of its own, and an end. */
import { execFile, spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { Failure } from '@quint/runtime/failure.ts'

export interface Program {
  readonly binary: string
  readonly folder: string
  readonly signal?: AbortSignal
  readonly environment?: Readonly<Record<string, string>>
  /** What it says may hold these words: nobody is told them. */
  readonly secrets?: readonly string[]
  /** After that it is asked to end. */
  readonly longestMs?: number
  /** What was asked to end and does not, is killed after so long. */
  readonly graceMs?: number
}

const usualLongestMs = 240_000
const usualGraceMs = 15_000
const mostOutput = 8 * 1024 * 1024

/** @returns what it says; whatever it fails with is a failure that tells its last words, with all of them as its cause. */
export async function terraform(args: readonly string[], program: Program): Promise<string> {
  const { folder, signal, environment = {}, secrets = [] } = program
  signal?.throwIfAborted()
  const configuration = path.join(folder, 'cli.tfrc')
  await writeFile(configuration, '', { flag: 'a' })
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    TF_CLI_CONFIG_FILE: configuration,
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    CHECKPOINT_DISABLE: '1',
    ...environment,
  }
  const { ended, said, wrong } = await ran(args, program, env)
  if (ended === 'well') return without(secrets, said)
  signal?.throwIfAborted()
  const [verb = ''] = args
  if (ended === 'late') throw new Failure('deadline', `Terraform ${verb} took too long.`)
  const words = without(secrets, wrong === '' ? said : wrong)
  throw new Failure('unavailable', `Terraform ${verb} failed: ${lastWords(words)}`, { cause: new Error(words) })
}

interface Ran {
  readonly ended: 'well' | 'badly' | 'late'
  readonly said: string
  readonly wrong: string
}

/**
 * In a group of its own: its providers are processes, too, and end with it. Asked to end by an interrupt it finishes what it is at and writes its state.
 * It tells what it does through a pipe of ours, so that one whose owner was killed ends at its next word.
 */
function ran(
  args: readonly string[],
  { binary, folder, signal, longestMs = usualLongestMs, graceMs = usualGraceMs }: Program,
  env: NodeJS.ProcessEnv,
) {
  const { promise, resolve } = Promise.withResolvers<Ran>()
  const child = spawn(binary, [...args], { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const heard = { out: '', err: '' }
  let late = false
  let force: NodeJS.Timeout | undefined
  const signalled = (name: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(name === 'SIGKILL' ? -child.pid : child.pid, name)
    } catch {
      // It is over already.
    }
  }
  const stop = (): void => {
    if (force !== undefined) return
    signalled('SIGINT')
    force = setTimeout(() => signalled('SIGKILL'), graceMs)
  }
  const deadline = setTimeout(() => {
    late = true
    stop()
  }, longestMs)
  signal?.addEventListener('abort', stop, { once: true })
  if (signal?.aborted === true) stop()
  const hear = (key: 'out' | 'err') => (piece: string) => {
    heard[key] += piece
    if (heard[key].length > mostOutput) stop()
  }
  child.stdout.setEncoding('utf8').on('data', hear('out'))
  child.stderr.setEncoding('utf8').on('data', hear('err'))
  const over = (ended: Ran['ended']): void => {
    clearTimeout(deadline)
    clearTimeout(force)
    signal?.removeEventListener('abort', stop)
    resolve({ ended, said: heard.out, wrong: heard.err })
  }
  child.once('error', (error) => {
    heard.err = error.message
    over('badly')
  })
  child.once('close', (code) => over(code === 0 && force === undefined ? 'well' : late ? 'late' : 'badly'))
  // What it leaves behind would hold the pipes open.
  child.once('exit', () => signalled('SIGKILL'))
  return promise
}

/** Whether there is one that works. */
export async function isThere(binary: string): Promise<boolean> {
  if (binary === '' || binary === 'off') return false
  return new Promise((resolve) => execFile(binary, ['version'], { timeout: 10_000 }, (error) => resolve(error === null)))
}

/** Short ones are words of any text. */
const leastSecret = 6

function without(secrets: readonly string[], text: string): string {
  return secrets.filter(({ length }) => length >= leastSecret).reduce((left, secret) => left.replaceAll(secret, '…'), text)
}

function lastWords(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/[│╷╵]/g, '').replaceAll(/\s+/g, ' ').trim().slice(-400)
}
