/** Problems through the contract: search, votes, notes, own problems, comments and their moderation. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually } from '@quint/runtime/eventually.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { curated } from '../catalogue/catalogue.ts'
import { failure, type House, house, type Options, planned } from '../testing.ts'
import { similarTo } from './search.ts'

const any = { topic: '', difficulty: '', pattern: '', query: '', source: '', limit: 0, cursor: '' }
const mine = { title: 'Sort my socks', link: '', topic: 'sorting', difficulty: 'easy', patterns: ['pairs'], minutes: 20 }

async function all({ call }: House, options: Options, wanted: Partial<typeof any>): Promise<string[]> {
  const ids: string[] = []
  let cursor = ''
  do {
    const page = await call.listProblems({ ...any, limit: 100, ...wanted, cursor }, options)
    ids.push(...page.problems.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor !== '')
  return ids
}

test('the catalogue is listed whole in pages, each problem once, with the problems of the bank', async () => {
  await using place = await house()
  const { options } = await place.learner()
  await eventually(async () => (await all(place, options, { source: 'quint' })).length === 1)
  const ids = await all(place, options, {})
  assert.deepEqual([ids.length, new Set(ids).size], [curated.length + 1, curated.length + 1])
  const trees = await all(place, options, { topic: 'trees', difficulty: 'hard' })
  assert.ok(trees.length > 2 && trees.every((id) => curated.find((problem) => problem.id === id)?.topic === 'trees'))
  assert.ok((await all(place, options, { pattern: 'two heaps' })).includes('find-median-from-data-stream'))
  assert.equal((await all(place, options, { query: 'two su' }))[0], 'two-sum')
  assert.deepEqual(await all(place, options, { query: "'; drop table" }), [])
  await assert.rejects(place.call.listProblems({ ...any, limit: 101 }, options), failure('invalid'))
  await assert.rejects(place.call.listProblems({ ...any, cursor: '!!' }, options), failure('invalid'))
})

test('a problem of the bank is a practice interview', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const { problem } = await eventually(() => place.call.getProblem({ problemId: 'pair-to-target' }, options).catch(() => undefined))
  assert.deepEqual([problem?.source, problem?.topic, problem?.link], ['quint', 'hashing', '/interview?problem=pair-to-target'])
})

test('a vote counts once a learner, and is taken back', async () => {
  await using place = await house()
  const [ada, bob] = [await place.learner(), await place.learner()]
  const vote = (options: Options, up: boolean) => place.call.voteProblem({ problemId: 'two-sum', up }, options)
  await vote(ada.options, true)
  assert.deepEqual(await vote(ada.options, true), { upvotes: 1, upvoted: true })
  assert.equal((await vote(bob.options, true)).upvotes, 2)
  assert.equal((await place.call.getProblem({ problemId: 'two-sum' }, ada.options)).problem?.upvoted, true)
  assert.deepEqual(await vote(ada.options, false), { upvotes: 1, upvoted: false })
  await assert.rejects(place.call.voteProblem({ problemId: 'no-such', up: true }, ada.options), failure('not_found'))
})

test('an own problem and its notes are seen by nobody else, and plans take it in', async () => {
  await using place = await house()
  const [ada, bob] = [await place.learner(), await place.learner()]
  const { problem } = await place.call.addProblem(mine, { ...ada.options, effectId: uuidv7() })
  const problemId = problem?.id ?? ''
  await place.call.putNotes({ problemId, notes: 'by colour' }, ada.options)
  assert.equal((await place.call.getProblem({ problemId }, ada.options)).notes, 'by colour')
  await assert.rejects(place.call.getProblem({ problemId }, bob.options), failure('not_found'))
  await assert.rejects(place.call.putNotes({ problemId, notes: '' }, bob.options), failure('not_found'))
  await assert.rejects(place.call.deleteProblem({ problemId }, bob.options), failure('not_found'))
  const plan = await planned(place, ada.options, { topicConfidence: { sorting: 1 }, timelineWeeks: 12 })
  assert.ok(plan.weeks.some(({ days }) => days.some(({ problems }) => problems.some((item) => item.problemId === problemId))))
  await place.call.deleteProblem({ problemId }, ada.options)
  const wrong = [
    { title: ' ' },
    { topic: 'alchemy' },
    { difficulty: 'brutal' },
    { minutes: 0 },
    { link: 'javascript:alert(1)' },
    { title: 'x'.repeat(256) },
  ]
  for (const change of wrong)
    await assert.rejects(place.call.addProblem({ ...mine, ...change }, ada.options), failure('invalid'), JSON.stringify(change))
})

test('comments are read by all without a name, changed by their writer alone, and counted by tag', async () => {
  await using place = await house()
  const [ada, bob] = [await place.learner(), await place.learner()]
  const { comment } = await place.call.addComment({ problemId: 'two-sum', body: 'Good to begin with.', tag: 'good_intro' }, ada.options)
  const commentId = comment?.id ?? ''
  const listed = await place.call.listComments({ problemId: 'two-sum', limit: 0, cursor: '' }, bob.options)
  assert.deepEqual(
    listed.comments.map(({ body, own, tag }) => [body, own, tag]),
    [['Good to begin with.', false, 'good_intro']],
  )
  assert.ok(!JSON.stringify(listed).includes(ada.userId))
  assert.equal((await place.call.getProblem({ problemId: 'two-sum' }, bob.options)).problem?.goodIntro, 1)
  await assert.rejects(place.call.updateComment({ commentId, body: 'mine', tag: '' }, bob.options), failure('not_found'))
  await assert.rejects(place.call.deleteComment({ commentId }, bob.options), failure('not_found'))
  assert.equal((await place.call.updateComment({ commentId, body: 'Still good.', tag: '' }, ada.options)).comment?.body, 'Still good.')
  await place.call.deleteComment({ commentId }, ada.options)
  assert.deepEqual((await place.call.listComments({ problemId: 'two-sum', limit: 0, cursor: '' }, bob.options)).comments, [])
  for (const wrong of [{ body: ' ' }, { body: 'x', tag: 'boring' }, { body: 'x'.repeat(4001) }])
    await assert.rejects(place.call.addComment({ problemId: 'two-sum', tag: '', ...wrong }, ada.options), failure('invalid'))
})

test('a comment with an address waits for a moderator, and the third report hides one', async () => {
  await using place = await house()
  const ada = await place.learner()
  const admin = await place.learner(uuidv7(), { roles: ['admin'] })
  const said = await place.call.addComment({ problemId: 'two-sum', body: 'Write to me: ada@example.org', tag: '' }, ada.options)
  assert.equal(said.comment?.status, 'review')
  assert.ok(said.reasons.length > 0)
  const bob = await place.learner()
  const seen = (options: Options) => place.call.listComments({ problemId: 'two-sum', limit: 0, cursor: '' }, options)
  assert.deepEqual([(await seen(bob.options)).comments.length, (await seen(ada.options)).comments.length], [0, 1])
  await assert.rejects(place.call.listHeldComments({ limit: 0, cursor: '' }, ada.options), failure('forbidden'))
  const held = await place.call.listHeldComments({ limit: 0, cursor: '' }, admin.options)
  assert.equal(held.comments[0]?.comment?.id, said.comment?.id)
  await assert.rejects(place.call.countHeldComments({}, ada.options), failure('forbidden'))
  const waiting = async () => (await place.call.countHeldComments({}, admin.options)).waiting
  assert.equal(await waiting(), 1)
  await place.call.decideComment({ commentId: said.comment?.id ?? '', decision: 'approve', reason: 'fine' }, admin.options)
  assert.deepEqual([(await seen(bob.options)).comments.length, await waiting()], [1, 0])
  for (let count = 0; count < 3; count += 1) await place.call.reportComment({ commentId: said.comment?.id ?? '' }, (await place.learner()).options)
  assert.equal((await seen(bob.options)).comments.length, 0)
  await place.call.decideComment({ commentId: said.comment?.id ?? '', decision: 'remove', reason: 'An address.' }, admin.options)
  await assert.rejects(place.call.updateComment({ commentId: said.comment?.id ?? '', body: 'again', tag: '' }, ada.options), failure('not_found'))
})

test('what a moderator took down stays with its writer, who is told why and asks for another look once', async () => {
  await using place = await house()
  const [ada, bob, admin] = [await place.learner(), await place.learner(), await place.learner(uuidv7(), { roles: ['admin'] })]
  const { call } = place
  const { comment } = await call.addComment({ problemId: 'two-sum', body: 'Write to me: ada@example.org', tag: '' }, ada.options)
  const commentId = comment?.id ?? ''
  const decide = (decision: string, reason: string) => call.decideComment({ commentId, decision, reason }, admin.options)
  const appeal = (words: string, options = ada.options) => call.appealComment({ commentId, appeal: words }, options)
  const seen = async (options: Options) => (await call.listComments({ problemId: 'two-sum', limit: 0, cursor: '' }, options)).comments
  await assert.rejects(appeal('Nothing was decided yet.'), failure('not_found'))
  await decide('remove', 'It holds an address.')
  const [own] = await seen(ada.options)
  assert.deepEqual([own?.status, own?.body, own?.reason, own?.appealed], ['removed', 'Write to me: ada@example.org', 'It holds an address.', false])
  assert.deepEqual(await seen(bob.options), [])
  await assert.rejects(appeal('Not mine.', bob.options), failure('not_found'))
  await assert.rejects(appeal(' '), failure('invalid'))
  const asked = await appeal('It is nobody’s: example.org is for examples.')
  assert.deepEqual([asked.comment?.status, asked.comment?.appealed], ['review', true])
  await assert.rejects(appeal('Once more.'), failure('not_found'))
  const { comments } = await call.listHeldComments({ limit: 0, cursor: '' }, admin.options)
  assert.deepEqual(
    [comments[0]?.appeal, comments[0]?.comment?.body],
    ['It is nobody’s: example.org is for examples.', 'Write to me: ada@example.org'],
  )
  await decide('remove', 'Still.')
  await assert.rejects(appeal('A third time.'), failure('not_found'))
  assert.deepEqual([(await seen(ada.options))[0]?.reason, (await seen(ada.options))[0]?.appealed], ['Still.', true])
})

test('a comment that may be read again after an appeal says nothing of it, and to nobody', async () => {
  await using place = await house()
  const [ada, bob, admin] = [await place.learner(), await place.learner(), await place.learner(uuidv7(), { roles: ['admin'] })]
  const { call } = place
  const { comment } = await call.addComment({ problemId: 'two-sum', body: 'Write to me: ada@example.org', tag: '' }, ada.options)
  const commentId = comment?.id ?? ''
  await call.decideComment({ commentId, decision: 'remove', reason: 'It holds an address.' }, admin.options)
  await call.appealComment({ commentId, appeal: 'It is an example.' }, ada.options)
  await call.decideComment({ commentId, decision: 'approve', reason: 'So it is.' }, admin.options)
  for (const { options } of [ada, bob]) {
    const [read] = (await call.listComments({ problemId: 'two-sum', limit: 0, cursor: '' }, options)).comments
    assert.deepEqual([read?.status, read?.reason, read?.appealed], ['visible', '', false])
  }
})

test('problems that are alike share patterns or a topic', () => {
  const twoSum = curated.find(({ id }) => id === 'two-sum')
  assert.ok(twoSum !== undefined)
  const near = similarTo(twoSum, curated, 6)
  assert.equal(near.length, 6)
  assert.ok(near.every(({ patterns, topic }) => topic === 'hashing' || patterns.includes('hash map')))
})
