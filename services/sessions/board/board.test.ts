/** Boards through the contract: chosen, pseudonymous, fair to equals, shown from five learners on, and left at once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '@quint/db/database.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { failure, type House, house } from '../testing.ts'
import { computeBoards } from './computing.ts'

/** Learners on the boards with so many sessions each, completed today. */
async function members(place: House, sessions: readonly number[]) {
  const learners = await Promise.all(sessions.map(() => place.learner()))
  await using admin = openDatabase({ url: place.db.adminUrl, maxConnections: 1 })
  for (const [index, { userId, options }] of learners.entries()) {
    await admin.asService((tx) =>
      tx.query(
        `insert into sessions.sessions (id, user_id, algorithm_title, status, prompts_completed, words, additions, ended_at, ended_day)
         select gen_random_uuid(), $1, 'T', 'completed', 12, '{30,30,30,30}', $3::int, now(), current_date from generate_series(1, $2::int)`,
        [userId, sessions[index], index],
      ),
    )
    await admin.asService((tx) => tx.query('insert into sessions.active_days (user_id, day) values ($1, current_date)', [userId]))
    await place.call.joinLeaderboard({ joined: true }, options)
  }
  await computeBoards(place.db.database)
  return learners
}

test('equals share a place and the next one is left out, on every page', async () => {
  await using place = await house()
  const learners = await members(place, [5, 3, 3, 3, 1, 1])
  const seen: (readonly [number, number])[] = []
  for (let cursor = ''; ; ) {
    const page = await place.call.getLeaderboard({ window: 'week', metric: 'sessions', limit: 2, cursor }, learners[4]?.options)
    seen.push(...page.places.map(({ place: at, value }) => [at, value] as const))
    assert.deepEqual([page.own?.place, page.own?.value, page.own?.own], [5, 1, true])
    cursor = page.nextCursor
    if (cursor === '') break
  }
  assert.deepEqual(seen, [
    [1, 5],
    [2, 3],
    [2, 3],
    [2, 3],
    [5, 1],
    [5, 1],
  ])
})

test('each metric has its board, and means only count from three sessions on', async () => {
  await using place = await house()
  const learners = await members(place, [3, 3, 3, 3, 3, 2])
  const board = async (window: string, metric: string) =>
    (await place.call.getLeaderboard({ window, metric }, learners[0]?.options)).places.map(({ place: at, value }) => [at, value])
  // The first learner added nothing, the last has two sessions: the other four are too few.
  assert.deepEqual(await board('month', 'change'), [])
  assert.deepEqual(await board('all', 'depth'), Array(5).fill([1, 10]))
  assert.deepEqual(await board('week', 'streak'), Array(6).fill([1, 1]))
})

test('a board of fewer than five learners shows nobody, not even oneself', async () => {
  await using place = await house()
  const [first] = await members(place, [4, 3, 2, 1])
  const board = await place.call.getLeaderboard({ window: 'all', metric: 'sessions' }, first?.options)
  assert.deepEqual([board.places, board.own, board.joined, board.fewest], [[], undefined, true, 5])
})

test('who has not joined is on no board and sees it all the same; who leaves is gone in the same moment', async () => {
  await using place = await house()
  const [first, ...rest] = await members(place, [6, 5, 4, 3, 2, 1])
  const reader = await place.learner()
  const read = () => place.call.getLeaderboard({ window: 'week', metric: 'sessions' }, reader.options)
  const before = await read()
  assert.deepEqual([before.places.length, before.joined, before.own, before.pseudonym], [6, false, undefined, ''])
  await place.call.joinLeaderboard({ joined: false }, first?.options)
  assert.deepEqual(
    (await read()).places.map(({ value }) => value),
    [5, 4, 3, 2, 1],
  )
  await place.call.joinLeaderboard({ joined: false }, rest[0]?.options)
  assert.deepEqual((await read()).places, [])
  await computeBoards(place.db.database)
  assert.deepEqual((await read()).places, [])
})

test('a name on the boards is made up or chosen, kept when one joins again, and never says who it is', async () => {
  await using place = await house()
  const { options, userId } = await place.learner()
  const made = await place.call.joinLeaderboard({ joined: true }, options)
  assert.match(made.pseudonym, /^[A-Z][a-z]+ [A-Z][a-z]+ \d\d$/)
  assert.deepEqual(await place.call.joinLeaderboard({ joined: true }, options), made)
  assert.equal((await place.call.joinLeaderboard({ joined: true, displayAs: 'Night Owl' }, options)).pseudonym, 'Night Owl')
  await assert.rejects(place.call.joinLeaderboard({ joined: true, displayAs: 'Ada', names: ['Ada'] }, options), failure('invalid'))
  const other = await place.learner()
  await assert.rejects(place.call.joinLeaderboard({ joined: true, displayAs: 'night owl' }, other.options), failure('invalid'))
  const board = await place.call.getLeaderboard({ window: 'week', metric: 'streak' }, options)
  assert.deepEqual([board.joined, board.pseudonym], [true, 'Night Owl'])
  assert.ok(!JSON.stringify(board).includes(userId))
})

test('an erased learner is off the boards, and cannot join again', async () => {
  await using place = await house()
  const [first] = await members(place, [6, 5, 4, 3, 2, 1])
  const reader = await place.learner()
  const userId = first?.userId ?? ''
  const gone = {
    topic: 'quint.identity.user.v1',
    key: userId,
    value: JSON.stringify({ userId }),
    headers: { ce_specversion: '1.0', ce_id: uuidv7(), ce_type: 'identity.user.deleted', ce_time: '2026-01-01T00:00:00Z' },
  }
  await place.bus.publish([gone], AbortSignal.timeout(5000))
  await place.bus.seen((record) => record.headers.ce_type === 'sessions.learner.erased')
  const board = await place.call.getLeaderboard({ window: 'week', metric: 'sessions' }, reader.options)
  assert.deepEqual(
    board.places.map(({ value }) => value),
    [5, 4, 3, 2, 1],
  )
  await assert.rejects(place.call.joinLeaderboard({ joined: true }, first?.options), failure('unauthenticated'))
})

test('what is asked of a board is checked', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const good = { window: 'week', metric: 'streak' }
  for (const bad of [{ window: 'year' }, { metric: 'likes' }, { limit: 101 }, { limit: -1 }, { cursor: 'x' }])
    await assert.rejects(place.call.getLeaderboard({ ...good, ...bad }, options), failure('invalid'), JSON.stringify(bad))
})
