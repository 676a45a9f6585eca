/** What is left of a learner who is gone: nothing but ids that say so, whichever service was away when they left. */

import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { generateMeshKeys } from '@quint/auth/service.ts'
import { openEmbeddedBus } from '@quint/bus/embedded.ts'
import { settings as contentSettings } from '@quint/content/config.ts'
import { start as startContent } from '@quint/content/service.ts'
import { type Database, openDatabase } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { settings as gatewaySettings } from '@quint/gateway/config.ts'
import { start as startGateway } from '@quint/gateway/service.ts'
import { openSocket } from '@quint/gateway/socket/testing.ts'
import { settings as hintsSettings } from '@quint/hints/config.ts'
import { start as startHints } from '@quint/hints/service.ts'
import { settings as runnerSettings } from '@quint/infra-runner/config.ts'
import { start as startRunner } from '@quint/infra-runner/service.ts'
import { settings as plansSettings } from '@quint/plans/config.ts'
import { start as startPlans } from '@quint/plans/service.ts'
import { readSettings } from '@quint/runtime/config.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { freePort } from '@quint/runtime/port.ts'
import { settings as sessionsSettings } from '@quint/sessions/config.ts'
import { start as startSessions } from '@quint/sessions/service.ts'

/** Words of the learner, none of which could stand in a UUID by chance. */
const marks = ['periwinkle', 'zoe@example.org', 'Zoe Zephyr']
const password = 'correct horse battery'

/** Where an id may stand when all else is gone: who was erased, and facts that hold ids alone and end with their topic. */
const mayName = [
  'bus.records',
  'identity.erasure_steps',
  'identity.erasures',
  'hints.erased_learners',
  'sessions.erased_learners',
  'runner.erased_learners',
  'plans.erased_learners',
  'content.erased_learners',
]

type Name = 'gateway' | 'sessions' | 'hints' | 'runner' | 'plans' | 'content'

