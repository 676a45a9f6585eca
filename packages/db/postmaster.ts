/** The server that runs over a data folder: found by its pid file, taken over from a killed owner, stopped. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { processIdentity } from '@quint/runtime/claim.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import pg from 'pg'

export const host = '127.0.0.1'

export interface Postmaster extends AsyncDisposable {
  /** The superuser, over TCP on loopback. */
  readonly adminUrl: string
  readonly pid: number
}

/** @returns the server whose pid file is in the folder; its disposal is a fast shutdown. */
export function postmaster(data: string, password: string): Postmaster | undefined {
  const [pid, , , port] = pidFile(data).map(Number)
  if (!isPositive(pid) || !isPositive(port)) return undefined
  const identity = processIdentity(pid)
  return {
    adminUrl: `postgres://postgres:${password}@${host}:${port}/postgres`,
    pid,
    [Symbol.asyncDispose]: () => stop(data, { pid, identity }),
  }
}

/** A running server counts as ours when it accepts our password and serves this very folder. */
export async function adoptable(data: string, password: string): Promise<Postmaster | undefined> {
  const running = postmaster(data, password)
  if (running === undefined) return undefined
  const client = new pg.Client({ connectionString: running.adminUrl, connectionTimeoutMillis: 3000, query_timeout: 3000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const shown = await client.query<{ data_directory: string }>('show data_directory')
    return path.resolve(shown.rows[0]?.data_directory ?? '') === data ? running : undefined
  } catch {
    return undefined
  } finally {
    await client.end().catch(() => undefined)
  }
}

interface Running {
  readonly pid: number
  /** Another process may have been given the id of a server that crashed. */
  readonly identity: string
}

/** Fast shutdown (SIGINT): open transactions are rolled back, data is checkpointed; an immediate one (SIGQUIT) when that takes too long. */
async function stop(data: string, { pid, identity }: Running): Promise<void> {
  const runs = (): boolean => pidFile(data)[0] === String(pid) && processIdentity(pid) === identity
  if (!runs() || !signal(pid, 'SIGINT')) return
  const deadline = Date.now() + 10_000
  while (runs() && signal(pid, 0)) {
    if (Date.now() > deadline) signal(pid, 'SIGQUIT')
    await sleep(20)
  }
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

function isPositive(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value > 0
}

/** Its lines: process id, data folder, start time, port and more; none when there is no such file. */
function pidFile(data: string): string[] {
  try {
    return readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}
