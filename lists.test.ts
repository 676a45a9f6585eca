/** What a list costs does not grow with its rows: as many statements for a hundred as for one, through the whole mesh. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { type Database, openDatabase } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { countStatements } from '@quint/db/testing-count.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { start } from './quint.ts'

/** Every route that reads for a learner, and how many of the learner's rows its answer must show. */
const lists: Readonly<Record<string, (body: Answer, rows: number) => void>> = {
  '/api/user/sessions?limit=100': ({ items = [] }, rows) => assert.equal(items.length, rows),
  '/api/user/dashboard': ({ completedSessions }, rows) => assert.equal(completedSessions, rows),
  '/api/auth/sessions': ({ items = [] }, rows) => assert.equal(items.length, Math.min(rows + 1, 100)),
  '/api/users/:id/export': ({ sessions }, rows) => assert.equal(sessions?.sessions.length, rows),
  '/api/session/:session': ({ responses = [] }) => assert.equal(responses.length, 12),
}

interface Answer {
  readonly items?: readonly unknown[]
  readonly sessions?: { readonly sessions: readonly unknown[] }
  readonly responses?: readonly unknown[]
  readonly completedSessions?: number
}

/** One row, nothing of the learner's, or a log that is read in pages and not from tables. */
const others = ['/api/auth/me', '/api/users/{id}', '/api/coach', '/api/elements', '/api/session/analyze', '/api/admin/events/dead-letters']

/** A session that is done, with its twelve answers and its hints, and a device. */
async function addRows(admin: Database, userId: string, count: number): Promise<void> {
  await admin.asService(async (tx) => {
    await tx.query(
      `with made as (
         insert into sessions.sessions (id, user_id, algorithm_title, status, prompts_completed, started_at, ended_at, final_response)
         select gen_random_uuid(), $1, 'Two Sum', 'completed', 12, now() - n * interval '1 minute', now(), 'last word'
         from generate_series(1, $2::int) as n returning id, user_id
       ), answered as (
         insert into sessions.responses (session_id, prompt_index, user_id, element, sub_element, response_text, word_count, time_spent_seconds)
         select id, n, user_id, 'earth', 'matter', 'a thought', 2, 5 from made, generate_series(0, 11) as n
       )
       insert into hints.hints (id, session_id, user_id, tier, status, element_focus, patterns_detected, source, model, prompt_version)
       select gen_random_uuid(), id, user_id, 1, 'done', 'earth', '[]', 'offline', '', 'v1' from made`,
      [userId, count],
    )
    await tx.query(
      `insert into identity.devices (id, user_id, expires_at) select gen_random_uuid(), $1, now() + interval '1 day' from generate_series(1, $2::int)`,
      [userId, count],
    )
  })
}

async function openPlace() {
  const owned = new AsyncDisposableStack()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-lists-'))
  owned.defer(() => rm(folder, { recursive: true, force: true }))
  const db = owned.use(await testDatabase('lists', []))
  const environment = { DATABASE_URL: db.adminUrl, GATEWAY_REQUESTS_PER_MINUTE: '1000000' }
  const { url } = owned.use(await start({ folder, port: 0, signal: new AbortController().signal, web: 'none', environment, log: silentLog }))
  const admin = owned.use(openDatabase({ url: db.adminUrl, maxConnections: 1 }))
  const account = { email: 'ada@example.org', password: 'long and unlikely 4711', displayName: 'Ada' }
  const registered = await fetch(`${url}/api/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  })
  const { accessToken, user } = (await registered.json()) as { accessToken: string; user: { id: string } }
  return {
    userId: user.id,
    addRows: (count: number) => addRows(admin, user.id, count),
    async read(route: string): Promise<Answer> {
      const response = await fetch(url + route, { headers: { authorization: `Bearer ${accessToken}` } })
      assert.equal(response.status, 200, route)
      return (await response.json()) as Answer
    },
    async documented(): Promise<string[]> {
      const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: Record<string, Record<string, unknown>> }
      return Object.keys(paths).filter((route) => paths[route]?.get !== undefined)
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

test('every list is read with as many statements for 1, 10 and 100 rows', async () => {
  await using place = await openPlace()
  using count = countStatements(place.userId)
  const found = new Map<string, number[]>()
  let rows = 0
  for (const wanted of [1, 10, 100]) {
    await place.addRows(wanted - rows)
    rows = wanted
    const { items = [] } = await place.read('/api/user/sessions')
    const session = (items[0] as { id: string }).id
    for (const [route, shows] of Object.entries(lists)) {
      count.take()
      shows(await place.read(route.replace(':id', place.userId).replace(':session', session)), rows)
      found.set(route, [...(found.get(route) ?? []), count.take()])
    }
  }
  for (const [route, counts] of found) {
    assert.ok((counts[0] ?? 0) > 0, `${route} was not seen to read anything`)
    assert.equal(new Set(counts).size, 1, `${route}: ${counts.join(', ')} statements for 1, 10 and 100 rows`)
  }
})

test('every route that reads is in the list of those that are counted, or is said to need none', async () => {
  await using place = await openPlace()
  const counted = Object.keys(lists).map((route) => (route.split('?')[0] ?? '').replace(':session', '{id}').replace(':id', '{id}'))
  assert.deepEqual((await place.documented()).sort(), [...counted, ...others].sort())
})

test('a list that reads one statement a row is noticed', async () => {
  await using db = await testDatabase('lists', [])
  using count = countStatements('ada')
  const readOneByOne = (rows: number) =>
    db.database.asLearner('ada', async (tx) => {
      for (let row = 0; row < rows; row += 1) await tx.query('select $1::int as row', [row])
    })
  await readOneByOne(1)
  const one = count.take()
  await readOneByOne(10)
  assert.deepEqual([one, count.take()], [1, 10])
})
