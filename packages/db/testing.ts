/** Databases for tests: one embedded server a process, a fresh database a call, nothing left behind. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
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

let server: Promise<{ readonly adminUrl: string }> | undefined

/** @param folders migrations, applied to the schema `name` in order. */
export async function testDatabase(name: string, folders: readonly string[]): Promise<TestDatabase> {
  server ??= startServer()
  const { adminUrl: clusterUrl } = await server
  const databaseName = `test_${randomBytes(6).toString('hex')}`
  await administer(clusterUrl, `create database ${databaseName}`)
  const adminUrl = Object.assign(new URL(clusterUrl), { pathname: `/${databaseName}` }).href
  const schema = async (schemaName: string, schemaFolders: readonly string[]): Promise<SchemaUrls> => {
    // Roles belong to the whole server, so databases of one process share a password.
    const urls = await prepareSchema(adminUrl, schemaName, { password: 'test' })
    await migrate(urls.ownerUrl, schemaName, schemaFolders)
    return urls
  }
  const urls = await schema(name, folders)
  const database = openDatabase({ url: urls.url })
  return {
    adminUrl,
    schema,
    urls,
    database,
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]()
      await administer(clusterUrl, `drop database ${databaseName} with (force)`)
    },
  }
}

/** The embedded one, unless the environment names the superuser of another. */
async function startServer(): Promise<{ readonly adminUrl: string }> {
  const given = process.env.QUINT_TEST_POSTGRES_URL
  if (given) return { adminUrl: given }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-test-'))
  const started = await startPostgres(folder, { durable: false })
  // Ends the server and removes its folder when this process ends, however it ends: the watcher's input is our pipe.
  const watcher = spawn(process.execPath, ['-e', watch, String(started.pid), folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  watcher.unref()
  // Only the pipe must stay open, it must not keep us alive.
  if (watcher.stdin instanceof Socket) watcher.stdin.unref()
  return started
}

const watch = `
const [, pid, folder] = process.argv
process.stdin.on('end', end).on('error', end).resume()
function end() {
  try { process.kill(Number(pid), 'SIGQUIT') } catch {}
  setTimeout(() => require('node:fs').rmSync(folder, { recursive: true, force: true }), 300)
}`

async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
