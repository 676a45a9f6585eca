/** A learner's history by words, and their own numbers. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '@quint/db/database.ts'
import { countStatements } from '@quint/db/testing-count.ts'
import { Element } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { searchWords } from './search.ts'
import { wordOldSessions } from './search-store.ts'
import { algorithm, answerTo, begin, completed, type House, house, type Options } from './testing.ts'

const found = async (place: House, options: Options, query: string) =>
  (await place.call.listSessions({ query }, options)).sessions.map(({ id }) => id)

test('a session is found by beginnings of words of its title, its answers and its last word, in any script and spelling', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const one = await completed(place, options, { answer: 'Ein Zähler für jeden Wert; 比較する', finalResponse: 'A periwinkle thought' })
  const other = await begin(place, options)
  for (const query of ['zahl', 'ZÄHLER wert', 'two peri', 'periwinkle', '比較', 'sum thought', 'wert; jed'])
    assert.deepEqual(await found(place, options, query), [one], query)
  assert.deepEqual(await found(place, options, 'two'), [other, one])
  for (const query of ['winkle', 'zahl heap', "' | '", "two':* | 'x"]) assert.deepEqual(await found(place, options, query), [], query)
  const stranger = await place.learner()
  assert.deepEqual(await found(place, stranger.options, 'periwinkle'), [])
})

test('the words of an answer that was replaced are no longer found', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const id = await begin(place, options)
  await place.call.respondToPrompt(answerTo(id, 0, 'first marigold'), options)
  await place.call.respondToPrompt(answerTo(id, 1, 'then tulip'), options)
  assert.deepEqual(await found(place, options, 'marigold'), [id])
  await place.call.respondToPrompt(answerTo(id, 0, 'second rose'), options)
  assert.deepEqual(await found(place, options, 'marigold'), [])
  assert.deepEqual(await found(place, options, 'rose tulip'), [id])
})

test('sessions from before there were words are given theirs', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const id = await completed(place, options, { answer: 'marigold' })
  await using admin = openDatabase({ url: place.db.adminUrl, maxConnections: 1 })
  await admin.asService((tx) => tx.query('update sessions.sessions set search = null'))
  assert.deepEqual(await found(place, options, 'marigold'), [])
  assert.equal(await wordOldSessions(place.db.database), 1)
  assert.deepEqual(await found(place, options, 'marigold'), [id])
  assert.equal(await wordOldSessions(place.db.database), 0)
})

test('words are searched with the index over words, under row level security as well', async () => {
  await using place = await house()
  await using admin = openDatabase({ url: place.db.adminUrl, maxConnections: 1 })
  const plan = await admin.asService(async (tx) => {
    await tx.query('set local enable_seqscan = off')
    await tx.query('set local role sessions_owner')
    await tx.query("select set_config('app.user_id', $1, true)", [uuidv7()])
    const [source] = await tx.query<{ body: string }>("select prosrc as body from pg_proc where proname = 'search_own_sessions'")
    await tx.query('set local search_path = sessions')
    return tx.query<{ 'QUERY PLAN': string }>(`explain ${(source?.body ?? '').replaceAll('wanted', "array['two']")}`)
  })
  assert.match(plan.map((row) => row['QUERY PLAN']).join('\n'), /Bitmap Index Scan on sessions_search/)
})

test('words are cut and counted, so that no text is too much for the index', () => {
  assert.deepEqual(searchWords('Two  Sum—twice, two', 'Café'), ['two', 'sum', 'twice', 'cafe'])
  assert.equal(searchWords('x'.repeat(10_000))[0]?.length, 64)
  assert.equal(searchWords(Array.from({ length: 10_000 }, (_, n) => `w${n}`).join(' ')).length, 4000)
})

test('the numbers of an account count sessions, hints, answers by element, additions by kind and imports', async () => {
  await using place = await house()
  const { options, userId } = await place.learner()
  await completed(place, options)
  const half = await begin(place, options)
  for (let index = 0; index < 5; index += 1) await place.call.respondToPrompt(answerTo(half, index), options)
  const given = await begin(place, options)
  await place.call.abandonSession({ sessionId: given }, options)
  const submission = { submissionId: '1', slug: 'two-sum', title: 'Two Sum', language: 'go', acceptedAt: '2026-01-01T00:00:00Z' }
  await place.call.importSubmissions({ site: 'leetcode', submissions: [submission] }, options)
  const hint = {
    topic: 'quint.hints.hint.v1',
    key: uuidv7(),
    value: JSON.stringify({ hintId: uuidv7(), sessionId: half, userId, tier: 2 }),
    headers: { ce_specversion: '1.0', ce_id: uuidv7(), ce_type: 'hints.hint.given', ce_time: '2026-01-01T00:00:00Z' },
  }
  await place.bus.publish([hint], AbortSignal.timeout(5000))
  await eventually(async () => (await place.call.getStats({}, options)).hints === 1)
  const stats = await place.call.getStats({}, options)
  assert.deepEqual([stats.inProgress, stats.completed, stats.abandoned, stats.imports, stats.timeSpentSeconds], [1, 1, 1, 1, 170])
  assert.deepEqual(
    stats.elements.map(({ element, answers, words }) => [element, answers, words]),
    [
      [Element.EARTH, 6, 30],
      [Element.FIRE, 5, 25],
      [Element.AIR, 3, 15],
      [Element.WATER, 3, 15],
    ],
  )
  assert.deepEqual(stats.changes, [{ kind: 'question', count: 1 }])
  assert.deepEqual([stats.streak?.current, stats.streak?.longest], [1, 1])
  const stranger = await place.learner()
  const none = await place.call.getStats({}, stranger.options)
  assert.deepEqual([none.inProgress, none.completed, none.hints, none.changes, none.imports], [0, 0, 0, [], 0])
})

test('the overview has a series by week where the learner was, and the night belongs to the day before when the learner says so', async () => {
  await using place = await house()
  const { options, userId } = await place.learner()
  await using admin = openDatabase({ url: place.db.adminUrl, maxConnections: 1 })
  await admin.asService((tx) =>
    tx.query(
      `insert into sessions.sessions (id, user_id, algorithm_title, status, prompts_completed, words, additions, ended_at, ended_day)
       select gen_random_uuid(), $1, 'T', 'completed', 12, array[30, 15, 6, 3] , n % 3, now(), date_trunc('week', now())::date - 14 + n from generate_series(0, 13) as n`,
      [userId],
    ),
  )
  const [{ today = '' } = {}] = await admin.asService((tx) => tx.query<{ today: string }>("select date_trunc('week', now())::date::text as today"))
  const monday = (weeksAgo: number): string => new Date(Date.parse(today) - weeksAgo * 604_800_000).toISOString().slice(0, 10)
  const { weeks } = await place.call.getDashboard({}, options)
  assert.deepEqual(weeks, [
    { monday: monday(2), sessions: 7, averageWords: [10, 5, 2, 1], averageAdditions: 0.9 },
    { monday: monday(1), sessions: 7, averageWords: [10, 5, 2, 1], averageAdditions: 1 },
  ])
  // In one of these zones it is between midnight and six now, whenever this runs.
  const zone = ['Etc/GMT+8', 'Etc/GMT+2', 'Etc/GMT-4', 'Etc/GMT-10'].find((name) => hourIn(name) < 6) ?? 'UTC'
  const owl = await place.learner(uuidv7(), { zoneinfo: zone, day_start_hour: 6 })
  const lark = await place.learner(uuidv7(), { zoneinfo: zone })
  for (const { options: who } of [owl, lark]) await completed(place, who)
  const days = async (id: string) =>
    (await admin.asService((tx) => tx.query<{ day: string }>('select day::text as day from sessions.active_days where user_id = $1', [id])))[0]
      ?.day ?? ''
  assert.equal(Date.parse(await days(lark.userId)) - Date.parse(await days(owl.userId)), 86_400_000)
  assert.equal((await place.call.getDashboard({}, owl.options)).streak?.activeToday, true)
})

function hourIn(timeZone: string): number {
  return Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format())
}

test('the overview of a thousand sessions is read with as many statements as that of one', async () => {
  await using place = await house()
  const { options, userId } = await place.learner()
  await using admin = openDatabase({ url: place.db.adminUrl, maxConnections: 1 })
  using count = countStatements(userId)
  const counts: number[] = []
  for (const more of [1, 999]) {
    await admin.asService((tx) =>
      tx.query(
        `insert into sessions.sessions (id, user_id, algorithm_title, status, prompts_completed, words, search, ended_at, ended_day)
         select gen_random_uuid(), $1, 'T', 'completed', 12, '{9,9,9,9}', '', now() - n * interval '1 day', current_date - n from generate_series(1, $2::int) as n`,
        [userId, more],
      ),
    )
    count.take()
    await place.call.getDashboard({}, options)
    counts.push(count.take())
  }
  assert.equal((await place.call.getDashboard({}, options)).completedSessions, 1000)
  assert.ok((counts[0] ?? 0) > 0)
  assert.equal(counts[0], counts[1])
})

test('a title is found by any part of it, whatever its signs', async () => {
  await using place = await house()
  const { options } = await place.learner()
  await place.call.startSession({ algorithm: { ...algorithm, title: '100% C++_x' } }, options)
  for (const query of ['% c', '+_', '0%']) assert.equal((await found(place, options, query)).length, 1, query)
})
