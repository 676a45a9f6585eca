/** Following a plan through the contract: items, slips, proposals, reviews, and what other services tell. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Plan } from '@quint/proto/gen/quint/plans/v1/plan.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { failure, house, type Options, planned } from './testing.ts'

const items = (plan: Plan | undefined) =>
  (plan?.weeks ?? []).flatMap(({ days }) => days.flatMap(({ date, problems }) => problems.map((item) => ({ ...item, date }))))
const open = (plan: Plan | undefined) => items(plan).filter(({ status }) => status === 'planned')
const change = (
  plan: Plan,
  item: { readonly itemId: string },
  rest: { readonly status?: string; readonly date?: string; readonly revision?: number },
) => ({
  planId: plan.id,
  itemId: item.itemId,
  status: '',
  date: '',
  revision: 0,
  ...rest,
})

async function first(place: Awaited<ReturnType<typeof house>>, options: Options) {
  const plan = await planned(place, options)
  const [item] = items(plan)
  assert.ok(item !== undefined)
  return { plan, item }
}

test('a problem that is done comes back as a review, is due on a later day, and only once that day', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const { plan, item } = await first(place, options)
  const { plan: after } = await place.call.updateItem(change(plan, item, { status: 'done' }), options)
  assert.equal(items(after).find(({ itemId }) => itemId === item.itemId)?.status, 'done')
  assert.equal(after?.revision, 2)
  assert.deepEqual((await place.call.listDueReviews({}, options)).reviews, [])
  place.clock.now = new Date('2026-04-20T09:00:00Z')
  const { reviews, day } = await place.call.listDueReviews({}, options)
  assert.deepEqual([reviews.map(({ problemId }) => problemId), day], [[item.problemId], '2026-04-20'])
  const [review] = reviews
  assert.ok(review !== undefined)
  const { review: next } = await place.call.gradeReview({ reviewId: review.id, grade: 'good' }, options)
  assert.equal(next?.due, review.next.good)
  await assert.rejects(place.call.gradeReview({ reviewId: review.id, grade: 'good' }, options), failure('conflict'))
  const figures = await place.call.getReviewFigures({}, options)
  assert.deepEqual([figures.cards, figures.retention, figures.past.map(({ reviews: count }) => count)], [1, 1, [1]])
})

test('a failed problem is a card as well, and a wrong status, date or revision changes nothing', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const { plan, item } = await first(place, options)
  const { plan: after } = await place.call.updateItem(change(plan, item, { status: 'failed', revision: 1 }), options)
  assert.equal(items(after).find(({ itemId }) => itemId === item.itemId)?.status, 'failed')
  for (const wrong of [{ status: 'burnt' }, { date: '2026-02-30' }, { date: '2026-03-01' }, { date: '2099-01-01' }, { date: 'soon' }])
    await assert.rejects(place.call.updateItem(change(plan, item, wrong), options), failure('invalid'), JSON.stringify(wrong))
  await assert.rejects(place.call.updateItem(change(plan, item, { status: 'done', revision: 1 }), options), failure('conflict'))
  await assert.rejects(place.call.updateItem(change(plan, { itemId: uuidv7() }, { status: 'done' }), options), failure('not_found'))
  await assert.rejects(place.call.updateItem({ ...change(plan, item, {}), planId: 'x' }, options), failure('not_found'))
  const stranger = await place.learner()
  await assert.rejects(place.call.updateItem(change(plan, item, { status: 'done' }), stranger.options), failure('not_found'))
})

test('a day that slips moves everything on in its order, and no later day is too full', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const { plan } = await first(place, options)
  const { plan: after } = await place.call.slipPlan({ planId: plan.id, date: '2026-03-02' }, options)
  assert.deepEqual(
    open(after).map(({ problemId }) => problemId),
    open(plan).map(({ problemId }) => problemId),
  )
  assert.ok(items(after).every(({ date }) => date > '2026-03-02'))
  for (const day of (after?.weeks ?? []).flatMap(({ days }) => days))
    assert.ok(day.minutes <= plan.dayMinutes * 1.1 || day.problems.length === 1, day.date)
})

test('an item goes where it is moved, and what has no room there moves on', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const { plan, item } = await first(place, options)
  const { plan: after } = await place.call.updateItem(change(plan, item, { date: '2026-03-06' }), options)
  assert.equal(items(after).find(({ itemId }) => itemId === item.itemId)?.date, '2026-03-06')
  assert.equal(items(after).length, items(plan).length)
  for (const day of (after?.weeks ?? []).flatMap(({ days }) => days))
    assert.ok(day.minutes <= plan.dayMinutes * 1.1 || day.problems.length === 1, day.date)
})

test('a plan is made again with what felt hard in mind; refused it changes nothing, taken it keeps what is done', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const { plan, item } = await first(place, options)
  await place.call.updateItem(change(plan, item, { status: 'done' }), options)
  const answers = [{ q: 'What felt hardest?', a: 'Linked lists, I was lost.' }]
  const { plan: proposed, differences } = await place.call.regeneratePlan({ planId: plan.id, answers }, options)
  assert.equal(proposed?.status, 'proposed')
  const kinds = new Set(differences.map(({ kind }) => kind))
  assert.ok(kinds.has('added') && kinds.has('dropped'), [...kinds].join())
  assert.ok(differences.every(({ reason }) => reason !== ''))
  const lists = (one: Plan | undefined) => items(one).filter(({ topic }) => topic === 'linked-list').length
  assert.ok(lists(proposed) >= lists(plan), `${lists(proposed)} of ${lists(plan)}`)
  assert.deepEqual((await place.call.getProposal({}, options)).plan?.id, proposed?.id)
  const refused = await place.call.decideProposal({ planId: proposed?.id ?? '', accept: false }, options)
  assert.equal(refused.plan?.id, plan.id)
  await assert.rejects(place.call.getProposal({}, options), failure('not_found'))
  await assert.rejects(place.call.decideProposal({ planId: proposed?.id ?? '', accept: true }, options), failure('conflict'))
  const again = await place.call.regeneratePlan({ planId: plan.id, answers }, options)
  const second = items(plan)[1]
  assert.ok(second !== undefined)
  await place.call.updateItem(change(plan, second, { status: 'done' }), options)
  const { plan: taken } = await place.call.decideProposal({ planId: again.plan?.id ?? '', accept: true }, options)
  const done = items(taken).filter(({ status }) => status === 'done')
  assert.deepEqual(done.map(({ problemId }) => problemId).sort(), [item.problemId, second.problemId].sort())
  assert.equal(new Set(items(taken).map(({ problemId }) => problemId)).size, items(taken).length)
  assert.equal((await place.call.getIntake({}, options)).intake?.regenerationAnswers.length, 2)
  await assert.rejects(place.call.regeneratePlan({ planId: plan.id, answers }, options), failure('conflict'))
  await assert.rejects(place.call.regeneratePlan({ planId: taken?.id ?? '', answers: [] }, options), failure('invalid'))
})
