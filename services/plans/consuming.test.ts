/** What other services tell: once, whatever comes twice; nothing of a learner who is gone; and a message that is none is set aside. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toRecord } from '@quint/bus/event.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { contextOf } from './plan/context.ts'
import { type House, house, planned } from './testing.ts'

const topics = {
  'sessions.session.started': 'quint.sessions.session.v1',
  'sessions.session.completed': 'quint.sessions.session.v1',
  'sessions.interview.completed': 'quint.sessions.interview.v1',
  'sessions.submission.imported': 'quint.sessions.submission.v1',
  'content.quiz.answered': 'quint.content.quiz.v1',
  'identity.user.deleted': 'quint.identity.user.v1',
} as const

function tell({ bus }: House, type: keyof typeof topics, data: Readonly<Record<string, unknown>>): Promise<void> {
  const record = toRecord({ id: uuidv7(), type, topic: topics[type], key: uuidv7(), time: '2026-03-02T09:00:00Z', data }, 'test')
  return bus.publish([record], AbortSignal.timeout(5000))
}

const rows = ({ db }: House, userId: string, text: string) => db.database.asLearner(userId, (tx) => tx.query<Record<string, unknown>>(text))

test('an imported solution becomes one card, and its problem is not planned again', async () => {
  await using place = await house()
  const { userId, options } = await place.learner()
  await tell(place, 'sessions.submission.imported', {
    importId: uuidv7(),
    userId,
    site: 'leetcode',
    slug: 'two-sum',
    language: 'go',
    acceptedAt: '2026-01-01T00:00:00Z',
  })
  const cards = await eventually(async () => {
    const found = await rows(place, userId, 'select problem_id as id from review_cards')
    return found.length > 0 ? found : undefined
  })
  assert.deepEqual(cards, [{ id: 'two-sum' }])
  const plan = await planned(place, options, { timelineWeeks: 12, hoursPerWeek: 10 })
  assert.ok(!JSON.stringify(plan).includes('"two-sum"'))
})

test('a failed interview is a card that comes back soon, and its topics weigh more', async () => {
  await using place = await house()
  const { userId, options } = await place.learner()
  const asked = { topic: '', difficulty: '', pattern: '', query: 'pair to target', source: 'quint', limit: 1, cursor: '' }
  await eventually(async () => (await place.call.listProblems(asked, options)).problems[0]?.id === 'pair-to-target')
  await tell(place, 'sessions.interview.completed', {
    interviewId: uuidv7(),
    userId,
    problem: 'pair-to-target',
    band: 'no_hire',
    topics: ['hash tables'],
  })
  const cards = await eventually(async () => {
    const found = await rows(place, userId, 'select problem_id as id, due::text from review_cards')
    return found.length > 0 ? found : undefined
  })
  assert.deepEqual(cards, [{ id: 'pair-to-target', due: '2026-03-03' }])
  assert.deepEqual(await rows(place, userId, 'select source, outcome, topics from signals'), [
    { source: 'interview', outcome: 'failed', topics: ['hashing'] },
  ])
})

test('a coached session is remembered with its weakest element', async () => {
  await using place = await house()
  const { userId } = await place.learner()
  const sessionId = uuidv7()
  await tell(place, 'sessions.session.started', { sessionId, userId, site: 'leetcode', slug: 'number-of-islands' })
  await eventually(async () => (await rows(place, userId, 'select 1 from signals')).length === 1)
  await tell(place, 'sessions.session.completed', { sessionId, userId, weakestElement: 'ELEMENT_FIRE' })
  const seen = await eventually(async () => (await rows(place, userId, "select topics, weakest from signals where weakest <> ''"))[0])
  assert.deepEqual(seen, { topics: ['graphs'], weakest: 'fire' })
})

test('a quiz tells its topics once: all right weighs less, less than half right weighs more, and what is no topic is left out', async () => {
  await using place = await house()
  const { userId, options } = await place.learner()
  const answered = (told: readonly string[], right: number) => ({
    videoId: uuidv7(),
    userId,
    subject: 'algorithms',
    topics: told,
    right,
    questions: 3,
  })
  const weak = answered(['graphs', 'knitting'], 1)
  for (const quiz of [weak, weak, answered(['heap'], 3), answered(['strings'], 2)]) await tell(place, 'content.quiz.answered', quiz)
  const seen = await eventually(async () => {
    const found = await rows(place, userId, 'select source, topics, outcome, problem_id as problem from signals order by topics')
    return found.length === 3 ? found : undefined
  })
  const told = (topic: string, outcome: string) => ({ source: 'quiz', topics: [topic], outcome, problem: '' })
  assert.deepEqual(seen, [told('graphs', 'failed'), told('heap', 'solved'), told('strings', 'met')])
  assert.deepEqual(await rows(place, userId, 'select 1 from review_cards'), [])
  const { topics: weights } = await place.db.database.asLearner(userId, (tx) => contextOf(tx, userId, []))
  assert.ok((weights.graphs ?? 1) > 1 && (weights.heap ?? 1) < 1 && (weights.strings ?? 1) === 1)
  await planned(place, options)
})

test('a learner who has left leaves nothing, and what comes late writes nothing', async () => {
  await using place = await house()
  const { userId, options } = await place.learner()
  await planned(place, options)
  await place.call.getFeed({}, options)
  await tell(place, 'identity.user.deleted', { userId })
  await eventually(async () => (await rows(place, userId, 'select 1 from erased_learners')).length === 1)
  await tell(place, 'sessions.submission.imported', {
    importId: uuidv7(),
    userId,
    site: 'leetcode',
    slug: 'two-sum',
    language: 'go',
    acceptedAt: '2026-01-01T00:00:00Z',
  })
  const other = await place.learner()
  await tell(place, 'sessions.submission.imported', {
    importId: uuidv7(),
    userId: other.userId,
    site: 'leetcode',
    slug: '3sum',
    language: 'go',
    acceptedAt: '2026-01-01T00:00:00Z',
  })
  await eventually(async () => (await rows(place, other.userId, 'select 1 from review_cards')).length === 1)
  for (const table of ['plans', 'intake_profiles', 'feeds', 'review_cards', 'signals'])
    assert.deepEqual(await rows(place, userId, `select 1 from ${table}`), [], table)
})

test('a message that is none is set aside, and the next one is read', async () => {
  await using place = await house()
  const { userId } = await place.learner()
  await tell(place, 'sessions.submission.imported', { importId: 7, userId: 'nobody', slug: 'two-sum' })
  await tell(place, 'sessions.submission.imported', {
    importId: uuidv7(),
    userId,
    site: 'leetcode',
    slug: '3sum',
    language: 'go',
    acceptedAt: '2026-01-01T00:00:00Z',
  })
  await eventually(async () => (await rows(place, userId, 'select 1 from review_cards')).length === 1)
})
