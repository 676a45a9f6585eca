/** The memory of the whole default at rest: the launcher, the mesh, the web app and PostgreSQL, as `npm start` runs them. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { startChild } from '@quint/runtime/child.ts'
import { freePort } from '@quint/runtime/port.ts'
import { family, type Member, readIfThere } from '../family.ts'
import { familyMib, smapsOf } from '../footprint.ts'
import type { Row } from '../row.ts'
import type { WorkerOptions } from '../worker.ts'

const root = path.join(import.meta.dirname, '..', '..')
/** The web app may have to be built first. */
const readyDeadlineMs = 300_000
const settleMs = 15_000

export async function memoryRows({ signal }: WorkerOptions): Promise<Row[]> {
  if (process.platform !== 'linux') throw new Error('this row reads /proc, which is there on Linux only')
  await using quint = await startDefault(signal)
  for (const page of ['/', '/api/coach', '/api/elements']) {
    const response = await fetch(`${quint.url}${page}`, { signal: AbortSignal.any([signal, AbortSignal.timeout(20_000)]) })
    if (!response.ok) throw new Error(`GET ${page} was answered with ${response.status}`)
    await response.arrayBuffer()
  }
  await delay(settleMs, undefined, { signal })
  const processes = family(quint.pid).map((member) => ({ part: partOf(member), smaps: smapsOf(member.pid) }))
  const alone = [...Map.groupBy(processes, ({ part }) => part)].map(([part, group]) => `${part} ${mib(group).toFixed(0)}`)
  return [
    {
      name: 'Memory of the whole default at rest',
      measured: mib(processes),
      unit: 'MiB',
      atMost: 400,
      note: `${processes.length} processes, ${settleMs / 1000} s after one page; each part by itself: ${alone.join(', ')}`,
    },
  ]
}

function mib(processes: readonly { readonly smaps: string }[]): number {
  const smaps = processes.map((process) => process.smaps)
  if (smaps.includes('')) throw new Error('the memory of a process could not be read')
  return familyMib(smaps)
}

function partOf({ command }: Member): string {
  if (command.includes('postgres')) return 'PostgreSQL'
  if (command.includes('run.mjs')) return 'launcher'
  return command.includes('quint.ts') ? 'mesh' : 'web app'
}

/** The launcher installs what the lock file names when it was not the last to do so: that is no part of a measurement. */
function refuseToInstall(): void {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  if (!readIfThere(path.join(root, 'node_modules', '.quint-install')).endsWith(lock))
    throw new Error('the installed dependencies are not those of the lock file: start this with npm run bench')
}

async function startDefault(signal: AbortSignal): Promise<{ readonly url: string; readonly pid: number } & AsyncDisposable> {
  refuseToInstall()
  await using owned = new AsyncDisposableStack()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-bench-memory-'))
  owned.defer(() => rmSync(folder, { recursive: true, force: true }))
  const port = await freePort()
  const child = owned.use(
    startChild(process.execPath, ['run.mjs', 'quint.ts'], {
      cwd: root,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port), QUINT_DATA_DIR: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
      graceMs: 30_000,
    }),
  )
  let output = ''
  child.process.stderr?.on('data', (chunk) => {
    output += String(chunk)
  })
  const ready = new Promise<string>((resolve) => {
    if (child.process.stdout === null) return
    createInterface(child.process.stdout).on('line', (line) => {
      output += `${line}\n`
      const found = /ready at (\S+)/.exec(line)?.[1]
      if (found !== undefined) resolve(found)
    })
  })
  const failed = child.ended.then(() => {
    throw new Error(`Quint did not start: ${output.trim().slice(-2000)}`)
  })
  const late = delay(readyDeadlineMs, undefined, { ref: false, signal }).then(() => {
    throw new Error(`Quint was not ready after ${readyDeadlineMs / 1000} s: ${output.trim().slice(-2000)}`)
  })
  failed.catch(() => undefined)
  late.catch(() => undefined)
  const url = await Promise.race([ready, failed, late])
  const rest = owned.move()
  return { url, pid: child.pid, [Symbol.asyncDispose]: () => rest.disposeAsync() }
}
