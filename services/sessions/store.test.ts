/** Row level security of the sessions schema: what is not yours is not there, whatever the query says. */
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { outboxMigrations } from '@quint/bus/outbox.ts'
import { openDatabase } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { listSessions } from './history-store.ts'
import { insertSession, putAnswer } from './store.ts'

const migrations = [outboxMigrations, path.join(import.meta.dirname, 'migrations')]
const algorithm = { title: 't', url: '', site: 'other', slug: '', statement: '', difficulty: '', tags: [], examples: [] }

const protectedTables = [
  'sessions',
  'responses',
  'active_days',
  'streaks',
  'imported_submissions',
  'shared_sessions',
  'removed_shares',
  'share_reports',
  'board_members',
  'board_places',
]

async function twoLearners() {
  const db = await testDatabase('sessions', migrations)
  const [mine, theirs] = [uuidv7(), uuidv7()]
  const sessionId = uuidv7()
  await db.database.asLearner(mine, async (tx) => {
    await insertSession(tx, { id: sessionId, userId: mine, algorithm })
    await putAnswer(tx, { sessionId, userId: mine, promptIndex: 0, responseText: 'secret', wordCount: 1, timeSpentSeconds: 1 })
  })
  return { db, mine, theirs, sessionId, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() }
}

test('without a learner, and as another learner, there are no rows in any table', async () => {
  await using place = await twoLearners()
  for (const table of [...protectedTables, 'erased_learners']) {
    const asNobody = await place.db.database.asService((tx) => tx.query(`select * from ${table}`))
    const asOther = await place.db.database.asLearner(place.theirs, (tx) => tx.query(`select * from ${table}`))
    assert.deepEqual([asNobody, asOther], [[], []], table)
  }
  const own = await place.db.database.asLearner(place.mine, (tx) => tx.query('select * from responses'))
  assert.equal(own.length, 1)
})

test('a session is begun once under its id, and not under that of another learner', async () => {
  await using place = await twoLearners()
  for (const userId of [place.mine, place.theirs]) {
    const again = await place.db.database.asLearner(userId, (tx) => insertSession(tx, { id: place.sessionId, userId, algorithm }))
    assert.equal(again, undefined)
  }
})

test('a row cannot be written in the name of another learner', async () => {
  await using place = await twoLearners()
  await assert.rejects(
    place.db.database.asLearner(place.theirs, (tx) => insertSession(tx, { id: uuidv7(), userId: place.mine, algorithm })),
    /row-level security/,
  )
  const changed = await place.db.database.asLearner(place.theirs, (tx) => tx.query("update sessions set algorithm_title = 'x' returning id"))
  assert.deepEqual(changed, [])
})

test('identities never leak between transactions that share a connection', async () => {
  await using place = await twoLearners()
  await using single = openDatabase({ url: place.db.urls.url, maxConnections: 1 })
  const counts = await Promise.all(
    Array.from({ length: 300 }, (_, n) => {
      const read = async (tx: { query: (text: string) => Promise<object[]> }): Promise<number> => (await tx.query('select id from sessions')).length
      if (n % 3 === 0) return single.asLearner(place.mine, read)
      return n % 3 === 1 ? single.asLearner(place.theirs, read) : single.asService(read)
    }),
  )
  assert.deepEqual(
    counts,
    Array.from({ length: 300 }, (_, n) => (n % 3 === 0 ? 1 : 0)),
  )
})

test('the login role owns nothing and cannot step around row level security', async () => {
  await using place = await twoLearners()
  await using admin = openDatabase({ url: place.db.adminUrl, maxConnections: 1 })
  const role = await admin.asService((tx) =>
    tx.query<{ rolsuper: boolean; rolbypassrls: boolean; owned: number }>(
      `select rolsuper, rolbypassrls, (select count(*) from pg_class c join pg_roles o on o.oid = c.relowner where o.rolname = 'sessions') as owned
       from pg_roles where rolname = 'sessions'`,
    ),
  )
  assert.deepEqual(role, [{ rolsuper: false, rolbypassrls: false, owned: 0 }])
  await assert.rejects(
    place.db.database.asService((tx) => tx.query('alter table sessions disable row level security')),
    /must be owner/,
  )
})

test('only the named functions cross learners', async () => {
  await using place = await twoLearners()
  const functions = await place.db.database.asService((tx) =>
    tx.query<{ proname: string }>(
      `select proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'sessions' and p.prosecdef order by 1`,
    ),
  )
  assert.deepEqual(
    functions.map(({ proname }) => proname),
    [
      'abandon_idle_interviews',
      'abandon_idle_sessions',
      'board_page',
      'community_sessions',
      'compute_board',
      'count_usage',
      'decide_shared_session',
      'judge_shared_session',
      'moderation_entries',
      'moderation_queue',
      'moderation_size',
      'report_shared_session',
      'search_own_sessions',
      'sessions_without_words',
    ],
  )
})

test('a page of history reads an index, not the table', async () => {
  await using place = await twoLearners()
  const page = await place.db.database.asLearner(place.mine, (tx) =>
    listSessions(tx, { status: undefined, query: '', site: '', limit: 20, cursor: '' }),
  )
  assert.equal(page.rows.length, 1)
  const plan = await place.db.database.asLearner(place.mine, async (tx) => {
    await tx.query('set local enable_seqscan = off')
    return tx.query<{ 'QUERY PLAN': string }>('explain select id from sessions order by started_at desc, id desc limit 20')
  })
  assert.match(plan.map((row) => row['QUERY PLAN']).join('\n'), /sessions_by_user/)
})
