/** Databases for tests: one embedded server a process, a fresh database a call, nothing left behind. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { accessSync, constants, mkdtempSync, statfsSync } from 'node:fs'
import { Socket } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { type Database, openDatabase } from './database.ts'
import { startPostgres } from './embedded.ts'
import { migrate, prepareSchema, type SchemaUrls } from './schema.ts'

export interface TestDatabase extends AsyncDisposable {
  /** The superuser, in this database. */
  readonly adminUrl: string
  /** Another service's schema in the same database. */
  schema(name: string, folders: readonly string[]): Promise<SchemaUrls>
  readonly urls: SchemaUrls
  /** Over the service's own login role. */
  readonly database: Database
}

interface Server {
  /** The superuser, in the server's own database. */
  readonly adminUrl: string
  /** By schema and folders: a database with these migrations, from which others are copied. */
  readonly templates: Map<string, Promise<string>> | undefined
}

let server: Promise<Server> | undefined

// Roles belong to the whole server, so databases of one process share a password.
const password = 'test'

/** @param folders migrations, applied to the schema `name` in order. */
export async function testDatabase(name: string, folders: readonly string[]): Promise<TestDatabase> {
  server ??= startServer()
  const { adminUrl: clusterUrl, templates } = await server
  const { adminUrl, urls } =
    templates === undefined ? await newDatabase(clusterUrl, name, folders) : await copy(clusterUrl, templates, [name, folders])
  const database = openDatabase({ url: urls.url })
  return {
    adminUrl,
    schema: (schemaName, schemaFolders) => newSchema(adminUrl, schemaName, schemaFolders),
    urls,
    database,
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]()
      await administer(clusterUrl, `drop database ${databaseOf(adminUrl)} with (force)`)
    },
  }
}

async function newSchema(adminUrl: string, name: string, folders: readonly string[]): Promise<SchemaUrls> {
  const urls = await prepareSchema(adminUrl, name, { password })
  await migrate(urls.ownerUrl, name, folders)
  return urls
}

async function newDatabase(clusterUrl: string, name: string, folders: readonly string[]) {
  const databaseName = `test_${randomBytes(6).toString('hex')}`
  await administer(clusterUrl, `create database ${databaseName}`)
  const adminUrl = inDatabase(clusterUrl, databaseName)
  return { adminUrl, urls: await newSchema(adminUrl, name, folders) }
}

/**
 * Migrated once, then copied: most tests want the same tables, and nobody is ever connected to what is copied. File by file: a third of the
 * time of a copy that goes through the log, on a server that waits for no disk.
 */
async function copy(clusterUrl: string, templates: Map<string, Promise<string>>, [name, folders]: readonly [string, readonly string[]]) {
  const key = [name, ...folders].join('\n')
  const made = templates.get(key) ?? newDatabase(clusterUrl, name, folders).then(({ adminUrl }) => databaseOf(adminUrl))
  templates.set(key, made)
  made.catch(() => templates.delete(key))
  const template = await made
  const databaseName = `test_${randomBytes(6).toString('hex')}`
  // An earlier test may have locked its role out.
  await administer(clusterUrl, `create database ${databaseName} template ${template} strategy file_copy`, `alter role ${name} login`)
  const as = (user: string): string => Object.assign(new URL(inDatabase(clusterUrl, databaseName)), { username: user, password }).href
  return { adminUrl: inDatabase(clusterUrl, databaseName), urls: { ownerUrl: as(`${name}_owner`), url: as(name) } }
}

const inDatabase = (url: string, name: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href
const databaseOf = (url: string): string => new URL(url).pathname.slice(1)

/** The embedded one, unless the environment names the superuser of another; where its files are, it may name as well. */
async function startServer(): Promise<Server> {
  const given = process.env.QUINT_TEST_POSTGRES_URL
  if (given) return { adminUrl: given, templates: undefined }
  const folder = mkdtempSync(path.join(process.env.QUINT_TEST_DATABASE_DIR || os.tmpdir(), 'quint-test-'))
  const started = await startPostgres(folder, { durable: false })
  // Ends the server and removes its folder when this process ends, however it ends: the watcher's input is our pipe.
  const watcher = spawn(process.execPath, ['-e', watch, String(started.pid), folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  watcher.unref()
  // Only the pipe must stay open, it must not keep us alive.
  if (watcher.stdin instanceof Socket) watcher.stdin.unref()
  return { adminUrl: started.adminUrl, templates: new Map() }
}

const memory = '/dev/shm'
/** A server of tests holds about a hundred megabytes, and there are as many at once as groups of tests. */
const roomBytes = 2 * 1024 ** 3

/**
 * Where files are memory, if there is plenty of it, else where temporary files are: for the databases of a whole run of tests. Each is three hundred
 * files, and there are hundreds: a disk's file system works longer at making and removing them than the server does at all that is asked of it.
 */
export function volatileFolder(): string {
  try {
    accessSync(memory, constants.W_OK)
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize > roomBytes && process.availableMemory() > 2 * roomBytes ? memory : os.tmpdir()
  } catch {
    return os.tmpdir()
  }
}

const watch = `
const [, pid, folder] = process.argv
process.stdin.on('end', end).on('error', end).resume()
function end() {
  try { process.kill(Number(pid), 'SIGQUIT') } catch {}
  setTimeout(() => require('node:fs').rmSync(folder, { recursive: true, force: true }), 300)
}`

async function administer(url: string, ...statements: readonly string[]): Promise<void> {
  const client = await administrator(url)
  const { stream } = client.connection
  // Keeps the process alive while there is something to wait for, and no longer.
  if (stream instanceof Socket) stream.ref()
  busy += 1
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    busy -= 1
    if (busy === 0 && stream instanceof Socket) stream.unref()
  }
}

let busy = 0
const administrators = new Map<string, Promise<pg.Client>>()

/** One connection for all that is made and dropped. */
function administrator(url: string): Promise<pg.Client> {
  const known = administrators.get(url)
  if (known !== undefined) return known
  const client = new pg.Client({ connectionString: url })
  const connected = client.connect().then(() => client)
  administrators.set(url, connected)
  const forget = (): void => void administrators.delete(url)
  client.on('error', forget).on('end', forget)
  connected.catch(forget)
  return connected
}
