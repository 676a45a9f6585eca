/** The web app as its own process: built when its sources have changed, then served on loopback. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { startChild } from '@quint/runtime/child.ts'
import { freePort } from '@quint/runtime/port.ts'
import { sleep } from '@quint/runtime/sleep.ts'

export interface Web extends AsyncDisposable {
  readonly url: string
  readonly pid: number
}

const folder = import.meta.dirname
const next = createRequire(import.meta.url).resolve('next/dist/bin/next')
const readyDeadlineMs = 30_000

/** @param mode 'built' serves the production build, 'dev' reloads on change. */
export async function start(mode: 'built' | 'dev', signal: AbortSignal): Promise<Web> {
  if (mode === 'built') await buildWeb(signal)
  const port = await freePort()
  const command = mode === 'built' ? 'start' : 'dev'
  const child = startChild(process.execPath, [path.join(folder, 'child.mjs'), next, command, '-H', '127.0.0.1', '-p', String(port)], {
    cwd: folder,
    env: { ...environment(), NODE_ENV: mode === 'built' ? 'production' : 'development' },
    stdio: ['pipe', mode === 'built' ? 'ignore' : 'inherit', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  const failed = child.ended.then(() => {
    throw new Error('the web app ended before it answered')
  })
  failed.catch(() => undefined)
  try {
    await Promise.race([answers(url, AbortSignal.any([signal, AbortSignal.timeout(readyDeadlineMs)])), failed])
  } catch (error) {
    await child[Symbol.asyncDispose]()
    throw error
  }
  return { url, pid: child.pid, [Symbol.asyncDispose]: () => child[Symbol.asyncDispose]() }
}

/** Builds when the sources or the dependencies differ from the last build. */
export async function buildWeb(signal: AbortSignal): Promise<void> {
  const stamp = path.join(folder, '.next', 'quint-sources')
  const sources = sourceHash()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return
  console.log('Building the web app (once; about 20 seconds) …')
  // A failed build is cached by the bundler, so a new one starts from nothing.
  rmSync(path.join(folder, '.next'), { recursive: true, force: true })
  const child = spawn(process.execPath, [next, 'build'], {
    cwd: folder,
    env: { ...environment(), NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`the web app could not be built:\n${output.slice(-8000)}`)
  writeFileSync(stamp, sources)
}

/** No secret of the mesh reaches the web process. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: process.env.HOME, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' }
}

function sourceHash(): string {
  const hash = createHash('sha256')
  const files = globSync('**/*', { cwd: folder, withFileTypes: true, exclude: (entry) => entry.name === 'node_modules' || entry.name === '.next' })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|\.tsbuildinfo$|^next-env\.d\.ts$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
  for (const file of files) hash.update(path.relative(folder, file)).update(readFileSync(file))
  return hash.update(readFileSync(path.join(folder, '..', 'package-lock.json'))).digest('hex')
}

async function answers(url: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => undefined)
    if (response?.ok) return
    await sleep(50, signal)
  }
}
