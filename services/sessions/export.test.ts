/** The export of a learner who has written more than fits into a message, or into memory. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '@quint/db/testing.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { exportAtOnce, exportPieces } from './export.ts'
import { migrations } from './migrate.ts'
import { insertSession } from './store.ts'

const statement = '思'.repeat(100_000)
const algorithm = { title: 't', url: '', site: 'other', slug: '', statement, difficulty: '', tags: [], examples: [] }
const text = '😀"'.repeat(1500)

interface Exported {
  readonly sessions: readonly { readonly id: string; readonly statement: string }[]
  readonly responses: readonly { readonly session_id: string; readonly prompt_index: number; readonly response_text: string }[]
  readonly activeDays: readonly string[]
}

async function prolific() {
  const db = await testDatabase('sessions', migrations)
  const [mine, theirs] = [uuidv7(), uuidv7()]
  for (const userId of [mine, theirs])
    await db.database.asLearner(userId, async (tx) => {
      // All at one moment, so that only their ids tell them apart.
      for (let n = 0; n < 14; n += 1) await insertSession(tx, { id: uuidv7(), userId, algorithm })
      await tx.query(
        `insert into responses (session_id, prompt_index, user_id, element, sub_element, response_text, word_count, time_spent_seconds)
         select id, n, $1::uuid, 'earth', 'matter', $2 || n, 2, 5 from sessions, generate_series(0, 11) as n`,
        [userId, text],
      )
      await tx.query("insert into active_days (user_id, day) values ($1, '2026-02-03')", [userId])
    })
  return { database: db.database, mine, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() }
}

test('all of it comes in pieces, every row of the learner once and none of another’s', async () => {
  await using place = await prolific()
  const pieces = await Array.fromAsync(exportPieces(place.database, place.mine))
  assert.ok(pieces.length > 16 && pieces.every((piece) => piece.length > 0 && piece.length <= 256 * 1024))
  const { sessions, responses, activeDays } = JSON.parse(Buffer.concat(pieces).toString()) as Exported
  assert.deepEqual([sessions.length, responses.length, activeDays], [14, 14 * 12, ['2026-02-03']])
  assert.equal(new Set(sessions.map((session) => session.id)).size, 14)
  assert.equal(new Set(responses.map((row) => `${row.session_id} ${row.prompt_index}`)).size, 14 * 12)
  assert.ok(sessions.every((session) => session.statement === statement))
  assert.ok(responses.every((row) => row.response_text === text + row.prompt_index))
})

test('a page of long texts has few rows', async () => {
  await using place = await prolific()
  const answered: number[] = []
  const counting = {
    ...place.database,
    asReader: <T>(userId: string, work: Parameters<typeof place.database.asReader<T>>[1]) =>
      place.database.asReader(userId, async (tx) => {
        const result = await work(tx)
        answered.push(JSON.stringify(result).length)
        return result
      }),
  }
  for await (const piece of exportPieces(counting, place.mine)) assert.ok(piece.length > 0)
  assert.ok(answered.length > 8 && answered.every((length) => length < 2 * 1024 * 1024), String(answered))
})

test('a learner who has nothing has an empty document', async () => {
  await using place = await prolific()
  assert.deepEqual(JSON.parse(await exportAtOnce(place.database, uuidv7())), {
    sessions: [],
    responses: [],
    imports: [],
    shared: [],
    interviews: [],
    interviewEntries: [],
    interviewSnapshots: [],
    activeDays: [],
    community: { board: [], places: [], reports: [], removals: [] },
  })
})

test('more than one message holds is refused in one message', async () => {
  await using place = await prolific()
  await assert.rejects(exportAtOnce(place.database, place.mine), (error) => error instanceof Failure && error.code === 'conflict')
})

test('what was brought along and what others may read is exported, with its code and in full, and without the index of words', async () => {
  await using place = await prolific()
  await place.database.asLearner(place.mine, async (tx) => {
    await tx.query(
      `insert into imported_submissions (id, user_id, site, submission_id, slug, title, language, code, accepted_at)
       select gen_random_uuid(), $1, 'leetcode', n::text, 'two-sum', 'Two Sum', 'go', repeat('x', 60000), now() from generate_series(1, 50) as n`,
      [place.mine],
    )
    await tx.query(
      `insert into shared_sessions (id, session_id, user_id, pseudonym, title, site, slug, difficulty, content, status)
       select gen_random_uuid(), id, $1, 'Quiet Heron 42', 't', 'other', '', '', jsonb_build_object('finalResponse', repeat('y', 60000)), 'visible' from sessions`,
      [place.mine],
    )
  })
  const pieces = await Array.fromAsync(exportPieces(place.database, place.mine))
  const { imports, shared, sessions } = JSON.parse(Buffer.concat(pieces).toString()) as {
    imports: { code: string }[]
    shared: { content: { finalResponse: string } }[]
    sessions: object[]
  }
  assert.deepEqual([imports.length, shared.length], [50, 14])
  assert.ok(imports.every(({ code }) => code.length === 60_000) && shared.every(({ content }) => content.finalResponse.length === 60_000))
  assert.ok(sessions.every((session) => !('search' in session)))
})
