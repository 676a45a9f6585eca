/** S4 in the database: a service's role sees one learner's rows at a time, its own schema only, and cannot argue. */
import assert from 'node:assert/strict'
import { openDatabase } from '@quint/db/database.ts'
import { ask, asRole, attemptAs } from '../database.ts'
import { namedFunctions } from '../named-functions.ts'
import type { Check } from '../row.ts'
import { startSession } from '../session.ts'
import type { Stand } from '../stand.ts'

const services = ['identity', 'sessions', 'hints', 'plans', 'content', 'runner']
const denied = '42501'
const reads = 4000

interface Table {
  readonly schema: string
  readonly name: string
}

/** Tables whose rows belong to a learner, found by what they are and not by a list. */
function learnersTables({ adminUrl }: Pick<Stand, 'adminUrl'>): Promise<Table[]> {
  return ask<Table>(
    adminUrl,
    `select table_schema as schema, table_name as name from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where column_name = 'user_id' and table_type = 'BASE TABLE' and table_schema = any($1)`,
    [services],
  )
}

export const rowChecks: readonly Check[] = [
  {
    holds: 'without a learner, or with one who is made up, a service’s role reads no row of any table that belongs to learners, and writes none',
    async attempt(stand) {
      await startSession(await stand.learner())
      const tables = await learnersTables(stand)
      assert.ok(tables.length >= 9)
      let full = 0
      for (const { schema, name } of tables) {
        const [held] = await ask<{ n: string }>(stand.adminUrl, `select count(*) as n from ${schema}.${name}`)
        full += Number(held?.n) > 0 ? 1 : 0
        for (const identity of [
          'reset app.user_id',
          "set local app.user_id = ''",
          "set local app.user_id = '01890000-0000-7000-8000-000000000000'",
        ]) {
          const { rows } = await attemptAs(stand.adminUrl, schema, [identity, `select * from ${schema}.${name}`])
          assert.deepEqual(rows, [], `${schema}.${name} after ${identity}`)
          const gone = await attemptAs(stand.adminUrl, schema, [identity, `delete from ${schema}.${name} returning 1`])
          assert.deepEqual(gone.rows, [], `${schema}.${name} after ${identity}`)
        }
      }
      assert.ok(full >= 5, 'there was something to read')
    },
  },
  {
    holds: 'a learner cannot put a row under another’s name, nor hand one of theirs over',
    async attempt(stand) {
      const [mine, theirs] = [await stand.learner(), await stand.learner()]
      const sessionId = await startSession(mine)
      const me = `set local app.user_id = '${mine.userId}'`
      const other = `'${theirs.userId}'`
      const tries = [
        `update sessions.sessions set user_id = ${other} where id = '${sessionId}'`,
        `insert into sessions.active_days (user_id, day) values (${other}, '2026-01-01')`,
        `insert into sessions.erased_learners (user_id) values (${other})`,
      ]
      for (const statement of tries) assert.equal((await attemptAs(stand.adminUrl, 'sessions', [me, statement])).refused, denied, statement)
      const own = await attemptAs(stand.adminUrl, 'sessions', [me, 'select id from sessions.sessions'])
      assert.deepEqual(own.rows, [{ id: sessionId }])
    },
  },
  {
    holds: 'a service’s role reaches no other schema, not the bus, not the server’s files or programs, and cannot become another or weaken a policy',
    async attempt(stand) {
      const table: Readonly<Record<string, readonly string[]>> = {
        identity: ['users', 'devices', 'refresh_tokens'],
        sessions: ['sessions', 'responses'],
        hints: ['hints', 'hint_events'],
        plans: ['plans', 'intake_profiles'],
        content: ['videos', 'notes'],
        runner: ['runs', 'lab_runs'],
        bus: ['records', 'partitions'],
      }
      for (const role of services) {
        const others = Object.entries(table).filter(([schema]) => schema !== role)
        const own = `${role}.${table[role]?.[0]}`
        const tries = [
          ...others.flatMap(([schema, names]) => names.map((name) => `select * from ${schema}.${name}`)),
          'select * from pg_authid',
          "select pg_read_file('/etc/passwd')",
          "copy (select 1) to program 'id'",
          "select lo_import('/etc/passwd')",
          'create extension dblink',
          'create role intruder',
          'create schema intruder',
          'create table public.intruder (n integer)',
          'set role postgres',
          `set role ${role}_owner`,
          `alter role ${role} bypassrls`,
          `alter table ${own} no force row level security`,
          `alter table ${own} disable row level security`,
          `create policy open on ${own} using (true)`,
          `drop table ${own}`,
          `truncate ${own}`,
          'alter system set log_statement = $$all$$',
        ]
        for (const statement of tries) assert.notEqual((await attemptAs(stand.adminUrl, role, [statement])).refused, '', `${role}: ${statement}`)
        assert.equal((await attemptAs(stand.adminUrl, role, [`select * from ${own}`])).refused, '', 'its own it may read')
        // Off, it means "fail rather than hide": never "show".
        const unhidden = await attemptAs(stand.adminUrl, role, ['set row_security = off', `select * from ${own}`])
        assert.equal(unhidden.refused, denied, `${role}: row_security = off`)
      }
    },
  },
  {
    holds: 'rows across learners come only out of the named functions, which nobody but their service may call',
    async attempt(stand) {
      const functions = await ask<{ schema: string; name: string; everyone: boolean; path: string | null }>(
        stand.adminUrl,
        `select n.nspname as schema, p.proname as name, has_function_privilege('public', p.oid, 'execute') as everyone, p.proconfig::text as path
         from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and n.nspname = any($1) order by 1, 2`,
        [services],
      )
      assert.deepEqual(
        // Those that keep the months of tables give names of tables only.
        functions.map(({ schema, name }) => `${schema}.${name}`).filter((name) => !name.includes('.keep_months')),
        namedFunctions,
      )
      for (const { name, everyone, path } of functions) {
        assert.equal(everyone, false, name)
        assert.match(path ?? '', /search_path=\w+, (?:extensions, )?pg_temp/, `${name} fixes where it looks`)
      }
    },
  },
  {
    holds: 'four thousand reads for many learners through one pool show each only their own',
    async attempt(stand) {
      const learners = await Promise.all(Array.from({ length: 8 }, () => stand.learner()))
      for (const learner of learners) await startSession(learner)
      await using database = openDatabase({ url: asRole(stand.adminUrl, 'sessions'), maxConnections: 4 })
      const read = async (n: number): Promise<void> => {
        const userId = learners[n % learners.length]?.userId ?? ''
        const rows = await (n % 5 === 0
          ? database.asService((tx) => tx.query<{ owner: string }>('select user_id as owner from sessions'))
          : database.asLearner(userId, (tx) => tx.query<{ owner: string }>('select user_id as owner from sessions')))
        const expected = n % 5 === 0 ? [] : [{ owner: userId }]
        assert.deepEqual(rows, expected)
      }
      for (let from = 0; from < reads; from += 50) await Promise.all(Array.from({ length: 50 }, (_, n) => read(from + n)))
    },
  },
]
