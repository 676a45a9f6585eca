/** The topics that can be explained without a model, and what there is on each. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entries } from '../author/knowledge.ts'
import { house, madeVideo, wish } from '../testing.ts'
import { quickPress, stuckPress } from '../testing-press.ts'

test('every topic is told by its title, with its field and a sentence about it', async () => {
  await using place = await house({ press: quickPress() })
  const { topics } = await place.call.listTopics({}, (await place.learner()).options)
  assert.equal(topics.length, entries.length)
  const titles = topics.map(({ title }) => title)
  assert.deepEqual(
    titles,
    titles.toSorted((a, b) => a.localeCompare(b, 'en')),
  )
  for (const { id, subject, summary, videoId, makingId } of topics) assert.ok(subject !== '' && summary !== '' && videoId + makingId === '', id)
})

test('a topic has the best video that everybody may see, by whatever name it was asked for', async () => {
  await using place = await house({ press: quickPress() })
  const [ada, bob] = [await place.learner(), await place.learner()]
  const topic = async (title: string) => (await place.call.listTopics({}, bob.options)).topics.find((one) => one.title === title)
  const first = await madeVideo(place, ada.options, 'two POINTERS')
  const second = await madeVideo(place, ada.options, 'explain two pointers to me')
  await place.call.rateVideo({ videoId: second.id, stars: 4 }, bob.options)
  const found = await topic('Two pointers')
  assert.deepEqual([found?.videoId, found?.ratingAvg, found?.ratingCount, found?.durationMs], [second.id, 4, 1, second.durationMs])
  assert.equal((await topic('Sliding window'))?.videoId, '')
  await place.call.deleteVideo({ videoId: second.id }, ada.options)
  assert.equal((await topic('Two pointers'))?.videoId, first.id)
  await place.db.database.asLearner(ada.userId, (tx) => tx.query("update videos set moderation = 'review' where id = $1", [first.id]))
  assert.equal((await topic('Two pointers'))?.videoId, '')
})

test('what the learner has asked for already is told to them alone', async () => {
  await using place = await house({ press: stuckPress() })
  const [ada, bob] = [await place.learner(), await place.learner()]
  const { video } = await place.call.requestVideo({ ...wish, topic: 'opposite ends' }, ada.options)
  const making = async ({ options }: typeof ada) =>
    (await place.call.listTopics({}, options)).topics.find(({ id }) => id === 'two-pointers')?.makingId
  assert.deepEqual([await making(ada), await making(bob)], [video?.id, ''])
})
