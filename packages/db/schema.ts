/** Creates a service's schema with its owner and login roles, and applies its migrations under an advisory lock. */
import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { sleep } from '@quint/runtime/sleep.ts'
import pg from 'pg'
import { statementsOf } from './statement.ts'

export interface SchemaUrls {
  /** Owns the tables: for migrations only. */
  readonly ownerUrl: string
  /** Reads and writes rows, owns nothing, is bound by row level security. */
  readonly url: string
}

/** Passwords are new at each call, so nothing is stored. */
export async function prepareSchema(adminUrl: string, name: string, options: { readonly password?: string } = {}): Promise<SchemaUrls> {
  const admin = await connect(adminUrl)
  const password = options.password ?? randomBytes(24).toString('base64url')
  const database = admin.escapeIdentifier(admin.database ?? 'postgres')
  const role = admin.escapeIdentifier(name)
  const owner = admin.escapeIdentifier(`${name}_owner`)
  try {
    await admin.query("set lock_timeout = '60s'")
    await admin.query("select pg_advisory_lock(hashtext('quint.schema'))")
    await admin.query('create schema if not exists extensions')
    await admin.query('create extension if not exists vector schema extensions')
    await admin.query('create extension if not exists pg_trgm schema extensions')
    await admin.query('grant usage on schema extensions to public')
    await admin.query('revoke create on schema public from public')
    for (const [raw, quoted] of [
      [`${name}_owner`, owner],
      [name, role],
    ] as const) {
      const known = await admin.query('select 1 from pg_roles where rolname = $1', [raw])
      if (known.rowCount === 0) await admin.query(`create role ${quoted}`)
      await admin.query(`alter role ${quoted} with login nosuperuser nobypassrls nocreatedb nocreaterole password ${admin.escapeLiteral(password)}`)
      await admin.query(`grant connect on database ${database} to ${quoted}`)
      await admin.query(`alter role ${quoted} set search_path = ${role}, extensions`)
    }
    await admin.query(`create schema if not exists ${role} authorization ${owner}`)
    await admin.query(`grant usage on schema ${role} to ${role}`)
    await admin.query(`alter default privileges for role ${owner} in schema ${role} grant select, insert, update, delete on tables to ${role}`)
    await admin.query(`alter default privileges for role ${owner} in schema ${role} grant usage on sequences to ${role}`)
  } finally {
    await admin.end()
  }
  return { ownerUrl: withLogin(adminUrl, `${name}_owner`, password), url: withLogin(adminUrl, name, password) }
}

/**
 * Applies each `*.sql` of the folders once, in the order of folders and then names, each in a transaction of its own; `*.concurrently.sql`
 * outside one, statement by statement. A statement that waits for a lock holds up all who come after it, so it waits briefly, and again.
 * An empty address applies nothing: the migrations are somebody else's work.
 */
export async function migrate(ownerUrl: string, schema: string, folders: readonly string[]): Promise<void> {
  if (ownerUrl === '') return
  const owner = await connect(ownerUrl)
  try {
    // Another instance that migrates is waited for, but not for ever.
    await owner.query("set lock_timeout = '60s'")
    await owner.query("select pg_advisory_lock(hashtext('quint.migrate.' || $1))", [schema])
    await owner.query("set lock_timeout = '2s'")
    await owner.query("set statement_timeout = '60s'")
    await owner.query('create table if not exists migrations (file text primary key, applied_at timestamptz not null default now())')
    const known = await owner.query<{ file: string }>('select file from migrations')
    const applied = new Set(known.rows.map((row) => row.file))
    for (const folder of folders) await applyFolder(owner, folder, applied)
  } finally {
    await owner.end()
  }
}

async function applyFolder(owner: pg.Client, folder: string, applied: ReadonlySet<string>): Promise<void> {
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()) {
    const id = migrationId(folder, file)
    if (applied.has(id)) continue
    const sql = await readFile(path.join(folder, file), 'utf8')
    const apply = file.endsWith('.concurrently.sql') ? applyConcurrently : applyAtOnce
    try {
      await patiently(() => apply(owner, id, sql))
    } catch (cause) {
      throw new Error(`migration ${id} failed`, { cause })
    }
  }
}

async function applyAtOnce(owner: pg.Client, id: string, sql: string): Promise<void> {
  try {
    await owner.query('begin')
    await owner.query(sql)
    await owner.query('insert into migrations (file) values ($1)', [id])
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback').catch(() => undefined)
    throw error
  }
}

/** Each statement can be run again: an index that was left half built is dropped first. */
async function applyConcurrently(owner: pg.Client, id: string, sql: string): Promise<void> {
  await owner.query("set statement_timeout = '30min'")
  const halves = await owner.query<{ name: string }>(
    'select quote_ident(c.relname) as name from pg_index i join pg_class c on c.oid = i.indexrelid where not i.indisvalid and c.relnamespace = current_schema()::regnamespace',
  )
  for (const { name } of halves.rows) await owner.query(`drop index concurrently if exists ${name}`)
  for (const { text } of statementsOf(sql)) await owner.query(text)
  await owner.query('insert into migrations (file) values ($1)', [id])
  await owner.query("set statement_timeout = '60s'")
}

const mostAttempts = 5
const lockNotAvailable = '55P03'

async function patiently(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt === mostAttempts || !(error instanceof Error && 'code' in error && error.code === lockNotAvailable)) throw error
      await sleep(200 * attempt)
    }
  }
}

/** Named by the unit that owns the folder, so that two folders may both start at 0001. */
export function migrationId(folder: string, file: string): string {
  return `${path.basename(path.dirname(folder))}/${file}`
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  // A connection that dies fails the next query; unheard, the event would end the process.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

function withLogin(adminUrl: string, user: string, password: string): string {
  const url = new URL(adminUrl)
  url.username = user
  url.password = password
  return url.href
}
