/** Every migration of the mesh keeps the rules, and each rule has been seen to refuse. */
import assert from 'node:assert/strict'
import { globSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { judgeMigrations } from './migration-rules.ts'
import { statementsOf } from './statement.ts'

const root = path.join(import.meta.dirname, '..', '..')
const folders = globSync('{gateway,packages/*,services/*}/migrations', { cwd: root })

test('every migration keeps every rule', () => {
  assert.ok(folders.length >= 4)
  for (const folder of folders) {
    const files = readdirSync(path.join(root, folder)).filter((name) => name.endsWith('.sql'))
    assert.deepEqual(judgeMigrations(files.map((name) => ({ name, sql: readFileSync(path.join(root, folder, name), 'utf8') }))), [], folder)
  }
})

const first = { name: '0001_things.sql', sql: 'create table things (id uuid primary key, colour text)' }
const judged = (sql: string, name = '0002_more.sql'): string => judgeMigrations([first, { name, sql }]).join('\n')

const good: readonly (readonly [sql: string, file?: string])[] = [
  ['alter table things add column size integer'],
  ["alter table things add column size integer not null default 0; comment on column things.size is 'a; b'"],
  ['alter table things add constraint positive check (size > 0) not valid; alter table things validate constraint positive'],
  ['create table others (id uuid primary key, thing uuid references things (id)); create index others_by_thing on others (thing)'],
  ['create index concurrently things_by_colour on things (colour)', '0002_index.concurrently.sql'],
  ['alter table things drop column colour', '0002_colour.contract.sql'],
  ['create table log (id uuid primary key); revoke update, delete on log from service'],
  ['create table mine (user_id uuid primary key); alter table mine enable row level security; alter table mine force row level security'],
]

for (const [sql, file] of good) test(`"${sql.slice(0, 60)}" is taken`, () => assert.equal(judged(sql, file), ''))

const bad: readonly (readonly [sql: string, says: RegExp, file?: string])[] = [
  ['alter table things drop column colour', /takes away/],
  ['drop table things', /takes away/],
  ['alter table things rename column colour to color', /takes away/],
  ['alter table things rename to stuff', /takes away/],
  ['alter table things alter column colour type varchar(3)', /takes away/],
  ['alter table things alter colour set data type varchar(3)', /takes away/],
  ['alter table things drop constraint things_pkey', /takes away/],
  ['alter table things drop constraint things_kind_check, drop column kind', /takes away/],
  ['revoke select on things from service', /takes away/],
  ['drop function find_things', /takes away/],
  ['alter table things add column size integer not null', /without a default/],
  ['alter table things add column key uuid default gen_random_uuid()', /rewrites the table/],
  ['alter table things add column key uuid not null default uuidv7()', /rewrites the table/],
  ['alter table things add constraint positive check (size > 0)', /not valid/],
  ['alter table things add constraint owner foreign key (owner) references owners (id)', /not valid/],
  ['alter table things add column owner uuid references owners (id)', /added as a constraint/],
  ['alter table things add constraint one unique (colour)', /using index/],
  ['alter table things add primary key (colour)', /using index/],
  ['alter table things alter column colour set not null', /add a check/],
  ['create index things_by_colour on things (colour)', /concurrently/],
  ['create unique index things_by_colour on things (colour)', /concurrently/],
  ['create index concurrently things_by_colour on things (colour)', /cannot run in a transaction/],
  ['alter table things add column size integer', /only indexes/, '0002_size.concurrently.sql'],
  ["update things set colour = 'red'", /in batches/],
  ['delete from things', /in batches/],
  ['lock table things', /locks whole tables/],
  ['truncate things', /locks whole tables/],
  ["set lock_timeout = '1h'", /time-out of its own/],
  ['commit', /ends the transaction/],
  ['alter table things disable row level security', /opens learners/],
  ['create role boss superuser', /gives rights/],
  ['create function f() returns void language sql security definer as $$ select 1; $$', /search_path/],
  ['create table mine (user_id uuid primary key); alter table mine enable row level security', /enabled and forced/],
  ['create table x (id uuid)', /is not named/, '2_x.sql'],
  ['create table x (id uuid)', /is not number 2/, '0003_x.sql'],
  ['/* hidden; */ DROP -- quietly\n TABLE things', /takes away/],
]

for (const [sql, says, file] of bad)
  test(`"${sql.slice(0, 60)}"${file === undefined ? '' : ` in ${file}`} is refused`, () => assert.match(judged(sql, file), says))

test('semicolons in strings, bodies and comments end nothing', () => {
  const sql = `select ';', "a;b"; -- one; two\ndo $x$ begin; end; $x$; /* ; */ select 2;`
  assert.deepEqual(
    statementsOf(sql).map(({ text }) => text.slice(0, 9)),
    ["select ';", '-- one; t', '/* ; */ s'],
  )
})
