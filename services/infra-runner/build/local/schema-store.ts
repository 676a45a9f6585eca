/** The SQL of namespaces in the database that deployments share: a schema and a login of its own for each, and what can be done to them. */
import pg from 'pg'
import { quoted } from '../derive/ddl.ts'
import { loopback } from './listening.ts'
import { answersDdl } from './rows-store.ts'
import type { Address } from './setup.ts'

/** Of namespaces; also of what is found of them in the database. */
const prefix = 'quint_build_'
const namespacePattern = /^[a-z][a-z0-9]{3,40}$/

export interface Namespace {
  readonly name: string
  readonly password: string
  readonly connections: number
  readonly ddl: readonly string[]
}

/** Where it listens, as an address of TCP. */
export function addressOf(adminUrl: string): Address {
  const { hostname, port } = new URL(adminUrl)
  // An address of version 6 stands in brackets; a server that only knows its own machine may listen on one version alone.
  return { host: hostname === 'localhost' || hostname === '' ? loopback : hostname.replaceAll(/[[\]]/g, ''), port: Number(port || 5432) }
}

/** Its own login sees its own schema only: nobody else's tables, and no right to make anything elsewhere. */
export function createNamespace(adminUrl: string, { name, password, connections, ddl }: Namespace): Promise<string> {
  return withAdmin(adminUrl, async (admin) => {
    const role = quotedRole(name)
    await admin.query(
      `create role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls connection limit ${connections} password ${admin.escapeLiteral(password)}`,
    )
    await admin.query(`create schema ${role} authorization ${role}`)
    await admin.query(`alter role ${role} set search_path = ${role}`)
    await admin.query(`alter role ${role} set statement_timeout = '30s'`)
    await admin.query('begin')
    await admin.query(`set local role ${role}`)
    await admin.query(`set local search_path = ${role}`)
    for (const statement of [...ddl, answersDdl]) await admin.query(statement)
    await admin.query('commit')
    return admin.database ?? 'postgres'
  })
}

/** Also where only a part of it was made. */
export function dropNamespace(adminUrl: string, name: string): Promise<void> {
  return withAdmin(adminUrl, async (admin) => {
    const role = quotedRole(name)
    const { rowCount } = await admin.query('select 1 from pg_roles where rolname = $1', [prefix + name])
    if (rowCount !== 0) {
      await admin.query(`alter role ${role} nologin`)
      await endSessions(admin, name)
    }
    await admin.query(`drop schema if exists ${role} cascade`)
    await admin.query(`drop role if exists ${role}`)
  })
}

export function namespacesIn(adminUrl: string): Promise<readonly string[]> {
  return withAdmin(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ name: string }>(
      `select nspname as name from pg_namespace where starts_with(nspname, $1) union select rolname from pg_roles where starts_with(rolname, $1)`,
      [prefix],
    )
    return rows.map(({ name }) => name.slice(prefix.length)).filter((name) => namespacePattern.test(name))
  })
}

/** As a crash is felt: sessions end, and nobody gets in until it is back. @returns sessions that ended. */
export function crash(adminUrl: string, name: string): Promise<number> {
  return withAdmin(adminUrl, async (admin) => {
    await admin.query(`alter role ${quotedRole(name)} nologin`)
    return await endSessions(admin, name)
  })
}

/** Logins again, so many at once. @returns sessions that ended because there are fewer. */
export function admit(adminUrl: string, name: string, connections: number): Promise<number> {
  return withAdmin(adminUrl, async (admin) => {
    await admin.query(`alter role ${quotedRole(name)} login connection limit ${connections}`)
    return await endSessions(admin, name)
  })
}

/** By value of a column, of those that are wanted. */
export function countRows(
  adminUrl: string,
  name: string,
  { table, column, values }: { readonly table: string; readonly column: string; readonly values: readonly string[] },
): Promise<ReadonlyMap<string, number>> {
  return withAdmin(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ value: string; many: number }>(
      `select ${quoted(column)}::text as value, count(*)::int as many from ${quotedRole(name)}.${quoted(table)} where ${quoted(column)}::text = any($1) group by 1`,
      [values],
    )
    return new Map(rows.map(({ value, many }) => [value, many]))
  })
}

export function roleOf(name: string): string {
  if (!namespacePattern.test(name)) throw new Error('no name of a namespace')
  return prefix + name
}

function quotedRole(name: string): string {
  return `"${roleOf(name)}"`
}

async function endSessions(admin: pg.Client, name: string): Promise<number> {
  const { rowCount } = await admin.query('select pg_terminate_backend(pid, 2000) from pg_stat_activity where usename = $1', [roleOf(name)])
  return rowCount ?? 0
}

async function withAdmin<T>(adminUrl: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5000, query_timeout: 10_000 })
  admin.on('error', () => undefined)
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}
