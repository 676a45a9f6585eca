/** The memory of the whole default at rest: the mesh, the web app and PostgreSQL, as `npm start` runs them. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '@quint/runtime/port.ts'
import type { Row } from '../row.ts'

const root = path.join(import.meta.dirname, '..', '..')
/** The web app may have to be built first. */
const readyDeadlineMs = 300_000
const settleMs = 15_000

export async function memoryRows(): Promise<Row[]> {
  await using quint = await startDefault()
  for (const page of ['/', '/api/coach', '/api/elements']) {
    const response = await fetch(`${quint.url}${page}`, { signal: AbortSignal.timeout(20_000) })
    if (!response.ok) throw new Error(`GET ${page} was answered with ${response.status}`)
    await response.arrayBuffer()
  }
  await delay(settleMs)
  const processes = family(quint.pid)
  const sizes = processes.map(({ pid, name }) => ({ name, ...memoryOf(pid) }))
  const total = sizes.reduce((sum, size) => sum + size.mib, 0)
  return [
    {
      name: 'Memory of the whole default at rest',
      measured: total,
      unit: 'MiB',
      atMost: 400,
      note: `${sizes[0]?.kind ?? ''} of ${sizes.length} processes after one page and ${settleMs / 1000} s: ${byName(sizes)}`,
    },
  ]
}

async function startDefault(): Promise<{ readonly url: string; readonly pid: number } & AsyncDisposable> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-bench-memory-'))
  const port = await freePort()
  const child = spawn(process.execPath, ['quint.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port), QUINT_DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  let output = ''
  child.stderr.on('data', (chunk) => {
    output += String(chunk)
  })
  const url = new Promise<string>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      output += `${line}\n`
      const found = /ready at (\S+)/.exec(line)?.[1]
      if (found !== undefined) resolve(found)
    })
  })
  const failed = ended.then(() => {
    throw new Error(`Quint did not start: ${output.trim().slice(-2000)}`)
  })
  const late = delay(readyDeadlineMs, undefined, { ref: false }).then(() => {
    throw new Error(`Quint was not ready after ${readyDeadlineMs / 1000} s: ${output.trim().slice(-2000)}`)
  })
  failed.catch(() => undefined)
  late.catch(() => undefined)
  try {
    return { url: await Promise.race([url, failed, late]), pid: child.pid ?? 0, [Symbol.asyncDispose]: stop }
  } catch (error) {
    await stop()
    throw error
  }
}

interface Process {
  readonly pid: number
  readonly name: string
}

/** The process and all that it started. */
function family(rootPid: number): readonly Process[] {
  if (!existsSync('/proc/self/smaps_rollup')) throw new Error('this row reads /proc, which is there on Linux only')
  const all = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      const status = readIfThere(`/proc/${entry}/status`)
      return status === '' ? [] : [{ pid: Number(entry), parent: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]), name: nameOf(entry) }]
    })
  const members: Process[] = all.filter((entry) => entry.pid === rootPid).map(({ pid }) => ({ pid, name: 'mesh' }))
  for (const member of members) members.push(...all.filter((entry) => entry.parent === member.pid))
  return members
}

function nameOf(pid: string): string {
  const command = readIfThere(`/proc/${pid}/cmdline`)
  return /postgres/.test(command) ? 'PostgreSQL' : 'web app'
}

function memoryOf(pid: number): { readonly mib: number; readonly kind: 'PSS' | 'RSS' } {
  const pss = /^Pss:\s+(\d+) kB/m.exec(readIfThere(`/proc/${pid}/smaps_rollup`))?.[1]
  if (pss !== undefined) return { mib: Number(pss) / 1024, kind: 'PSS' }
  const rss = /^VmRSS:\s+(\d+) kB/m.exec(readIfThere(`/proc/${pid}/status`))?.[1]
  return { mib: Number(rss ?? 0) / 1024, kind: 'RSS' }
}

function byName(sizes: readonly { readonly name: string; readonly mib: number }[]): string {
  const sums = Map.groupBy(sizes, (size) => size.name)
  return [...sums].map(([name, group]) => `${name} ${group.reduce((sum, size) => sum + size.mib, 0).toFixed(0)}`).join(', ')
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
