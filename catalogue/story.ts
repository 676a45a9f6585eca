/** The story of a learner who does everything that publishes an event, lived in a mesh through its API. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Bus, BusRecord } from '@quint/bus/bus.ts'
import { openBus } from '@quint/bus/open.ts'
import { openDatabase } from '@quint/db/database.ts'
import { openSocket } from '@quint/gateway/socket/testing.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { type Quint, start } from '../quint.ts'
import { register } from './events.ts'

interface Planned {
  readonly plan: {
    readonly id: string
    readonly weeks: readonly { readonly days: readonly { readonly problems: readonly { readonly itemId: string }[] }[] }[]
  }
}

type Body = Readonly<Record<string, unknown>>
type Json = <Shape>(method: string, route: string, body?: Body) => Promise<Shape>

/** Words of the learner and of the problem, none of which could stand in a UUID by chance: no event may hold them. */
export const wordsOfTheStory = /zoe|example\.org|periwinkle|Two Sum/i

/**
 * @param busUrl of a log that nobody else writes to; without it, the mesh's own.
 * @returns what was published, in the order of each key, up to an event of every registered type.
 */
export async function recordsOfStory(busUrl?: string): Promise<readonly BusRecord[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-story-'))
  try {
    const environment = { GATEWAY_ADMIN_EMAILS: moderator.email, ...(busUrl === undefined ? {} : { BUS_URL: busUrl }) }
    await using quint = await start({ folder, port: 0, signal: new AbortController().signal, web: 'none', environment, log: silentLog })
    await using bus = await openBus(busUrl ?? `${quint.adminUrl}?options=-csearch_path%3Dbus`)
    await using reader = collect(bus)
    await liveThrough(quint)
    return await reader.all
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const password = 'correct horse battery'
const moderator = { email: 'moderator@example.org', password, displayName: 'Zoe' }

async function liveThrough({ url, adminUrl }: Quint): Promise<void> {
  let token = ''
  const send = async (method: string, route: string, body?: Body): Promise<string> => {
    const response = await fetch(`${url}${route}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    assert.ok(response.ok, `${method} ${route}: ${response.status} ${text}`)
    return text
  }
  const json = async <Shape>(method: string, route: string, body?: Body): Promise<Shape> =>
    JSON.parse((await send(method, route, body)) || 'null') as Shape
  const account = { email: 'zoe@example.org', password, displayName: 'Zoe' }
  const { accessToken, user } = await json<{ accessToken: string; user: { id: string } }>('POST', '/api/auth/register', account)
  token = accessToken
  const algorithm = { title: 'Two Sum', url: 'https://leetcode.com/problems/two-sum/', statement: 'Return the positions of the two that add up.' }
  const begin = () => json<{ session: { id: string } }>('POST', '/api/session/start', { algorithm })
  const { session } = await begin()
  for (let promptIndex = 0; promptIndex < 12; promptIndex += 1) {
    const responseText = `My periwinkle thought ${promptIndex}: I compare pairs, such as [3, ${promptIndex}] with 8.`
    await send('POST', '/api/session/respond', { sessionId: session.id, promptIndex, responseText, timeSpentSeconds: 20 })
  }
  await send('GET', `/api/session/analyze?sessionId=${session.id}&tier=1`)
  const userFinalResponse = 'I had assumed that order matters. With [9, 9] my periwinkle thought fails. What do I forget?'
  await send('POST', '/api/session/complete', { sessionId: session.id, userFinalResponse })
  token = await confirmed(json, await send('GET', '/dev/mailbox'), account.email)
  await send('PUT', `/api/session/${session.id}/share`, { shared: true })
  await send('PUT', `/api/session/${session.id}/share`, { shared: false })
  const submission = {
    submissionId: '4711',
    slug: 'three-sum',
    title: 'Two Sum',
    language: 'go',
    acceptedAt: '2026-03-14T09:26:53Z',
    code: 'periwinkle',
  }
  await send('POST', '/api/imports/submissions', { site: 'leetcode', submissions: [submission] })
  const wishes = { level: 'beginner', roleTarget: ['SWE'], timelineWeeks: 1, hoursPerWeek: 4, topicConfidence: {}, weaknesses: [], timeZone: 'UTC' }
  await send('PUT', '/api/intake', { ...wishes, constraints: 'periwinkle' })
  const { plan } = await json<Planned>('POST', '/api/plans/generate', {})
  const item = plan.weeks[0]?.days[0]?.problems[0]?.itemId ?? ''
  await send('PATCH', `/api/plans/${plan.id}/items/${item}`, { status: 'done' })
  await review(adminUrl, json)
  // What was due before the event is kept is not told: so many seconds, however busy the machine is.
  const soon = new Date(Date.now() + 60_000 + 8_000).toISOString()
  const reminded = { title: 'periwinkle', type: 'exam', startDate: soon, endDate: soon, remindMinutesBefore: [1] }
  await send('POST', '/api/planner/events', reminded)
  await interview(url, token)
  const videoId = await watch(url, { token, json })
  const own = token
  token = ''
  await json('POST', '/api/auth/register', moderator)
  token = await confirmed(json, await send('GET', '/dev/mailbox'), moderator.email)
  await moderate(adminUrl, { json, videoId })
  token = own
  await trial(url, { token, json })
  await handIn(json)
  const other = await begin()
  await send('POST', '/api/session/abandon', { sessionId: other.session.id })
  // At a pace that a learner is allowed.
  const isReminded = async () => (await json<{ items: readonly unknown[] }>('GET', '/api/planner/reminders?limit=1')).items.length > 0
  await eventually(() => sleep(300).then(isReminded))
  await send('DELETE', `/api/users/${user.id}`, { password })
}

/** @returns a token of one whose address is confirmed, by the newest mail to it. */
async function confirmed(json: Json, mailbox: string, email: string): Promise<string> {
  const mail = mailbox.split('<article>').find((part) => part.includes(email)) ?? ''
  await json('POST', '/api/auth/verify-email', { token: /verify\?token=([\w-]+)/.exec(mail)?.[1] })
  return (await json<{ accessToken: string }>('POST', '/api/auth/login', { email, password })).accessToken
}

/** The rules had held the video, as they had not. */
async function moderate(adminUrl: string, { json, videoId }: { readonly json: Json; readonly videoId: string }): Promise<void> {
  await using admin = openDatabase({ url: adminUrl, maxConnections: 1 })
  await admin.asService((tx) => tx.query("update content.videos set moderation = 'review' where id = $1", [videoId]))
  await json('POST', `/api/admin/watch/video/${videoId}`, { decision: 'approve', reason: 'periwinkle' })
}

/** What was solved comes back on another day: that day has come. */
async function review(adminUrl: string, json: Json): Promise<void> {
  await using admin = openDatabase({ url: adminUrl, maxConnections: 1 })
  await admin.asService((tx) => tx.query('update plans.review_cards set due = current_date - 1, last_day = current_date - 5'))
  const { items } = await json<{ items: readonly { id: string }[] }>('GET', '/api/reviews/due')
  await json('POST', `/api/reviews/${items[0]?.id}/grade`, { grade: 'good' })
}

/** A program of a lesson, as it is given, until its run has ended. */
async function trial(url: string, { token, json }: { readonly token: string; readonly json: Json }): Promise<void> {
  const { workload } = await json<{ workload: { starters: { javascript: string } } }>('GET', '/api/lab/workloads/echo')
  const program = { language: 'javascript', files: { 'periwinkle.js': workload.starters.javascript } }
  const { run } = await json<{ run: { id: string } }>('POST', '/api/lab/runs', { workload: 'echo', nodeCount: 1, timeLimitSeconds: 1, program })
  const events = await fetch(`${url}/api/lab/runs/${run.id}/events`, { headers: { authorization: `Bearer ${token}` } })
  assert.match(await events.text(), /"status":"done"/)
}

/** A design that is begun and stopped at once. */
async function handIn(json: Json): Promise<void> {
  const { submission } = await json<{ submission: { id: string } }>('POST', '/api/submissions', {
    problemId: 'url-shortener',
    designText: 'Periwinkle.',
  })
  const { id } = submission
  await eventually(async () => {
    const found = await json<{ submission: { endedAt: string | null } }>('GET', `/api/submissions/${id}`)
    return found.submission.endedAt !== null
  })
}

/** A video that is written down, and its questions. @returns its id. */
async function watch(url: string, { token, json }: { readonly token: string; readonly json: Json }): Promise<string> {
  const { video } = await json<{ video: { id: string } }>('POST', '/api/videos', { topic: 'Two pointers' })
  const changes = await fetch(`${url}/api/videos/${video.id}/events`, { headers: { authorization: `Bearer ${token}` } })
  let told = ''
  for await (const chunk of changes.body ?? []) {
    told += Buffer.from(chunk).toString('latin1')
    if (told.includes('"status":"ready"')) break
  }
  const made = await json<{ video: { quiz: readonly unknown[] } }>('GET', `/api/videos/${video.id}`)
  await json('POST', `/api/videos/${video.id}/quiz`, { chosen: made.video.quiz.map(() => 0) })
  return video.id
}

/** As short as one can be: a problem, and the wish to end it. */
async function interview(url: string, token: string): Promise<void> {
  await using socket = await openSocket(url, { token })
  socket.send({ type: 'problem_description', content: 'Two Sum: the positions of my two periwinkle numbers that add up.' })
  await socket.next('ai_response')
  socket.send({ type: 'end_session', content: {} })
  await socket.next('session_summary')
}

/** Reads along until an event of every registered type has come. */
function collect(bus: Bus) {
  const records: BusRecord[] = []
  const missing = new Set(register.events.map(({ type }) => type))
  const late = AbortSignal.timeout(150_000)
  const { promise: all, resolve, reject } = Promise.withResolvers<readonly BusRecord[]>()
  late.addEventListener('abort', () => reject(new Error(`never published: ${[...missing].join(', ')}`)), { once: true })
  all.catch(() => undefined)
  const reading = bus.subscribe({
    group: 'story',
    topics: register.topics.map(({ name }) => name),
    async each({ partition: _partition, offset: _offset, ...record }) {
      records.push(record)
      missing.delete(record.headers.ce_type ?? '')
      if (missing.size === 0) resolve(records)
    },
  })
  return { all, [Symbol.asyncDispose]: () => reading[Symbol.asyncDispose]() }
}
