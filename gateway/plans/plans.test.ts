/** Plans over HTTP: what is asked of the service, what comes back, who is refused; reminders by mail and to open pages. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toRecord } from '@quint/bus/event.ts'
import { openDatabase } from '@quint/db/database.ts'
import { Intake } from '@quint/proto/gen/quint/plans/v1/intake.ts'
import { Plan } from '@quint/proto/gen/quint/plans/v1/plan.ts'
import { Event } from '@quint/proto/gen/quint/plans/v1/planner.ts'
import { GeneratePlanResponse, type PlansServiceImplementation } from '@quint/proto/gen/quint/plans/v1/plans.ts'
import { Comment, Problem } from '@quint/proto/gen/quint/plans/v1/problem.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { openSocket } from '../socket/testing.ts'
import { testGateway } from '../testing.ts'

const id = '0198c7d4-6b18-7e52-a0f3-9d2c5e8b1a47'
const plan = Plan.fromPartial({
  id,
  status: 'current',
  source: 'solver',
  revision: 1,
  weeks: [{ number: 1, days: [{ date: '2026-03-02', topic: 'arrays' }] }],
})
const wishes = { level: 'beginner', roleTarget: ['SWE'], timelineWeeks: 2, hoursPerWeek: 5, topicConfidence: {}, weaknesses: [], timeZone: 'UTC' }

const generating: Partial<PlansServiceImplementation> = {
  async *generatePlan() {
    yield GeneratePlanResponse.fromPartial({ event: { $case: 'progress', value: { stage: 'solving', percent: 60 } } })
    yield { event: { $case: 'plan', value: plan } }
  },
}

test('a profile is passed on with its defaults, and comes back with nulls for what is empty', async () => {
  const asked: Intake[] = []
  const putIntake: PlansServiceImplementation['putIntake'] = async ({ intake }) => {
    asked.push(Intake.fromPartial(intake ?? {}))
    return { intake: Intake.fromPartial(intake ?? {}) }
  }
  await using gateway = await testGateway({ plans: { putIntake } })
  const { accessToken: token } = await gateway.register()
  const response = await gateway.send('PUT', '/api/intake', { token, body: wishes })
  const { intake } = (await response.json()) as { intake: Record<string, unknown> }
  assert.deepEqual([response.status, intake.constraints, intake.daysAvailable], [200, null, [1, 2, 3, 4, 5, 6, 7]])
  assert.equal(asked[0]?.hoursPerWeek, 5)
  for (const wrong of [{ hoursPerWeek: 0 }, { hoursPerWeek: 200 }, { timelineWeeks: 0 }, { timelineWeeks: 104 }, { daysAvailable: [] }, { extra: 1 }])
    assert.equal((await gateway.send('PUT', '/api/intake', { token, body: { ...wishes, ...wrong } })).status, 400, JSON.stringify(wrong))
  assert.equal((await gateway.send('PUT', '/api/intake', { body: wishes })).status, 401)
  assert.equal(asked.length, 1)
})

test('the plan that waits for a decision has an address of its own, with null when none does', async () => {
  const waiting = { now: true }
  await using gateway = await testGateway({
    plans: {
      async getProposal() {
        if (!waiting.now) throw new Failure('not_found', 'There is none.')
        return { plan: Plan.fromPartial({ ...plan, status: 'proposed' }), differences: [] }
      },
    },
  })
  const { accessToken: token } = await gateway.register()
  const read = async () => (await (await gateway.send('GET', '/api/plans/proposal', { token })).json()) as { plan: { status: string } | null }
  assert.equal((await read()).plan?.status, 'proposed')
  waiting.now = false
  assert.equal((await read()).plan, null)
})

test('a plan is made with 201, or told as it goes', async () => {
  await using gateway = await testGateway({ plans: generating })
  const { accessToken: token } = await gateway.register()
  const response = await gateway.send('POST', '/api/plans/generate', { token, body: {} })
  const made = (await response.json()) as { plan: { id: string; _links: Record<string, unknown> } }
  assert.deepEqual([response.status, made.plan.id, 'regenerate' in made.plan._links], [201, id, true])
  const stream = await (await gateway.send('POST', '/api/plans/generate/stream', { token, body: {} })).text()
  assert.match(stream, /event: progress\ndata: \{"stage":"solving","percent":60\}\n\nevent: plan\ndata: \{"plan":/)
})

test('a learner without a profile is told so before a stream opens', async () => {
  const generatePlan: PlansServiceImplementation['generatePlan'] = () => ({
    [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Failure('conflict', 'Answer the five questions first.')) }),
  })
  await using gateway = await testGateway({ plans: { generatePlan } })
  const { accessToken: token } = await gateway.register()
  for (const path of ['/api/plans/generate', '/api/plans/generate/stream']) {
    const response = await gateway.send('POST', path, { token, body: {} })
    assert.equal(response.status, 409)
    assert.match(response.headers.get('content-type') ?? '', /problem\+json/)
  }
})

test('what changes a plan is checked before it is passed on', async () => {
  const asked: unknown[] = []
  const updateItem: PlansServiceImplementation['updateItem'] = async (request) => {
    asked.push(request)
    return { plan }
  }
  await using gateway = await testGateway({ plans: { updateItem } })
  const { accessToken: token } = await gateway.register()
  const patch = (body: unknown) => gateway.send('PATCH', `/api/plans/${id}/items/x`, { token, body })
  for (const wrong of [{}, { status: 'burnt' }, { date: '2026-02-30' }, { date: 'soon' }, { status: 'done', more: 1 }])
    assert.equal((await patch(wrong)).status, 400)
  assert.equal((await patch({ status: 'done' })).status, 200)
  assert.deepEqual(asked, [{ planId: id, itemId: 'x', status: 'done', date: '', revision: 0 }])
})

test('a comment needs a confirmed address, and a moderator decides with a reason that is recorded', async () => {
  const decided: string[] = []
  const plans: Partial<PlansServiceImplementation> = {
    addComment: async () => ({ comment: Comment.fromPartial({ id, body: 'x' }), reasons: [] }),
    decideComment: async ({ decision }) => {
      decided.push(decision)
      return {}
    },
  }
  await using gateway = await testGateway({ plans })
  const { accessToken: token } = await gateway.register()
  assert.equal((await gateway.send('POST', '/api/problems/two-sum/comments', { token, body: { body: 'Good' } })).status, 403)
  assert.equal((await gateway.send('POST', `/api/admin/comments/${id}`, { token, body: { decision: 'remove', reason: 'spam' } })).status, 403)
  assert.deepEqual(decided, [])
})

test('an event that is changed keeps what is left out', async () => {
  const before = Event.fromPartial({
    id,
    title: 'Exam',
    type: 'exam',
    startDate: '2026-03-02T09:00:00Z',
    endDate: '2026-03-02T10:00:00Z',
    rrule: 'FREQ=DAILY',
  })
  const saved: Event[] = []
  const plans: Partial<PlansServiceImplementation> = {
    getEvent: async () => ({ event: before }),
    updateEvent: async ({ event }) => {
      saved.push(Event.fromPartial(event ?? {}))
      return { event: Event.fromPartial(event ?? {}) }
    },
  }
  await using gateway = await testGateway({ plans })
  const { accessToken: token } = await gateway.register()
  assert.equal((await gateway.send('PATCH', `/api/planner/events/${id}`, { token, body: { title: 'Another' } })).status, 200)
  assert.deepEqual([saved[0]?.title, saved[0]?.rrule, saved[0]?.startDate], ['Another', 'FREQ=DAILY', before.startDate])
  for (const wrong of [{ startDate: 'soon' }, { remindMinutesBefore: [-1] }, { type: 'party' }])
    assert.equal((await gateway.send('PATCH', `/api/planner/events/${id}`, { token, body: wrong })).status, 400)
})

test('a feed is read without signing in, by its secret alone, and answered by 304 when it has not changed', async () => {
  const readFeed: PlansServiceImplementation['readFeed'] = async ({ secret }) => {
    if (secret !== 'right') throw new Failure('not_found', 'There is no such calendar.')
    return { ics: Buffer.from('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n') }
  }
  await using gateway = await testGateway({ plans: { readFeed } })
  const read = (token: string, headers = {}) => gateway.send('GET', `/api/planner/calendar.ics?token=${token}`, { headers })
  const response = await read('right')
  assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'text/calendar; charset=utf-8'])
  assert.equal((await read('right', { 'If-None-Match': response.headers.get('etag') ?? '' })).status, 304)
  assert.equal((await read('wrong')).status, 404)
  assert.equal((await gateway.send('GET', '/api/planner/calendar.ics')).status, 400)
})

test('a hint on a problem speaks of the thought that was given, and of no answers', async () => {
  const asked: { readonly title: string; readonly first: string }[] = []
  await using gateway = await testGateway({
    plans: { getProblem: async () => ({ problem: Problem.fromPartial({ id: 'two-sum', title: 'Two Sum', source: 'leetcode' }) }) },
    hints: {
      async *streamHint({ algorithm, answers }) {
        asked.push({ title: algorithm?.title ?? '', first: answers[0]?.responseText ?? '' })
        yield { eventId: 'h:0', event: { $case: 'token', value: { text: 'Look again.' } } }
      },
    },
  })
  const { accessToken: token } = await gateway.register()
  const stream = await (await gateway.send('POST', '/api/problems/two-sum/hint', { token, body: { thought: 'All pairs.' } })).text()
  assert.match(stream, /event: token\ndata: \{"text":"Look again\."\}/)
  assert.deepEqual(asked, [{ title: 'Two Sum', first: 'All pairs.' }])
})

test('a reminder that comes due is mailed once to a confirmed address, and told to open pages', async () => {
  await using gateway = await testGateway()
  const { accessToken: token, user } = await gateway.register()
  const stranger = await gateway.register()
  await using admin = openDatabase({ url: gateway.db.adminUrl, maxConnections: 1 })
  await admin.asService((tx) => tx.query('update identity.users set email_verified_at = now() where user_id = $1', [user.id]))
  await using page = await openSocket(gateway.url, { token })
  page.send({ type: 'subscribe', topics: ['plans.reminder.due'] })
  page.send({ type: 'ping' })
  await page.next('pong')
  const before = gateway.mails.length
  const due = (userId: string) => {
    const data = { reminderId: uuidv7(), userId, eventId: id, startsAt: '2026-03-14T18:00:00Z' }
    return toRecord(
      { id: uuidv7(), type: 'plans.reminder.due', topic: 'quint.plans.reminder.v1', key: data.reminderId, time: new Date().toISOString(), data },
      'plans',
    )
  }
  await gateway.bus.publish([due(stranger.user.id), due(user.id)], AbortSignal.timeout(5000))
  assert.partialDeepStrictEqual(await page.next('event'), { topic: 'plans.reminder.due', data: { event_id: id, starts_at: '2026-03-14T18:00:00Z' } })
  await eventually(() => gateway.mails.length > before)
  const mails = gateway.mails.slice(before)
  assert.deepEqual(
    mails.map(({ to, link }) => [to, link]),
    [[user.email, `${gateway.url}/planner`]],
  )
  assert.match(mails[0]?.text ?? '', /March 14, 2026/)
})
