/** The check of a release is known to refuse: a statement whose table, column, function, type or right is gone, and none that is whole. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { readReleased, refused } from './released.ts'

const statements = [
  'select id, name from things where id = $1',
  'insert into things (id, name) values ($1, $2) on conflict do nothing',
  "update things set name = $2 || '' where id = any($1::integer[])",
  'delete from things where id in (select id from named($1))',
]
const changes: Readonly<Record<string, readonly number[]>> = {
  'alter table things add column note text': [],
  'alter table things rename to deeds': [0, 1, 2, 3],
  'alter table things drop column name': [0, 1, 2],
  'alter table things alter column id type text using id::text': [2, 3],
  'revoke update on things from place': [2],
  'revoke execute on function named from public': [3],
  'drop function named; create function named(wanted text, more text) returns table (id integer) language sql as $$ select 1 $$': [3],
}

test('each statement is refused by the change that it cannot live with, and by no other', async () => {
  await using place = await testDatabase('place', [])
  await using owner = openDatabase({ url: place.urls.ownerUrl, maxConnections: 1 })
  for (const [change, expected] of Object.entries(changes)) {
    const made = [
      'drop table if exists things, deeds',
      'drop function if exists named(text), named(text, text)',
      'create table things (id integer primary key, name text not null)',
      'create function named(wanted text) returns table (id integer) language sql as $$ select id from things where name = wanted $$',
    ]
    for (const text of made) await owner.asService((tx) => tx.query(text))
    assert.deepEqual(await refused(place.urls.url, statements), [], 'whole')
    for (const text of change.split('; ')) await owner.asService((tx) => tx.query(text))
    const gone = (await refused(place.urls.url, statements)).map(({ statement }) => statements.indexOf(statement))
    assert.deepEqual(gone, expected, change)
  }
})

test('what was noted is what services send, and nothing of their tests', () => {
  const { statements: noted, day } = readReleased()
  assert.match(day, /^\d{4}-\d{2}-\d{2}$/)
  assert.ok(noted.content?.some((text) => text.startsWith('insert into viewings ')))
  assert.ok(noted.runner?.some((text) => text.includes('from design_audit t')))
  assert.ok(Object.values(noted).every((texts) => texts.some((text) => /\boutbox\b|\brecords\b/.test(text))))
  assert.deepEqual(
    Object.values(noted)
      .flat()
      .filter((text) => /^(truncate|drop|alter|create|explain)\b/i.test(text)),
    [],
  )
})
