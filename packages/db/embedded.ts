/** Real PostgreSQL 18 with pgvector from npm: started on loopback, taken over when a killed owner left it running, stopped at disposal. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { Socket } from 'node:net'
import path from 'node:path'
import { freePort } from '@quint/runtime/port.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import pg from 'pg'
import { binaries } from './binaries.ts'

export interface EmbeddedServer extends AsyncDisposable {
  /** The superuser, over TCP on loopback. */
  readonly adminUrl: string
  readonly pid: number
  /** A server that a killed owner had left running. */
  readonly adopted: boolean
}

export interface EmbeddedOptions {
  /** false only for data that may be lost: commits do not wait for the disk. */
  readonly durable?: boolean
  readonly signal?: AbortSignal
}

const startDeadlineMs = 30_000
const host = '127.0.0.1'

/** @param folder made when absent; holds the data and the superuser's password. */
export async function startPostgres(folder: string, options: EmbeddedOptions = {}): Promise<EmbeddedServer> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const data = path.join(folder, 'data')
  const password = superuserPassword(folder)
  const adopted = await adopt(data, password)
  if (adopted !== undefined) return adopted
  if (!existsSync(path.join(data, 'PG_VERSION'))) initialise(folder, data)
  const deadline = Date.now() + startDeadlineMs
  for (;;) {
    options.signal?.throwIfAborted()
    try {
      return await launch({ data, password, durable: options.durable ?? true })
    } catch (error) {
      // The children of a killed postmaster hold its shared memory until they notice.
      const lingering = error instanceof Error && /lock file|shared memory|in use/.test(error.message)
      if (!lingering || Date.now() > deadline) throw error
      await sleep(250, options.signal)
    }
  }
}

function superuserPassword(folder: string): string {
  const file = path.join(folder, 'password')
  if (existsSync(file)) return readFileSync(file, 'utf8')
  const password = randomBytes(24).toString('base64url')
  writeFileSync(file, password, { mode: 0o600 })
  return password
}

/** Into a folder beside it, moved when whole: an interrupted first start leaves nothing that looks like data. */
function initialise(folder: string, data: string): void {
  const fresh = path.join(folder, 'data.new')
  rmSync(fresh, { recursive: true, force: true })
  rmSync(data, { recursive: true, force: true })
  const args = [
    '-D',
    fresh,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    `--pwfile=${path.join(folder, 'password')}`,
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ]
  const [command, all] = asOrdinaryUser(binaries().file('initdb'), args)
  const made = spawnSync(command, all, { encoding: 'utf8' })
  if (made.error !== undefined) throw new Error('PostgreSQL could not be initialised', { cause: made.error })
  if (made.status !== 0) throw new Error(`PostgreSQL could not be initialised: ${made.stderr.trim().slice(-1000)}`)
  renameSync(fresh, data)
}

/** PostgreSQL refuses to run as root; in a user namespace of its own the process is nobody in particular and still owns its files. */
function asOrdinaryUser(command: string, args: readonly string[]): [string, string[]] {
  return process.getuid?.() === 0 ? ['unshare', ['-U', command, ...args]] : [command, [...args]]
}

interface Launch {
  readonly data: string
  readonly password: string
  readonly durable: boolean
}

async function launch({ data, password, durable }: Launch): Promise<EmbeddedServer> {
  const port = await freePort()
  const found = binaries()
  const settings: Record<string, string> = {
    listen_addresses: host,
    unix_socket_directories: '',
    max_connections: '120',
    shared_buffers: '32MB',
    jit: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_worker_processes: '4',
    extension_control_path: `$system${path.delimiter}${found.vectorFolder}`,
    dynamic_library_path: `$libdir${path.delimiter}${found.vectorLibraryFolder}`,
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const args = ['-D', data, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const [command, all] = asOrdinaryUser(found.file('postgres'), args)
  // A group of its own: Ctrl-C in the terminal reaches us, and we stop the server after everything that uses it.
  const child = spawn(command, all, { stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  try {
    await ready(child)
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
  child.stderr?.removeAllListeners('data').resume()
  unref(child)
  return { adminUrl: url(port, password), pid: postmasterPid(data) ?? 0, adopted: false, [Symbol.asyncDispose]: () => stop(data) }
}

/** The server may outlive us, so neither it nor its log keeps us alive. */
function unref(child: ChildProcess): void {
  child.unref()
  if (child.stderr instanceof Socket) child.stderr.unref()
}

async function ready(child: ChildProcess): Promise<void> {
  let log = ''
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const timer = setTimeout(() => reject(new Error(`PostgreSQL was not ready after ${startDeadlineMs} ms: ${log}`)), startDeadlineMs)
  child.stderr?.on('data', (chunk) => {
    log = (log + String(chunk)).slice(-4000)
    if (log.includes('ready to accept connections')) resolve()
  })
  child.once('error', (cause) => reject(new Error('PostgreSQL could not be started', { cause })))
  child.once('exit', (code) => reject(new Error(`PostgreSQL ended with code ${code}: ${log.trim()}`)))
  try {
    await promise
  } finally {
    clearTimeout(timer)
  }
}

/** A running server counts as ours when it accepts our password and serves this very folder. */
async function adopt(data: string, password: string): Promise<EmbeddedServer | undefined> {
  const lines = pidFile(data)
  const port = Number(lines[3])
  const pid = Number(lines[0])
  if (!Number.isInteger(port) || port <= 0) return undefined
  const client = new pg.Client({ connectionString: url(port, password), connectionTimeoutMillis: 3000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const shown = await client.query<{ data_directory: string }>('show data_directory')
    if (shown.rows[0]?.data_directory !== data) return undefined
    return { adminUrl: url(port, password), pid, adopted: true, [Symbol.asyncDispose]: () => stop(data) }
  } catch {
    return undefined
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Fast shutdown (SIGINT): open transactions are rolled back, data is checkpointed. */
async function stop(data: string): Promise<void> {
  const pid = postmasterPid(data)
  if (pid === undefined || !signal(pid, 'SIGINT')) return
  const deadline = Date.now() + 10_000
  while (signal(pid, 0) && postmasterPid(data) === pid) {
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

function postmasterPid(data: string): number | undefined {
  const pid = Number(pidFile(data)[0])
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

function pidFile(data: string): string[] {
  try {
    return readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

function url(port: number, password: string): string {
  return `postgres://postgres:${password}@${host}:${port}/postgres`
}
