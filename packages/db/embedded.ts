/** Real PostgreSQL 18 with pgvector from npm: started on loopback, taken over when a killed owner left it running, stopped at disposal. */
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { claimFolder } from '@quint/runtime/claim.ts'
import { freePort } from '@quint/runtime/port.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { binaries } from './binaries.ts'
import { asOrdinaryUser, launch, unref } from './launch.ts'
import { adoptable, type Postmaster, postmaster } from './postmaster.ts'

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

/** @returns the address of the server that runs over the folder, whoever owns it. */
export async function runningPostgres(folder: string): Promise<string | undefined> {
  if (!existsSync(path.join(folder, 'password'))) return undefined
  const real = realpathSync(folder)
  return (await adoptable(path.join(real, 'data'), superuserPassword(real)))?.adminUrl
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
      return { server: await begin({ ...options, data, password }), adopted: false }
    } catch (error) {
      // The children of a killed postmaster hold its shared memory until they notice; a free port can be taken by another.
      const lingering = error instanceof Error && /lock file|shared memory|in use/.test(error.message)
      if (!lingering || Date.now() > deadline) throw error
      await sleep(250, options.signal)
    }
  }
}

/** Moved when whole: an interrupted first start leaves no password that is cut short. */
export function superuserPassword(folder: string): string {
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

interface Start extends EmbeddedOptions {
  readonly data: string
  readonly password: string
}

async function begin({ data, password, durable = true, signal }: Start): Promise<Postmaster> {
  const { child } = await launch({ data, port: await freePort(), durable, signal })
  const server = postmaster(data, password)
  if (server === undefined) {
    child.kill('SIGKILL')
    throw new Error('PostgreSQL started without its pid file')
  }
  unref(child)
  return server
}
