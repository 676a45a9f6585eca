/** The embedded server with real processes: one owner a folder, takeover after a kill, data that survives, refusals that say why. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { type ChildOptions, startChild } from '@quint/runtime/child.ts'
import pg from 'pg'
import { startPostgres } from './embedded.ts'

/** Owns a server until its input ends; says on standard output where it is, or why there is none. */
const driver = `
const [, embedded, folder, arch] = process.argv
if (arch) Object.defineProperty(process, 'arch', { value: arch })
try {
  const { startPostgres } = await import(embedded)
  const server = await startPostgres(folder)
  console.log(JSON.stringify({ adminUrl: server.adminUrl, pid: server.pid, adopted: server.adopted }))
  process.stdin.once('end', () => server[Symbol.asyncDispose]()).resume()
} catch (error) {
  console.log(JSON.stringify({ error: error.message }))
  process.exitCode = 1
}`

interface Said {
  readonly adminUrl: string
  readonly pid: number
  readonly adopted: boolean
  readonly error?: string
}

async function startDriver(folder: string, options: { readonly arch?: string; readonly spawn?: ChildOptions } = {}) {
  const args = ['--no-warnings', '--input-type=module', '-e', driver, pathToFileURL(path.join(import.meta.dirname, 'embedded.ts')).href, folder]
  const child = startChild(process.execPath, [...args, options.arch ?? ''], { stdio: ['pipe', 'pipe', 'inherit'], ...options.spawn })
  const { stdin, stdout } = child.process
  assert.ok(stdin !== null && stdout !== null)
  const [line] = (await once(createInterface(stdout), 'line')) as [string]
  const said = JSON.parse(line) as Said
  return {
    said,
    pid: child.pid,
    async kill() {
      process.kill(child.pid, 'SIGKILL')
      await child.ended
    },
    async [Symbol.asyncDispose]() {
      stdin.end()
      await child.ended
    },
  }
}

function temporaryFolder() {
  const root = mkdtempSync(path.join(os.tmpdir(), 'quint-embedded-'))
  return { root, folder: path.join(root, 'postgres'), [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }) }
}

async function ask(adminUrl: string, sql: string): Promise<readonly object[]> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<object>(sql)).rows
  } finally {
    await client.end()
  }
}

const isGone = async (adminUrl: string): Promise<void> => assert.rejects(ask(adminUrl, 'select 1'), { code: 'ECONNREFUSED' })

test('a first start makes a server with vectors, its data is there at the next start, and nothing runs in between', async () => {
  using place = temporaryFolder()
  // What an interrupted first start leaves behind.
  mkdirSync(path.join(place.folder, 'data.new'), { recursive: true })
  writeFileSync(path.join(place.folder, 'data.new', 'half'), '')
  writeFileSync(path.join(place.folder, 'password'), '')
  const first = await startPostgres(place.folder)
  assert.equal(first.adopted, false)
  await ask(first.adminUrl, 'create extension vector')
  assert.deepEqual(await ask(first.adminUrl, "select '[1,2]'::vector <-> '[1,3]' as distance"), [{ distance: 1 }])
  await ask(first.adminUrl, 'create table kept as select 42 as answer')
  await first[Symbol.asyncDispose]()
  await isGone(first.adminUrl)
  assert.equal(existsSync(path.join(place.folder, 'data', 'postmaster.pid')), false)
  await using second = await startPostgres(place.folder)
  assert.equal(second.adopted, false)
  assert.deepEqual(await ask(second.adminUrl, 'select answer from kept'), [{ answer: 42 }])
})

test('a folder with a living owner is refused by name, from another process and from the same one, and the owner goes on', async () => {
  using place = temporaryFolder()
  {
    await using owner = await startDriver(place.folder)
    const refusal = new RegExp(`${place.folder} is in use by process ${owner.pid}: stop it first, or set QUINT_DATA_DIR`)
    await assert.rejects(startPostgres(place.folder), refusal)
    assert.deepEqual(await ask(owner.said.adminUrl, 'select 1 as one'), [{ one: 1 }])
    await using second = await startDriver(place.folder)
    assert.match(second.said.error ?? '', refusal)
    assert.deepEqual(await ask(owner.said.adminUrl, 'select 1 as one'), [{ one: 1 }])
  }
  await using _own = await startPostgres(place.folder)
  await assert.rejects(startPostgres(place.folder), new RegExp(`in use by process ${process.pid}`))
})

test('a killed owner leaves a server that the next start takes over, under another name of the folder too, and stops', async () => {
  using place = temporaryFolder()
  const owner = await startDriver(place.folder)
  await ask(owner.said.adminUrl, 'create table kept as select 42 as answer')
  await owner.kill()
  const alias = path.join(place.root, 'alias')
  symlinkSync(place.folder, alias)
  const next = await startPostgres(alias, { durable: false })
  assert.deepEqual([next.adopted, next.pid, next.adminUrl], [true, owner.said.pid, owner.said.adminUrl])
  assert.deepEqual(await ask(next.adminUrl, 'select answer from kept'), [{ answer: 42 }])
  await next[Symbol.asyncDispose]()
  await isGone(next.adminUrl)
})

test('a server killed together with its owner is started anew with everything that was committed', async () => {
  using place = temporaryFolder()
  const owner = await startDriver(place.folder)
  await ask(owner.said.adminUrl, 'create table kept as select 42 as answer')
  await owner.kill()
  process.kill(owner.said.pid, 'SIGKILL')
  await using next = await startPostgres(place.folder, { durable: false })
  assert.equal(next.adopted, false)
  assert.deepEqual(await ask(next.adminUrl, 'select answer from kept'), [{ answer: 42 }])
})

test('the process that has the id of a crashed server is left alone', async () => {
  using place = temporaryFolder()
  const server = await startPostgres(place.folder, { durable: false })
  process.kill(server.pid, 'SIGKILL')
  await using other = startChild(process.execPath, ['-e', "process.on('SIGINT', () => process.exit(7)); console.log('up'); process.stdin.resume()"], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const { stdin, stdout } = other.process
  assert.ok(stdin !== null && stdout !== null)
  await once(stdout, 'data')
  const pidFile = path.join(place.folder, 'data', 'postmaster.pid')
  writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(other.pid)))
  await server[Symbol.asyncDispose]()
  stdin.end()
  await other.ended
  assert.equal(other.process.exitCode, 0)
})

test('a folder that cannot be written is refused by name', async () => {
  using place = temporaryFolder()
  writeFileSync(path.join(place.root, 'file'), '')
  const below = path.join(place.root, 'file', 'postgres')
  await assert.rejects(startPostgres(below), new RegExp(`${below} cannot be written \\(ENOTDIR\\): make it writable, or set QUINT_DATA_DIR`))
  mkdirSync(place.folder)
  chmodSync(place.root, 0o755)
  chmodSync(place.folder, 0o555)
  // The superuser writes everywhere, so the driver is somebody else then.
  await using driven = await startDriver(place.folder, { spawn: process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {} })
  assert.match(driven.said.error ?? '', new RegExp(`${place.folder} cannot be written \\(EACCES\\): make it writable, or set QUINT_DATA_DIR`))
})

test('a platform without PostgreSQL from npm is named, with what to do instead, and nothing is written', async () => {
  using place = temporaryFolder()
  await using driven = await startDriver(place.folder, { arch: 'mips' })
  assert.match(driven.said.error ?? '', new RegExp(`there is no PostgreSQL from npm for ${process.platform}-mips: .*DATABASE_URL`))
  assert.equal(existsSync(place.folder), false)
})
