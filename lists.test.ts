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
  '/api/users/:id/stats': ({ stats }, rows) => assert.equal(stats?.coach.completed, rows),
  '/api/problems?source=own&limit=100': ({ items = [] }, rows) => assert.equal(items.length, rows),
  '/api/problems/two-sum/comments?limit=100': ({ items = [] }, rows) => assert.equal(items.length, rows),
  '/api/reviews/due': ({ items = [] }, rows) => assert.equal(items.length, rows),
  '/api/planner/events?from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z': ({ items = [] }, rows) => assert.equal(items.length, rows),
  '/api/planner/reminders?limit=100': ({ items = [] }, rows) => assert.equal(items.length, rows),
  '/api/plans?limit=100': ({ items = [] }, rows) => assert.equal(items.length, rows),
  '/api/interviews?limit=100': ({ items = [] }, rows) => assert.equal(items.length, rows),
  '/api/imports/submissions?limit=100': ({ items = [] }, rows) => assert.equal(items.length, rows),
  '/api/community/sessions?limit=100': ({ items = [] }, rows) => assert.equal(items.length, rows),
  '/api/videos?mine=true&limit=100': ({ items = [] }, rows) => assert.equal(items.length, Math.min(rows, 100)),
  '/api/lab/runs?limit=100': ({ items = [] }, rows) => assert.equal(items.length, rows),
  '/api/submissions?limit=100': ({ items = [] }, rows) => assert.equal(items.length, rows),
  '/api/assets?limit=100': ({ items = [] }, rows) => assert.equal(items.length, rows),
  '/api/comments?videoId=:video&limit=100': ({ items = [] }, rows) => assert.equal(items.length, Math.min(rows, 100)),
  '/api/session/:session': ({ responses = [] }) => assert.equal(responses.length, 12),
}

interface Answer {
  readonly items?: readonly unknown[]
  readonly sessions?: { readonly sessions: readonly unknown[] }
  readonly responses?: readonly unknown[]
  readonly completedSessions?: number
  readonly stats?: { readonly coach: { readonly completed: number } }
}

/** One row, nothing of the learner's (what administrators read), or a log that is read in pages and not from tables. */
const others = [
  '/api/auth/providers',
  '/api/auth/oauth/{provider}/start',
  '/api/auth/oauth/{provider}/callback',
  // One row a provider at most.
  '/api/auth/ways',
  '/api/auth/me',
  '/api/auth/mfa',
  '/api/users/{id}',
  '/api/coach',
  '/api/elements',
  '/api/session/analyze',
  '/api/admin/events/dead-letters',
  ...['users', 'users/{id}', 'audit', 'erasures', 'usage'].map((list) => `/api/admin/${list}`),
  '/api/admin/moderation',
  '/api/session/{id}/share/preview',
  '/api/community/sessions/{id}',
  '/api/leaderboard',
  '/api/run/languages',
  // One interview, or two to four by their ids; the problems are code.
  '/api/interviews/{id}',
  '/api/interviews/{id}/export.md',
  '/api/interviews/compare',
  '/api/interview-problems',
  '/api/interview-problems/{id}',
  // One row each.
  '/api/intake',
  '/api/plans/current',
  '/api/plans/proposal',
  '/api/plans/{id}',
  '/api/problems/{id}',
  '/api/planner/events/{id}',
  '/api/planner/calendar',
  '/api/planner/calendar.ics',
  '/api/planner/reminders/key',
  // Counts by day.
  '/api/reviews/figures',
  '/api/admin/comments',
  '/api/admin/watch',
  '/api/admin/waiting',
  // As many as there are, whatever there is on them.
  '/api/videos/topics',
  // One video.
  '/api/videos/{id}',
  ...['events', 'stream', 'captions.vtt', 'chapters.vtt', 'thumbnail', 'storyboard'].map((part) => `/api/videos/{id}/${part}`),
  '/api/videos/events',
  // One run, or two; lessons are code; a board is not the learner's.
  ...['workloads', 'workloads/{slug}', 'leaderboard', 'runs/compare'].map((part) => `/api/lab/${part}`),
  ...['', '/events', '/history', '/nodes/{node}/log'].map((part) => `/api/lab/runs/{id}${part}`),
  // Problems are code; one submission, or two; what a trial found out is read in pages.
  ...['', '/{id}'].map((part) => `/api/design/problems${part}`),
  ...['', '/events', '/tests', '/report', '/terraform', '/compare'].map((part) => `/api/submissions/{id}${part}`),
  '/api/assets/{id}',
  '/api/admin/deployments',
  '/api/admin/design-audit',
  // Those of all learners, and problems that are code.
  '/api/admin/clouds',
  '/api/admin/clouds/{id}/plan',
  '/api/admin/design-references',
  '/api/ratings',
  '/api/ratings/user/{userId}/video/{videoId}',
]

