/** Plans through its real contract: its own server, a real Postgres. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { failure, house, intake, planned } from './testing.ts'

test('a profile is kept whole, read back, and replaced by the next one', async () => {
  await using place = await house()
  const { options } = await place.learner()
  await assert.rejects(place.call.getIntake({}, options), failure('not_found'))
  await place.call.putIntake({ intake }, options)
  await place.call.putIntake({ intake: { ...intake, hoursPerWeek: 3 } }, options)
  const { intake: kept } = await place.call.getIntake({}, options)
  assert.deepEqual([kept?.hoursPerWeek, kept?.topicConfidence, kept?.timeZone], [3, intake.topicConfidence, 'Europe/Berlin'])
  const rows = await place.db.database.asLearner((await place.learner()).userId, (tx) => tx.query('select 1 from intake_profiles'))
  assert.deepEqual(rows, [])
})

test('a profile that cannot be is refused, and every field that is wrong is named', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const wrong = [
    { level: 'wizard' },
    { hoursPerWeek: 0 },
    { hoursPerWeek: 200 },
    { timelineWeeks: 0 },
    { timelineWeeks: 104 },
    { daysAvailable: [] },
    { daysAvailable: [0] },
    { daysAvailable: [8] },
    { topicConfidence: { alchemy: 3 } },
    { topicConfidence: { arrays: 6 } },
    { timeZone: 'Mars/Olympus' },
    { timeZone: '+02:00' },
    { weaknesses: ['laziness'] },
    { constraints: 'x'.repeat(2001) },
  ]
  for (const change of wrong)
    await assert.rejects(place.call.putIntake({ intake: { ...intake, ...change } }, options), failure('invalid'), JSON.stringify(change))
  await assert.rejects(place.call.putIntake({ intake: undefined }, options), failure('invalid'))
  await assert.rejects(place.call.putIntake({ intake }, {}), failure('unauthenticated'))
})

test('a plan needs a profile; stages come first, then the plan, which is the current one until the next', async () => {
  await using place = await house()
  const { options, userId } = await place.learner()
  await assert.rejects(Array.fromAsync(place.call.generatePlan({}, options)), failure('conflict'))
  await assert.rejects(place.call.getCurrentPlan({}, options), failure('not_found'))
  const first = await planned(place, options)
  assert.deepEqual([first.status, first.source, first.weeks.length], ['current', 'solver', 4])
  assert.deepEqual(
    first.weeks[0]?.days.map(({ date }) => date),
    ['2026-03-02', '2026-03-04', '2026-03-06', '2026-03-07'],
  )
  const second = await planned(place, options, { hoursPerWeek: 2 })
  const { plan } = await place.call.getCurrentPlan({}, options)
  assert.deepEqual(plan, second)
  const { plans, nextCursor } = await place.call.listPlans({ limit: 1, cursor: '' }, options)
  assert.deepEqual([plans[0]?.id, plans[0]?.status], [second.id, 'current'])
  const rest = await place.call.listPlans({ limit: 1, cursor: nextCursor }, options)
  assert.deepEqual([rest.plans[0]?.id, rest.plans[0]?.status, rest.nextCursor], [first.id, 'replaced', ''])
  assert.deepEqual(await place.call.getStats({}, options), { plans: 2, itemsDone: 0, cards: 0, reviews: 0, eventsCompleted: 0 })
  assert.equal((await place.call.getStats({}, (await place.learner()).options)).plans, 0)
  const recorded = await place.db.database.asService((tx) => tx.query<{ type: string }>('select 1 from plans'))
  assert.deepEqual(recorded, [])
  assert.ok(userId)
})

test('a generation that is asked for again under its id is the same plan', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const again = { ...options, effectId: uuidv7() }
  const one = await planned(place, again)
  const other = await planned(place, again)
  assert.equal(other.id, one.id)
  const { plans } = await place.call.listPlans({ limit: 0, cursor: '' }, options)
  assert.equal(plans.length, 1)
})

test("another learner's plan is not there", async () => {
  await using place = await house()
  await planned(place, (await place.learner()).options)
  await assert.rejects(place.call.getCurrentPlan({}, (await place.learner()).options), failure('not_found'))
})
