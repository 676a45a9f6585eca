import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paths, safeNext } from './paths.ts'

test('a path of our own is where one goes after signing in', () => {
  assert.equal(safeNext('/sessions?q=two%20sum'), '/sessions?q=two%20sum')
})

test('an address of somewhere else leads to the dashboard', () => {
  for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example', 'javascript:alert(1)', '', null, undefined])
    assert.equal(safeNext(next), paths.dashboard, String(next))
})

test('an id is escaped in a path', () => {
  assert.equal(paths.transcript('a/b'), '/sessions/a%2Fb')
})
