/** Real PostgreSQL 18 with pgvector from npm: started on loopback, taken over when a killed owner left it running, stopped at disposal. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { Socket } from 'node:net'
import path from 'node:path'
import { claimFolder } from '@quint/runtime/claim.ts'
import { freePort } from '@quint/runtime/port.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { binaries } from './binaries.ts'
import { adoptable, host, type Postmaster, postmaster } from './postmaster.ts'

export interface EmbeddedServer extends Postmaster {
  /** A server that a killed owner had left running. */
  readonly adopted: boolean
}

export interface EmbeddedOptions {
  /** false only for data that may be lost: commits do not wait for the disk. */
  readonly durable?: boolean
  readonly signal?: AbortSignal
}

const startDeadlineMs = 30_000
const initDeadlineMs = 60_000

/**
 * Throws when another living process owns the folder, when it cannot be written, or when there is no PostgreSQL for this platform.
 * @param folder made when absent; holds the data and the superuser's password.
 */
export async function startPostgres(folder: string, options: EmbeddedOptions = {}): Promise<EmbeddedServer> {
  binaries()
  await using owned = new AsyncDisposableStack()
  owned.use(claimFolder(folder))
  const { server, adopted } = await serverOf(realpathSync(folder), options)
  owned.use(server)
  const rest = owned.move()
  return { adminUrl: server.adminUrl, pid: server.pid, adopted, [Symbol.asyncDispose]: () => rest.disposeAsync() }
}

async function serverOf(folder: string, options: EmbeddedOptions): Promise<{ server: Postmaster; adopted: boolean }> {
  const data = path.join(folder, 'data')
  const password = superuserPassword(folder)
  const deadline = Date.now() + startDeadlineMs
  for (;;) {
    options.signal?.throwIfAborted()
    const running = await adoptable(data, password)
    if (running !== undefined) return { server: running, adopted: true }
    if (!existsSync(path.join(data, 'PG_VERSION'))) initialise(folder, data)
    try {
      return { server: await launch({ ...options, data, password }), adopted: false }
    } catch (error) {
      // The children of a killed postmaster hold its shared memory until they notice; a free port can be taken by another.
      const lingering = error instanceof Error && /lock file|shared memory|in use/.test(error.message)
      if (!lingering || Date.now() > deadline) throw error
      await sleep(250, options.signal)
    }
  }
}

/** Moved when whole: an interrupted first start leaves no password that is cut short. */
function superuserPassword(folder: string): string {
  const file = path.join(folder, 'password')
  const known = existsSync(file) ? readFileSync(file, 'utf8') : ''
  if (known !== '') return known
  const password = randomBytes(24).toString('base64url')
  writeFileSync(`${file}.new`, password, { mode: 0o600 })
  renameSync(`${file}.new`, file)
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
    // Postgres's own Unicode rules, the same on every platform.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync',
  ]
  const [command, all] = asOrdinaryUser(binaries().file('initdb'), args)
  const made = spawnSync(command, all, { encoding: 'utf8', timeout: initDeadlineMs })
  if (made.error !== undefined) throw new Error('PostgreSQL could not be initialised', { cause: made.error })
  if (made.status !== 0) throw new Error(`PostgreSQL could not be initialised: ${made.stderr.trim().slice(-1000)}`)
  renameSync(fresh, data)
}

/** PostgreSQL refuses to run as root; in a user namespace of its own the process is nobody in particular and still owns its files. */
function asOrdinaryUser(command: string, args: readonly string[]): [string, string[]] {
  return process.getuid?.() === 0 ? ['unshare', ['-U', command, ...args]] : [command, [...args]]
}

interface Launch extends EmbeddedOptions {
  readonly data: string
  readonly password: string
}

async function launch({ data, password, durable = true, signal }: Launch): Promise<Postmaster> {
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
    await ready(child, signal)
    const server = postmaster(data, password)
    if (server === undefined) throw new Error('PostgreSQL started without its pid file')
    child.stderr?.removeAllListeners('data').resume()
    unref(child)
    return server
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}

/** The server may outlive us, so neither it nor its log keeps us alive. */
function unref(child: ChildProcess): void {
  child.unref()
  if (child.stderr instanceof Socket) child.stderr.unref()
}

async function ready(child: ChildProcess, signal?: AbortSignal): Promise<void> {
  let log = ''
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const timer = setTimeout(() => reject(new Error(`PostgreSQL was not ready after ${startDeadlineMs} ms: ${log}`)), startDeadlineMs)
  const stopped = (): void => reject(signal?.reason)
  signal?.addEventListener('abort', stopped, { once: true })
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
    signal?.removeEventListener('abort', stopped)
  }
}
