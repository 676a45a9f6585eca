/** The database that the operator makes is the one that the services expect: their migrations apply, and their roles have no more rights than elsewhere. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { openEmbeddedBus } from '@quint/bus/embedded.ts'
import { migrations as content } from '@quint/content/migrate.ts'
import { openDatabase } from '@quint/db/database.ts'
import { startPostgres } from '@quint/db/embedded.ts'
import { migrate, prepareSchema } from '@quint/db/schema.ts'
import { statementsOf } from '@quint/db/statement.ts'
import { migrations as identity } from '@quint/gateway/migrate.ts'
import { migrations as hints } from '@quint/hints/migrate.ts'
import { migrations as runner } from '@quint/infra-runner/migrate.ts'
import { migrations as plans } from '@quint/plans/migrate.ts'
import { migrations as sessions } from '@quint/sessions/migrate.ts'

const services = { identity, sessions, hints, runner, plans, content, bus: [] } as const

/** What may differ between roles and schemas: names, attributes, settings, owners, rights. */
const picture = `
  select 'role ' || rolname as name, to_jsonb(r) - 'oid' - 'rolname' - 'rolpassword' - 'rolcanlogin' as facts from pg_roles r where rolname !~ '^(pg_|postgres|quint)'
  union all
  select 'schema ' || nspname, jsonb_build_object('owner', nspowner::regrole::text, 'acl', nspacl::text)
  from pg_namespace where nspname !~ '^pg_|information_schema'
  union all
  select 'default ' || defaclrole::regrole::text || ' ' || defaclobjtype::text, to_jsonb(defaclacl::text) from pg_default_acl
  order by 1`

async function query(url: string, text: string): Promise<object[]> {
  await using database = openDatabase({ url, maxConnections: 1 })
  return database.asService(async (tx) => {
    let rows: object[] = []
    for (const statement of statementsOf(text)) rows = await tx.query(statement.text)
    return rows
  })
}

async function server() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-schemas-'))
  const postgres = await startPostgres(path.join(folder, 'postgres'), { durable: false })
  return {
    adminUrl: postgres.adminUrl,
    async [Symbol.asyncDispose]() {
      await postgres[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const as = (adminUrl: string, role: string): string => Object.assign(new URL(adminUrl), { username: role, password: 'secret' }).href

test('roles, schemas and rights are those that the embedded server has, and every migration applies', async () => {
  await using made = await server()
  await query(made.adminUrl, readFileSync(path.join(import.meta.dirname, 'components/postgres-operator/schemas.sql'), 'utf8'))
  await using expected = await server()
  for (const name of Object.keys(services)) await prepareSchema(expected.adminUrl, name)
  assert.deepEqual(await query(made.adminUrl, picture), await query(expected.adminUrl, picture))
  for (const [name, folders] of Object.entries(services)) {
    for (const role of [name, `${name}_owner`]) await query(made.adminUrl, `alter role ${role} login password 'secret'`)
    await migrate(as(made.adminUrl, `${name}_owner`), name, folders)
  }
  await using bus = await openEmbeddedBus(as(made.adminUrl, 'bus_owner'))
  assert.deepEqual(await bus.topics(AbortSignal.timeout(5000)), [])
  await using database = openDatabase({ url: as(made.adminUrl, 'sessions') })
  assert.deepEqual(await database.asService((tx) => tx.query('select 1 from sessions')), [])
  await assert.rejects(
    database.asService((tx) => tx.query('select 1 from hints.hints')),
    /permission denied/,
  )
  await assert.rejects(
    database.asService((tx) => tx.query('create table mine (id integer)')),
    /permission denied/,
  )
})
