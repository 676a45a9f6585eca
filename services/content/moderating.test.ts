/** What waits for a moderator: comments and videos are held, decided about, appealed; floods are stopped. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import type { BusRecord } from '@quint/bus/bus.ts'
import { failure, house, madeVideo } from './testing.ts'
import { quickPress } from './testing-press.ts'
import { putJudgement } from './video/video-store.ts'

const admin = { roles: ['admin'] }

test('a comment is seen by others unless the rules hold it, and then a moderator decides', async () => {
  await using place = await house({ press: quickPress() })
  const [ada, bob, eve] = [await place.learner(), await place.learner(), await place.learner(undefined, admin)]
  const { id: videoId } = await madeVideo(place, ada.options)
  const say = async (body: string) => (await place.call.addComment({ videoId, body }, bob.options)).comment
  const seen = async () => (await place.call.listComments({ videoId }, ada.options)).comments.map(({ body }) => body)
  await say('The right pointer was the part I had never understood.')
  const held = await say('More of this at https://example.org/watch')
  assert.equal(held?.status, 'review')
  assert.deepEqual(await seen(), ['The right pointer was the part I had never understood.'])
  await assert.rejects(place.call.listHeld({}, ada.options), failure('forbidden'))
  const [waiting] = (await place.call.listHeld({}, eve.options)).held
  assert.deepEqual([waiting?.kind, waiting?.id], ['comment', held?.id])
  await assert.rejects(place.call.countHeld({}, ada.options), failure('forbidden'))
  assert.deepEqual(await place.call.countHeld({}, eve.options), { videos: 0, comments: 1 })
  await place.call.decideHeld({ kind: 'comment', id: held?.id ?? '', decision: 'remove', reason: 'advertising' }, eve.options)
  const appealed = await place.call.appealComment({ commentId: held?.id ?? '', appeal: 'It is the course of my university.' }, bob.options)
  assert.deepEqual([appealed.comment?.status, appealed.comment?.appealed], ['review', true])
  await place.call.decideHeld({ kind: 'comment', id: held?.id ?? '', decision: 'approve', reason: 'fine' }, eve.options)
  assert.equal((await seen()).length, 2)
  assert.equal((await place.call.getVideo({ videoId }, ada.options)).video?.commentCount, 2)
})

test('a video that a moderator took down is appealed once by its owner, and stands again when the moderator agrees', async () => {
  await using place = await house({ press: quickPress() })
  const [ada, bob, eve] = [await place.learner(), await place.learner(), await place.learner(undefined, admin)]
  const { id } = await madeVideo(place, ada.options)
  const { call } = place
  const appeal = (words: string, options = ada.options) => call.appealVideo({ videoId: id, appeal: words }, options)
  const decide = (decision: string, reason: string) => call.decideHeld({ kind: 'video', id, decision, reason }, eve.options)
  const owns = async () => (await call.getVideo({ videoId: id }, ada.options)).video
  await assert.rejects(appeal('Nothing was decided yet.'), failure('conflict'))
  await assert.rejects(decide('approve', 'nothing waits'), failure('not_found'))
  await place.db.database.asLearner(ada.userId, (tx) => tx.query("update videos set moderation = 'review' where id = $1", [id]))
  // Whoever decides can watch it.
  assert.equal((await call.getVideo({ videoId: id }, eve.options)).video?.moderation, 'review')
  assert.ok((await call.getMedia({ videoId: id, kind: 'video' }, eve.options)).bytes > 0)
  await decide('remove', 'It names a colleague.')
  const removed = await owns()
  assert.deepEqual([removed?.moderation, removed?.reason, removed?.appealed], ['removed', 'It names a colleague.', false])
  await assert.rejects(call.getVideo({ videoId: id }, bob.options), failure('not_found'))
  await assert.rejects(call.updateVideo({ videoId: id, title: 'Another title' }, ada.options), failure('conflict'))
  for (const words of ['', ' ', 'x'.repeat(501), 'a\0b']) await assert.rejects(appeal(words), failure('invalid'))
  await assert.rejects(appeal('Not mine.', bob.options), failure('not_found'))
  const { video } = await appeal('It is the name of an algorithm.')
  assert.deepEqual([video?.moderation, video?.appealed], ['review', true])
  await assert.rejects(appeal('Once more.'), failure('conflict'))
  const [waiting] = (await call.listHeld({}, eve.options)).held
  assert.deepEqual([waiting?.kind, waiting?.id, waiting?.appeal], ['video', id, 'It is the name of an algorithm.'])
  assert.deepEqual(await call.countHeld({}, eve.options), { videos: 1, comments: 0 })
  await decide('approve', 'So it is.')
  const seen = (await call.getVideo({ videoId: id }, bob.options)).video
  assert.deepEqual([seen?.moderation, seen?.reason, seen?.appealed], ['clear', '', false])
  const told = ['remove', 'approve'].map((decision) => ({ videoId: id, userId: ada.userId, decision }))
  for (const data of told) await place.bus.seen((record) => isDeepStrictEqual(read(record), { type: 'content.video.moderated', data }))
})

test('a moderator takes down what everybody sees, and lets a video be seen again', async () => {
  await using place = await house({ press: quickPress() })
  const [ada, bob, eve] = [await place.learner(), await place.learner(), await place.learner(undefined, admin)]
  const { call } = place
  const { id: videoId } = await madeVideo(place, ada.options)
  const { comment } = await call.addComment({ videoId, body: 'Only fools need a drawing for this.' }, bob.options)
  const decide = (kind: string, id: string, decision: string) => call.decideHeld({ kind, id, decision, reason: 'It is unkind.' }, eve.options)
  const id = comment?.id ?? ''
  await assert.rejects(decide('comment', id, 'approve'), failure('not_found'))
  await decide('comment', id, 'remove')
  await assert.rejects(decide('comment', id, 'remove'), failure('not_found'))
  assert.deepEqual((await call.listComments({ videoId }, ada.options)).comments, [])
  const [own] = (await call.listComments({ videoId }, bob.options)).comments
  assert.deepEqual([own?.status, own?.reason], ['removed', 'It is unkind.'])
  assert.equal((await call.getVideo({ videoId }, ada.options)).video?.commentCount, 0)
  await decide('video', videoId, 'remove')
  await assert.rejects(decide('video', videoId, 'remove'), failure('not_found'))
  await assert.rejects(call.getVideo({ videoId }, bob.options), failure('not_found'))
  assert.equal((await call.getVideo({ videoId }, ada.options)).video?.reason, 'It is unkind.')
  await decide('video', videoId, 'approve')
  assert.equal((await call.getVideo({ videoId }, bob.options)).video?.moderation, 'clear')
})

test('a video that was taken down, or waits for another look, does not come back by being made anew', async () => {
  await using place = await house({ press: quickPress() })
  const { userId, options } = await place.learner()
  const { id } = await madeVideo(place, options)
  const made = (moderation: string, appeal: string) =>
    place.db.database.asLearner(userId, async (tx) => {
      await tx.query('update videos set moderation = $2, appeal = $3 where id = $1', [id, moderation, appeal])
      await putJudgement(tx, id, { moderation: 'clear', reasons: [] })
      return (await tx.query<{ moderation: string }>('select moderation from videos where id = $1', [id]))[0]?.moderation
    })
  assert.equal(await made('removed', ''), 'removed')
  assert.equal(await made('review', 'Please.'), 'review')
  assert.equal(await made('review', ''), 'clear')
})

test('the third learner who reports a comment hides it, and a moderator finds how many did', async () => {
  await using place = await house({ press: quickPress() })
  const [ada, eve] = [await place.learner(), await place.learner(undefined, admin)]
  const { id: videoId } = await madeVideo(place, ada.options)
  const { comment } = await place.call.addComment({ videoId, body: 'Everybody knows this already.' }, ada.options)
  const commentId = comment?.id ?? ''
  await assert.rejects(place.call.reportComment({ commentId }, ada.options), failure('not_found'))
  const seen = async () => (await place.call.listComments({ videoId }, eve.options)).comments.length
  const readers = [await place.learner(), await place.learner(), await place.learner()]
  for (const [nth, { options }] of readers.entries()) {
    assert.equal(await seen(), 1, `after ${nth} reports`)
    await place.call.reportComment({ commentId }, options)
    // Once more by the same learner says nothing new.
    if (nth < 2) await place.call.reportComment({ commentId }, options)
  }
  assert.equal(await seen(), 0)
  const [held] = (await place.call.listHeld({}, eve.options)).held
  assert.deepEqual([held?.id, held?.reports], [commentId, 3])
  await place.call.decideHeld({ kind: 'comment', id: commentId, decision: 'approve', reason: 'fine' }, eve.options)
  assert.equal(await seen(), 1)
})

test('a flood of comments is stopped, and the same words are said once', async () => {
  await using place = await house({ press: quickPress() })
  const { options } = await place.learner()
  const { id: videoId } = await madeVideo(place, options)
  const say = (body: string) => place.call.addComment({ videoId, body }, options)
  await say('Thank you for the drawing.')
  await assert.rejects(say('Thank you for the drawing.'), failure('conflict'))
  place.clock.now = new Date()
  for (let nth = 0; nth < 5; nth += 1) await say(`A thought on step ${nth} of it.`)
  await assert.rejects(say('And one thought more.'), failure('exhausted'))
})

const read = ({ headers, value }: BusRecord) => ({ type: headers.ce_type, data: JSON.parse(String(value)) as unknown })
