/** The server's process over a data folder: how it is started, and when it is ready. */
import { type ChildProcess, spawn } from 'node:child_process'
import { Socket } from 'node:net'
import path from 'node:path'
import { binaries } from './binaries.ts'
import { host } from './postmaster.ts'

export interface LaunchOptions {
  readonly data: string
  readonly port: number
  /** false only for data that may be lost: commits do not wait for the disk, and no copy can be taken. */
  readonly durable: boolean
  /** Beside ours. */
  readonly settings?: Readonly<Record<string, string>>
  readonly deadlineMs?: number
  readonly signal?: AbortSignal | undefined
}

export interface Launched {
  readonly child: ChildProcess
  /** The end of what it said until it was ready. */
  readonly log: string
}

const startDeadlineMs = 30_000

/** PostgreSQL refuses to run as root; in a user namespace of its own the process is nobody in particular and still owns its files. */
export function asOrdinaryUser(command: string, args: readonly string[]): [string, string[]] {
  return process.getuid?.() === 0 ? ['unshare', ['-U', command, ...args]] : [command, [...args]]
}

/** Fulfilled when it accepts connections, a standby those that read; a server that is not ready in time is killed. */
export async function launch({ data, port, durable, settings = {}, deadlineMs = startDeadlineMs, signal }: LaunchOptions): Promise<Launched> {
  const all = { ...common(), ...(durable ? kept : lost), ...settings }
  const args = ['-D', data, '-p', String(port), ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const [command, words] = asOrdinaryUser(binaries().file('postgres'), args)
  // A group of its own: Ctrl-C in the terminal reaches us, and we stop the server after everything that uses it.
  const child = spawn(command, words, { stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  try {
    return { child, log: await ready(child, deadlineMs, signal) }
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}

function common(): Record<string, string> {
  const found = binaries()
  return {
    listen_addresses: host,
    unix_socket_directories: '',
    max_connections: '120',
    shared_buffers: '128MB',
    jit: 'off',
    max_worker_processes: '4',
    extension_control_path: `$system${path.delimiter}${found.vectorFolder}`,
    dynamic_library_path: `$libdir${path.delimiter}${found.vectorLibraryFolder}`,
  }
}

/** The log tells a copy everything. A backup that is never fetched again does not fill the disk. */
const kept = { wal_level: 'replica', max_wal_senders: '4', max_slot_wal_keep_size: '2GB' }
/** A password that guards nothing is not made slow to guess. */
const quickLogin = { scram_iterations: '1' }
const lost = { wal_level: 'minimal', max_wal_senders: '0', fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', ...quickLogin }

/** The server may outlive us, so neither it nor its log keeps us alive. */
export function unref(child: ChildProcess): void {
  child.stderr?.removeAllListeners('data').resume()
  child.unref()
  if (child.stderr instanceof Socket) child.stderr.unref()
}

async function ready(child: ChildProcess, deadlineMs: number, signal?: AbortSignal): Promise<string> {
  let log = ''
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const timer = setTimeout(() => reject(new Error(`PostgreSQL was not ready after ${deadlineMs} ms: ${log}`)), deadlineMs)
  const stopped = (): void => reject(signal?.reason)
  signal?.addEventListener('abort', stopped, { once: true })
  child.stderr?.on('data', (chunk) => {
    log = (log + String(chunk)).slice(-4000)
    if (/ready to accept (read-only )?connections/.test(log)) resolve()
  })
  child.once('error', (cause) => reject(new Error('PostgreSQL could not be started', { cause })))
  child.once('exit', (code) => reject(new Error(`PostgreSQL ended with code ${code}: ${log.trim()}`)))
  try {
    await promise
    return log
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stopped)
  }
}