/** Somebody else's, on which the learner's comments stand. */
const video = '0198c7d4-6b18-7e52-a0f3-9d2c5e8b1a99'

/** A session that is done, with its twelve answers and its hints, and a device. */
async function addRows(admin: Database, userId: string, count: number): Promise<void> {
  await admin.asService(async (tx) => {
    await tx.query(
      `with made as (
         insert into sessions.sessions (id, user_id, algorithm_title, status, prompts_completed, started_at, ended_at, final_response)
         select gen_random_uuid(), $1, 'Two Sum', 'completed', 12, now() - n * interval '1 minute', now(), 'last word'
         from generate_series(1, $2::int) as n returning id, user_id
       ), shared as (
         insert into sessions.shared_sessions (id, session_id, user_id, pseudonym, title, site, slug, difficulty, content, status)
         select gen_random_uuid(), id, user_id, 'Quiet Heron 42', 'Two Sum', 'other', '', '', '{}', 'visible' from made
       ), imported as (
         insert into sessions.imported_submissions (id, user_id, site, submission_id, slug, title, language, accepted_at)
         select gen_random_uuid(), user_id, 'leetcode', id::text, 'two-sum', 'Two Sum', 'go', now() from made
       ), interviewed as (
         insert into sessions.interviews (id, user_id, title, language, persona, duration_minutes, status, started_at, ends_at)
         select gen_random_uuid(), user_id, 'Two Sum', 'go', 'neutral', 45, 'completed', now(), now() from made
       ), answered as (
         insert into sessions.responses (session_id, prompt_index, user_id, element, sub_element, response_text, word_count, time_spent_seconds)
         select id, n, user_id, 'earth', 'matter', 'a thought', 2, 5 from made, generate_series(0, 11) as n
       )
       insert into hints.hints (id, session_id, user_id, tier, status, element_focus, patterns_detected, source, model, prompt_version)
       select gen_random_uuid(), id, user_id, 1, 'done', 'earth', '[]', 'offline', '', 'v1' from made`,
      [userId, count],
    )
    await tx.query(
      `insert into plans.plans (id, user_id, status, source, plan_json, weeks, items)
       select gen_random_uuid(), $1, 'replaced', 'solver', '{}', 1, 0 from generate_series(1, $2::int)`,
      [userId, count],
    )
    await tx.query(
      `with event as (
         insert into plans.planner_events (id, user_id, title, type, starts_at, ends_at, time_zone)
         select gen_random_uuid(), $1, 'Exam', 'exam', '2026-06-01', '2026-06-01', 'UTC' from generate_series(1, $2::int) returning id, user_id
       ), told as (
         insert into plans.reminders (id, user_id, event_id, title, starts_at, minutes_before, due_at, pushed_at)
         select gen_random_uuid(), user_id, id, 'Exam', '2026-06-01', 5, '2026-06-01', now() from event
       ), own as (
         insert into plans.own_problems (id, user_id, title, link, topic, difficulty, minutes)
         select gen_random_uuid(), user_id, 'Mine', '', 'arrays', 'easy', 20 from event
       ), card as (
         insert into plans.review_cards (id, user_id, problem_id, title, link, topic, difficulty, due, stability, hardness, reps, lapses, state, last_day)
         select gen_random_uuid(), user_id, id::text, 'Two Sum', '', 'arrays', 'easy', '2026-01-01', 1, 5, 1, 0, 2, '2025-12-31' from event
       )
       insert into plans.comments (id, user_id, problem_id, body, status) select gen_random_uuid(), user_id, 'two-sum', 'Good', 'visible' from event`,
      [userId, count],
    )
    await tx.query(
      `insert into runner.lab_runs (id, user_id, job_id, workload, language, style, source, nodes, seconds, rate, seed, status)
       select gen_random_uuid(), $1, gen_random_uuid(), 'echo', 'python', 'sdk', 'pass', 1, 1, 1, 1, 'done' from generate_series(1, $2::int)`,
      [userId, count],
    )
    await tx.query(
      `with made as (
         insert into runner.submissions (id, user_id, problem_id, attempt, namespace, status, expires_at, ended_at)
         select gen_random_uuid(), $1, 'url-shortener', n, 'none', 'COMPLETED', now(), now() from generate_series(1, $2::int) as n returning id, user_id
       )
       insert into runner.assets (id, user_id, submission_id, name, content_type, bytes, content)
       select gen_random_uuid(), user_id, id, 'a.txt', 'text/plain', 1, 'a' from made`,
      [userId, count],
    )
    await tx.query(
      `insert into content.videos (id, user_id, job_id, topic, subject, difficulty, title)
       select gen_random_uuid(), $1, gen_random_uuid(), 'Heaps', 'algorithms', 'easy', 'Heaps' from generate_series(1, $2::int)`,
      [userId, count],
    )
    await tx.query(
      `insert into content.videos (id, user_id, job_id, topic, subject, difficulty, title, status)
       values ($1, gen_random_uuid(), gen_random_uuid(), 'Heaps', 'algorithms', 'easy', 'Heaps', 'ready') on conflict do nothing`,
      [video],
    )
    await tx.query(
      `insert into content.comments (id, user_id, video_id, body, status)
       select gen_random_uuid(), $1, $3, 'Good', 'visible' from generate_series(1, $2::int)`,
      [userId, count, video],
    )
    await tx.query(
      `insert into identity.devices (id, user_id, expires_at) select gen_random_uuid(), $1, now() + interval '1 day' from generate_series(1, $2::int)`,
      [userId, count],
    )
  })
}

