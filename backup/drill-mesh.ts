/** The whole mesh as a process of its own over a folder, to be lost at any moment. */
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type Child, startChild } from '@quint/runtime/child.ts'
import { sleep } from '@quint/runtime/sleep.ts'

export interface DrillMesh extends AsyncDisposable {
  /** kill -9 of the mesh and its database in the middle of whatever they do; then everything they had is deleted. */
  destroy(): Promise<void>
}

const root = path.join(import.meta.dirname, '..')
const startDeadlineMs = 120_000

export async function startMesh(folder: string, port: number): Promise<DrillMesh> {
  const child = startChild(process.execPath, ['--no-warnings', path.join(root, 'quint.ts')], {
    env: {
      ...process.env,
      QUINT_DATA_DIR: folder,
      PORT: String(port),
      // The pages are not part of it.
      QUINT_WEB_URL: 'http://127.0.0.1:9',
      GATEWAY_REQUESTS_PER_MINUTE: '1000000',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
    graceMs: 15_000,
  })
  await ready(child)
  return {
    async destroy() {
      const [postgres] = readFileSync(path.join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8')
        .split('\n')
        .map(Number)
      child.process.kill('SIGKILL')
      // The server leads a group of its own.
      if (postgres !== undefined && postgres > 1) process.kill(-postgres, 'SIGKILL')
      await child.ended
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
    },
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  }
}

async function ready(child: Child): Promise<void> {
  const ended = child.ended.then(() => Promise.reject(new Error('the mesh has ended')))
  const late = new AbortController()
  const tooLate = sleep(startDeadlineMs, late.signal).then(() => {
    if (!late.signal.aborted) throw new Error('the mesh was not ready in time')
  })
  const said = (async () => {
    let text = ''
    while (!text.includes('Quint is ready')) {
      const [chunk] = child.process.stdout === null ? [] : await once(child.process.stdout, 'data')
      text += String(chunk)
    }
  })()
  try {
    await Promise.race([said, ended, tooLate])
    child.process.stdout?.resume()
  } finally {
    late.abort()
    ended.catch(() => undefined)
  }
}

/** A script of this folder, as an operator runs it. @returns what it said. */
export async function runScript(name: string, words: readonly string[], environment: Readonly<Record<string, string>>): Promise<string> {
  await using script = followScript(name, words, environment)
  await script.child.ended
  if (script.child.process.exitCode !== 0) throw new Error(`${name} failed:\n${script.said()}`)
  return script.said()
}

export interface Script extends AsyncDisposable {
  readonly child: Child
  said(): string
  /** Fulfilled once it has said this. */
  says(text: string): Promise<void>
}

export function followScript(name: string, words: readonly string[], environment: Readonly<Record<string, string>>): Script {
  const child = startChild(process.execPath, ['--no-warnings', path.join(import.meta.dirname, name), ...words], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    graceMs: 10_000,
  })
  let said = ''
  for (const stream of [child.process.stdout, child.process.stderr]) stream?.on('data', (chunk) => (said += String(chunk)))
  return {
    child,
    said: () => said,
    async says(text) {
      while (!said.includes(text)) {
        if (child.process.exitCode !== null) throw new Error(`${name} has ended: ${said}`)
        await sleep(20)
      }
    },
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  }
}
