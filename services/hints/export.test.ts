/** Everything held of a learner, in pieces, of however many hints; and counts over all learners for administrators alone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Database } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { exportPieces } from './export.ts'
import { migrations } from './migrate.ts'
import { testHints } from './testing.ts'
import { countUsage } from './usage-store.ts'

interface Exported {
  readonly hints: readonly {
    readonly user_id: string
    readonly hint_text: string
    readonly input_tokens: number
    readonly events: readonly object[]
  }[]
  readonly turns: readonly object[]
}

async function addHints(database: Database, userId: string, { count, text }: { readonly count: number; readonly text: string }): Promise<void> {
  await database.asLearner(userId, (tx) =>
    tx.query(
      `with made as (
         insert into hints (id, session_id, user_id, tier, status, element_focus, patterns_detected, hint_text, source, model, prompt_version,
           input_tokens, output_tokens)
         select gen_random_uuid(), gen_random_uuid(), $1, 1, 'done', 'earth', '[{"code":"earth_shortest"}]', $3, 'anthropic', 'm', 'v1', 10, 5
         from generate_series(1, $2::int) returning id, user_id
       )
       insert into hint_events (hint_id, n, user_id, event) select id, n, user_id, '{"token":{"text":"Think"}}' from made, generate_series(0, 1) as n`,
      [userId, count, text],
    ),
  )
}

const whole = async (database: Database, userId: string): Promise<Exported> =>
  JSON.parse(Buffer.concat(await Array.fromAsync(exportPieces(database, userId))).toString()) as Exported

test('every hint of a learner is exported once, with its findings, usage and what was streamed, and nobody else’s', async () => {
  await using db = await testDatabase('hints', migrations)
  const [mine, theirs] = [uuidv7(), uuidv7()]
  await addHints(db.database, mine, { count: 450, text: 'Mine.' })
  await addHints(db.database, theirs, { count: 3, text: 'Theirs.' })
  const { hints, turns } = await whole(db.database, mine)
  assert.deepEqual([hints.length, turns], [450, []])
  assert.deepEqual(
    new Set(hints.map(({ hint_text, events, input_tokens }) => `${hint_text} ${events.length} ${input_tokens}`)),
    new Set(['Mine. 2 10']),
  )
  assert.ok(hints.every(({ user_id }) => user_id === mine))
})

test('pieces are small, whatever they hold', async () => {
  await using db = await testDatabase('hints', migrations)
  const mine = uuidv7()
  await addHints(db.database, mine, { count: 60, text: 'é'.repeat(20_000) })
  let bytes = 0
  for await (const piece of exportPieces(db.database, mine)) {
    assert.ok(piece.length <= 256 * 1024)
    bytes += piece.length
  }
  assert.ok(bytes > 2_000_000)
})

test('who has no hint gets a document that says so', async () => {
  await using db = await testDatabase('hints', migrations)
  assert.deepEqual(await whole(db.database, uuidv7()), { hints: [], turns: [] })
})

test('counts are over all learners, by who wrote, within the days that are asked for', async () => {
  await using db = await testDatabase('hints', migrations)
  for (const userId of [uuidv7(), uuidv7()]) await addHints(db.database, userId, { count: 2, text: 'x' })
  assert.deepEqual(await countUsage(db.database, 7), [{ source: 'anthropic', model: 'm', hints: 4, inputTokens: 40, outputTokens: 20 }])
  for (const days of [0, 91, -1]) await assert.rejects(countUsage(db.database, days), (error) => error instanceof Failure && error.code === 'invalid')
})

test('a learner who is no administrator is not told what others did', async () => {
  await using place = await testHints()
  const { options } = await place.learner()
  await assert.rejects(place.call.getUsage({ days: 7 }, options), (error) => error instanceof Failure && error.code === 'forbidden')
  assert.deepEqual(JSON.parse(Buffer.concat((await Array.fromAsync(place.call.streamExport({}, options))).map(({ json }) => json)).toString()), {
    hints: [],
    turns: [],
  })
})