/** The mesh with services that are stopped and started by themselves. */
async function openMesh() {
  const owned = new AsyncDisposableStack()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-erasure-'))
  owned.defer(() => rm(folder, { recursive: true, force: true }))
  const db = owned.use(await testDatabase('identity', []))
  const [busUrls, sessionsUrls, hintsUrls] = [await db.schema('bus', []), await db.schema('sessions', []), await db.schema('hints', [])]
  const [runnerUrls, plansUrls] = [await db.schema('runner', []), await db.schema('plans', [])]
  const contentUrls = await db.schema('content', [])
  const bus = owned.use(await openEmbeddedBus(busUrls.ownerUrl))
  const ports = { gateway: await freePort(), sessions: await freePort(), hints: await freePort(), runner: await freePort(), plans: await freePort() }
  const contentPort = await freePort()
  const url = `http://127.0.0.1:${ports.gateway}`
  const keys = await generateMeshKeys(['gateway', 'sessions', 'hints', 'runner', 'plans', 'content'])
  const common = {
    BUS_URL: busUrls.ownerUrl,
    MESH_TRUSTED_KEYS: JSON.stringify(keys.trusted),
    GATEWAY_JWKS_URL: `${url}/.well-known/jwks.json`,
    GATEWAY_ISSUER: url,
    GATEWAY_PORT: String(ports.gateway),
    GATEWAY_PUBLIC_URL: url,
    GATEWAY_DATABASE_URL: db.urls.url,
    GATEWAY_DATABASE_OWNER_URL: db.urls.ownerUrl,
    GATEWAY_SIGNING_KEYS_FILE: path.join(folder, 'keys.json'),
    GATEWAY_SERVICE_KEY: JSON.stringify(keys.privateKeys.gateway),
    SESSIONS_ADDRESS: `127.0.0.1:${ports.sessions}`,
    SESSIONS_LISTEN_ADDRESS: `127.0.0.1:${ports.sessions}`,
    SESSIONS_DATABASE_URL: sessionsUrls.url,
    SESSIONS_DATABASE_OWNER_URL: sessionsUrls.ownerUrl,
    SESSIONS_SERVICE_KEY: JSON.stringify(keys.privateKeys.sessions),
    HINTS_ADDRESS: `127.0.0.1:${ports.hints}`,
    HINTS_LISTEN_ADDRESS: `127.0.0.1:${ports.hints}`,
    HINTS_DATABASE_URL: hintsUrls.url,
    HINTS_DATABASE_OWNER_URL: hintsUrls.ownerUrl,
    RUNNER_ADDRESS: `127.0.0.1:${ports.runner}`,
    RUNNER_LISTEN_ADDRESS: `127.0.0.1:${ports.runner}`,
    RUNNER_DATABASE_URL: runnerUrls.url,
    RUNNER_DATABASE_OWNER_URL: runnerUrls.ownerUrl,
    PLANS_ADDRESS: `127.0.0.1:${ports.plans}`,
    PLANS_SERVICE_KEY: JSON.stringify(keys.privateKeys.plans),
    PLANS_LISTEN_ADDRESS: `127.0.0.1:${ports.plans}`,
    PLANS_DATABASE_URL: plansUrls.url,
    PLANS_DATABASE_OWNER_URL: plansUrls.ownerUrl,
    RUNNER_CACHE_DIR: path.join(folder, 'runner'),
    CONTENT_ADDRESS: `127.0.0.1:${contentPort}`,
    CONTENT_LISTEN_ADDRESS: `127.0.0.1:${contentPort}`,
    CONTENT_DATABASE_URL: contentUrls.url,
    CONTENT_DATABASE_OWNER_URL: contentUrls.ownerUrl,
    CONTENT_STORAGE_URL: path.join(folder, 'videos'),
    CONTENT_WORK_DIR: path.join(folder, 'rendering'),
  }
  const deps = { bus, log: silentLog }
  const begin: Readonly<Record<Name, () => Promise<AsyncDisposable>>> = {
    gateway: () => startGateway(readSettings(gatewaySettings, common), deps),
    sessions: () => startSessions(readSettings(sessionsSettings, common), deps),
    hints: () => startHints(readSettings(hintsSettings, common), deps),
    runner: () => startRunner(readSettings(runnerSettings, common), deps),
    plans: () => startPlans(readSettings(plansSettings, common), deps),
    content: () => startContent(readSettings(contentSettings, common), deps),
  }
  const running = new Map<Name, AsyncDisposable>()
  const start = async (name: Name) => void running.set(name, await begin[name]())
  const stop = async (name: Name) => {
    await running.get(name)?.[Symbol.asyncDispose]()
    running.delete(name)
  }
  owned.defer(async () => {
    for (const name of ['gateway', 'sessions', 'hints', 'runner', 'plans', 'content'] as const) await stop(name)
  })
  for (const name of ['hints', 'sessions', 'runner', 'plans', 'content', 'gateway'] as const) await start(name)
  const admin = owned.use(openDatabase({ url: db.adminUrl, maxConnections: 1 }))
  return { url, admin, start, stop, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

function client(url: string, state: { token: string }) {
  return async <Shape>(method: string, route: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Shape> => {
    const response = await fetch(`${url}${route}`, {
      method,
      headers: { 'content-type': 'application/json', ...(state.token === '' ? {} : { authorization: `Bearer ${state.token}` }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    assert.ok(response.ok, `${method} ${route}: ${response.status} ${text}`)
    return (text.startsWith('{') ? JSON.parse(text) : {}) as Shape
  }
}

/** As the page of an interview does while its learner types. */
async function writeCode(url: string, { token, interviewId }: { readonly token: string; readonly interviewId: string }): Promise<void> {
  await using socket = await openSocket(url, { token })
  socket.send({ type: 'resume', interview_id: interviewId, last_seq: 0 })
  await socket.next('ai_response')
  socket.send({ type: 'cursor', code: 'periwinkle = 1', language: 'python' })
  socket.send({ type: 'end_session', content: {} })
  await socket.next('session_summary')
}

/** Everything that leaves something behind. */
async function live({
  url,
  admin,
}: {
  readonly url: string
  readonly admin: Database
}): Promise<{ readonly userId: string; readonly leave: () => Promise<unknown> }> {
  const state = { token: '' }
  const send = client(url, state)
  const account = { email: 'zoe@example.org', password, displayName: 'Zoe Zephyr' }
  const { accessToken, user } = await send<{ accessToken: string; user: { id: string } }>('POST', '/api/auth/register', account)
  state.token = accessToken
  await send('PATCH', `/api/users/${user.id}`, { subjects: ['periwinkle'], preferences: { publicProfile: true } })
  const statement = 'A periwinkle interview: the positions of two that add up.'
  // One in which something is owed, and one that was led to its end.
  await send('POST', '/api/interviews', { statement })
  const { interview } = await send<{ interview: { id: string } }>('POST', '/api/interviews', { statement })
  await writeCode(url, { token: state.token, interviewId: interview.id })
  const algorithm = { title: 'A periwinkle problem', statement: 'periwinkle: the positions of two that add up.\n\nInput: nums = [2,7], target = 9' }
  const { session } = await send<{ session: { id: string } }>('POST', '/api/session/start', { algorithm }, { 'Idempotency-Key': 'one' })
  for (let promptIndex = 0; promptIndex < 12; promptIndex += 1) {
    const responseText = `My periwinkle thought ${promptIndex}: I compare pairs, such as [3, ${promptIndex}] with 8.`
    await send('POST', '/api/session/respond', { sessionId: session.id, promptIndex, responseText, timeSpentSeconds: 20 })
  }
  await send('GET', `/api/session/analyze?sessionId=${session.id}&tier=1`)
  await send('POST', '/api/session/complete', { sessionId: session.id, userFinalResponse: 'With [9, 9] my periwinkle thought fails. Why?' })
  const submission = {
    submissionId: '1',
    slug: 'two-sum',
    title: 'periwinkle',
    language: 'python',
    acceptedAt: '2026-01-01T00:00:00Z',
    code: 'periwinkle',
  }
  await send('POST', '/api/imports/submissions', { site: 'leetcode', submissions: [submission] })
  await send('GET', '/api/user/dashboard')
  const wishes = { level: 'beginner', roleTarget: ['SWE'], timelineWeeks: 1, hoursPerWeek: 2, topicConfidence: {}, weaknesses: [], timeZone: 'UTC' }
  await send('PUT', '/api/intake', { ...wishes, constraints: 'periwinkle' })
  await send('POST', '/api/plans/generate', {})
  await admin.asService((tx) => tx.query('update identity.users set email_verified_at = now() where user_id = $1', [user.id]))
  state.token = (await send<{ accessToken: string }>('POST', '/api/auth/login', { email: account.email, password })).accessToken
  await send('PUT', `/api/session/${session.id}/share`, { shared: true, displayAs: 'periwinkle' })
  await send('PUT', '/api/leaderboard/membership', { joined: true, displayAs: 'periwinkle' })
  return { userId: user.id, leave: () => send('DELETE', `/api/users/${user.id}`, { password }) }
}

/** Each table that holds the text anywhere, over all schemas. */
async function tablesWith(admin: Database, text: string): Promise<string[]> {
  return admin.asService(async (tx) => {
    const tables = await tx.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'm') and not c.relispartition and n.nspname !~ '^(pg_|information_schema$|extensions$)' order by 1`,
    )
    assert.ok(tables.length > 20)
    const found: string[] = []
    for (const { name } of tables) {
      const [row] = await tx.query<{ held: boolean }>(
        `select exists (select from ${name} t where position(lower($1) in lower(t::text)) > 0) as held`,
        [text],
      )
      if (row?.held === true) found.push(name)
    }
    return found
  })
}

/** Tables that name a learner, each with its parts by month; what `content.views` held is carried over, and nobody fills it. */
async function learnersTables(admin: Database): Promise<string[]> {
  const rows = await admin.asService((tx) =>
    tx.query<{ name: string }>(
      `select format('%I.%I', c.table_schema, c.table_name) as name from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name) where c.column_name = 'user_id' and t.table_type = 'BASE TABLE'
       and not (select p.relispartition from pg_class p where p.oid = format('%I.%I', c.table_schema, c.table_name)::regclass)
       and (c.table_schema, c.table_name) <> ('content', 'views') order by 1`,
    ),
  )
  return rows.map(({ name }) => name)
}

/** What takes a provider, a telephone or a second device to come about, as the services would write it. */
async function leaveRowsBehind(admin: Database, userId: string): Promise<void> {
  const later = `now() + interval '1 hour'`
  await admin.asService(async (tx) => {
    for (const statement of [
      `insert into identity.totp_factors (user_id, sealed) values ($1, 'x')`,
      `insert into identity.recovery_codes (user_id, hash) values ($1, 'x')`,
      `insert into identity.mfa_tickets (hash, user_id, device, tries_left, expires_at) values ('x', $1, 'periwinkle', 5, ${later})`,
      `insert into identity.device_grants (id, device_hash, code_hash, device, expires_at, interval_seconds, state, user_id)
       values (gen_random_uuid(), 'x', 'x', 'periwinkle', ${later}, 5, 'approved', $1)`,
      `insert into identity.mail_queue (id, user_id, sealed) values (gen_random_uuid(), $1, 'x')`,
      `insert into identity.oauth_accounts (id, user_id, provider, subject) values (gen_random_uuid(), $1, 'google', 'periwinkle')`,
      `insert into runner.runs (id, user_id, language, sandbox, outcome) values (gen_random_uuid(), $1, 'python', 'wasi', 'ok')`,
      `with job as (
         insert into runner.jobs (id, user_id, kind, input, state) values (gen_random_uuid(), $1, 'lab', '{}', 'done') returning id, user_id
       ), step as (
         insert into runner.job_steps (job_id, user_id, name, position, state) select id, user_id, 'run', 0, 'done' from job
       ), run as (
         insert into runner.lab_runs (id, user_id, job_id, workload, language, style, source, nodes, seconds, rate, seed)
         select gen_random_uuid(), user_id, id, 'echo', 'python', 'sdk', 'periwinkle', 1, 1, 1, 1 from job returning id, user_id
       ), piece as (
         insert into runner.lab_pieces (run_id, place, user_id, lines) select id, 1, user_id, 'periwinkle' from run
       ), member as (
         insert into runner.lab_members (user_id, pseudonym) select user_id, 'periwinkle' from run
       )
       insert into runner.lab_bests (user_id, workload, run_id, value, operations) select user_id, 'echo', id, 1, 1 from run`,
      `with event as (
         insert into plans.planner_events (id, user_id, title, type, starts_at, ends_at, time_zone)
         values (gen_random_uuid(), $1, 'periwinkle', 'exam', now(), now(), 'UTC') returning id, user_id
       ), told as (
         insert into plans.reminders (id, user_id, event_id, title, starts_at, minutes_before, due_at)
         select gen_random_uuid(), user_id, id, 'periwinkle', now(), 5, now() from event
       ), feed as (
         insert into plans.feeds (user_id, secret) select user_id, 'periwinkle' from event
       ), push as (
         insert into plans.push_subscriptions (id, user_id, endpoint, p256dh, auth) select gen_random_uuid(), user_id, 'periwinkle', '', '' from event
       ), own as (
         insert into plans.own_problems (id, user_id, title, link, topic, difficulty, minutes)
         select gen_random_uuid(), user_id, 'periwinkle', '', 'arrays', 'easy', 20 from event
       ), vote as (
         insert into plans.upvotes (user_id, problem_id) select user_id, 'two-sum' from event
       ), note as (
         insert into plans.problem_notes (user_id, problem_id, notes) select user_id, 'two-sum', 'periwinkle' from event
       ), comment as (
         insert into plans.comments (id, user_id, problem_id, body, status)
         select gen_random_uuid(), user_id, 'two-sum', 'periwinkle', 'visible' from event returning id, user_id
       ), report as (
         insert into plans.comment_reports (user_id, comment_id) select user_id, id from comment
       ), card as (
         insert into plans.review_cards (id, user_id, problem_id, title, link, topic, difficulty, due, stability, hardness, reps, lapses, state)
         select gen_random_uuid(), user_id, 'three-sum', 'periwinkle', '', 'arrays', 'easy', now(), 1, 5, 1, 0, 2 from event returning id, user_id
       )
       insert into plans.review_grades (id, card_id, user_id, grade, day, elapsed_days) select gen_random_uuid(), id, user_id, 'good', now(), 1 from card`,
      `with job as (
         insert into content.jobs (id, user_id, kind, input, state) values (gen_random_uuid(), $1, 'video', '{}', 'done') returning id, user_id
       ), step as (
         insert into content.job_steps (job_id, user_id, name, position, state) select id, user_id, 'script', 0, 'done' from job
       ), video as (
         insert into content.videos (id, user_id, job_id, topic, subject, difficulty, title)
         select gen_random_uuid(), user_id, id, 'periwinkle', 'algorithms', 'easy', 'periwinkle' from job returning id, user_id
       ), rated as (
         insert into content.ratings (user_id, video_id, stars) select user_id, id, 5 from video
       ), comment as (
         insert into content.comments (id, user_id, video_id, body, status) select gen_random_uuid(), user_id, id, 'periwinkle', 'visible' from video
         returning id, user_id
       ), report as (
         insert into content.comment_reports (user_id, comment_id) select user_id, id from comment
       ), seen as (
         insert into content.viewings (user_id, video_id, hour) select user_id, id, now() from video
       ), place as (
         insert into content.places (user_id, video_id, position_ms) select user_id, id, 5 from video
       ), note as (
         insert into content.notes (id, user_id, video_id, at_ms, body) select gen_random_uuid(), user_id, id, 5, 'periwinkle' from video
       )
       insert into content.quiz_answers (user_id, video_id, chosen, right_count) select user_id, id, '{0}', 1 from video`,
      `with submission as (
         insert into runner.submissions (id, user_id, problem_id, attempt, namespace, design_text, expires_at, ended_at)
         values (gen_random_uuid(), $1, 'url-shortener', 1, 'none', 'periwinkle', now(), now()) returning id, user_id
       ), told as (
         insert into runner.trial_events (submission_id, user_id, seq, event) select id, user_id, 1, '{"title":"periwinkle"}' from submission
       )
       , in_cloud as (
         insert into runner.clouds (id, submission_id, user_id, cloud, namespace, problem_id, state, reason, label, usd_month, ended_at)
         select gen_random_uuid(), id, user_id, 'aws', 'q1', 'url-shortener', 'refused', 'periwinkle', 'x', 1, now() from submission
       )
       insert into runner.assets (id, user_id, submission_id, name, content_type, bytes, content)
       select gen_random_uuid(), user_id, id, 'periwinkle.txt', 'text/plain', 10, 'periwinkle' from submission`,
      `insert into sessions.removed_shares (session_id, user_id, reason) select id, $1, 'periwinkle' from sessions.sessions where user_id = $1`,
      `insert into sessions.board_places (span, metric, user_id, mark, pseudonym, value, place)
       values ('week', 'streak', $1, gen_random_uuid(), 'periwinkle', 1, 1)`,
      `with stranger as (
         insert into sessions.sessions (id, user_id, algorithm_title) values (gen_random_uuid(), gen_random_uuid(), 'Two Sum') returning id, user_id
       ), shared as (
         insert into sessions.shared_sessions (id, session_id, user_id, pseudonym, title, site, slug, difficulty, content, status)
         select gen_random_uuid(), id, user_id, '', 'Two Sum', 'other', '', '', '{}', 'visible' from stranger returning id
       )
       insert into sessions.share_reports (share_id, user_id, reason, detail) select id, $1, 'other', 'periwinkle' from shared`,
      `with made as (
         insert into hints.turns (id, session_id, user_id, turn, prompt_index, known_length, status, element_focus, hint_text, source, model, prompt_version)
         values (gen_random_uuid(), gen_random_uuid(), $1, 1, 0, 0, 'done', 'earth', 'periwinkle', 'offline', '', 'v1') returning id, user_id
       )
       insert into hints.turn_events (turn_id, n, user_id, event) select id, 0, user_id, '{"text":"periwinkle"}' from made`,
    ])
      await tx.query(statement, [userId])
  })
}

interface Ledger {
  readonly done: boolean
  readonly waiting: readonly string[]
}

async function ledgerOf(admin: Database, userId: string): Promise<Ledger> {
  return admin.asService(async (tx) => {
    const rows = await tx.query<{ service: string; waits: boolean; done: boolean }>(
      `select s.service, s.done_at is null as waits, e.done_at is not null as done
       from identity.erasures e join identity.erasure_steps s using (user_id) where user_id = $1 order by 1`,
      [userId],
    )
    return { done: rows[0]?.done === true, waiting: rows.filter(({ waits }) => waits).map(({ service }) => service) }
  })
}

function until(admin: Database, userId: string, holds: (ledger: Ledger) => boolean): Promise<Ledger> {
  return eventually(async () => {
    const ledger = await ledgerOf(admin, userId)
    return holds(ledger) ? ledger : undefined
  })
}

test('nothing of a learner is left in any table once every service is done', async () => {
  await using mesh = await openMesh()
  const { userId, leave } = await live(mesh)
  await leaveRowsBehind(mesh.admin, userId)
  const held = await tablesWith(mesh.admin, userId)
  assert.deepEqual(
    (await learnersTables(mesh.admin)).filter((table) => !held.includes(table) && !mayName.includes(table)),
    [],
    'these tables are of learners, and the one of this test has left nothing there: let them',
  )
  await leave()
  await until(mesh.admin, userId, ({ done }) => done)
  const left = (await tablesWith(mesh.admin, userId)).filter((table) => !mayName.includes(table))
  assert.deepEqual(left, [])
  for (const mark of marks) assert.deepEqual(await tablesWith(mesh.admin, mark), [], mark)
})

test('a service that is away when a learner leaves erases when it comes back, and the ledger waits for it', async () => {
  for (const away of ['sessions', 'hints'] as const) {
    await using mesh = await openMesh()
    const { userId, leave } = await live(mesh)
    await mesh.stop(away)
    await leave()
    const { done } = await until(mesh.admin, userId, ({ waiting }) => waiting.length === 1)
    assert.deepEqual([done, (await ledgerOf(mesh.admin, userId)).waiting], [false, [away]])
    assert.ok((await tablesWith(mesh.admin, userId)).some((table) => table.startsWith(`${away}.`)))
    await mesh.start(away)
    await until(mesh.admin, userId, (ledger) => ledger.done)
    assert.deepEqual(
      (await tablesWith(mesh.admin, userId)).filter((table) => !mayName.includes(table)),
      [],
      away,
    )
  }
})

test('a gateway that ends right after a learner left goes on with it at its next start', async () => {
  await using mesh = await openMesh()
  const { userId, leave } = await live(mesh)
  await leave()
  await mesh.stop('gateway')
  await mesh.start('gateway')
  await until(mesh.admin, userId, ({ done }) => done)
  for (const mark of marks) assert.deepEqual(await tablesWith(mesh.admin, mark), [], mark)
})