async function openPlace() {
  await using owned = new AsyncDisposableStack()
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
  // What was opened is closed when something here fails, and is the caller’s from here on.
  const whole = owned.move()
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
    [Symbol.asyncDispose]: () => whole.disposeAsync(),
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
      const once = async (): Promise<number> => {
        count.take()
        shows(await place.read(route.replace(':id', place.userId).replace(':session', session).replace(':video', video)), rows)
        return count.take()
      }
      // What goes on behind it in the learner's name, such as a reminder, only ever adds to what a reading costs: the least of some is what counts.
      const before = found.get(route) ?? []
      let least = Math.min(await once(), await once(), await once())
      for (let again = 0; again < 20 && least > (before[0] ?? least); again += 1) least = Math.min(least, await once())
      found.set(route, [...before, least])
    }
  }
  for (const [route, counts] of found) {
    assert.ok((counts[0] ?? 0) > 0, `${route} was not seen to read anything`)
    assert.equal(new Set(counts).size, 1, `${route}: ${counts.join(', ')} statements for 1, 10 and 100 rows`)
  }
})

test('every route that reads is in the list of those that are counted, or is said to need none', async () => {
  await using place = await openPlace()
  const counted = Object.keys(lists).map((route) =>
    (route.split('?')[0] ?? '').replace(':session', '{id}').replace(':id', '{id}').replace('/two-sum/', '/{id}/'),
  )
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
