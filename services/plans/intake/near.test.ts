/** Profiles as vectors: the same words give the same vector, others' figures only from five on, and never over two models. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { silentLog } from '@quint/runtime/log.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { type House, house, intake } from '../testing.ts'
import { dimensions, hashed, localModel, openEmbedding } from './embedding.ts'
import { nearTopics } from './store.ts'

const signal = new AbortController().signal

test('the same words have the same vector of unit length, and other words another', () => {
  const [one, again, other] = [hashed('two pointers, graphs'), hashed('two pointers, graphs'), hashed('heaps')]
  assert.deepEqual(one, again)
  assert.notDeepEqual(one, other)
  assert.equal(one.vector.length, dimensions)
  assert.ok(Math.abs(Math.hypot(...one.vector) - 1) < 1e-9)
})

async function serverThatSays(status: number, body: unknown) {
  const server = createServer((_request, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  return {
    url,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

test('a model makes the vector; one of the wrong size, or none, is made of words and says so', async () => {
  const vector = Array.from({ length: dimensions }, (_, index) => index % 7)
  const answers = [
    { status: 200, body: { data: [{ embedding: vector }] }, model: 'a-model' },
    { status: 200, body: { data: [{ embedding: vector.slice(1) }] }, model: localModel },
    { status: 200, body: { data: [{ embedding: vector.map(() => 0) }] }, model: localModel },
    { status: 200, body: { data: [] }, model: localModel },
    { status: 500, body: {}, model: localModel },
  ]
  for (const { status, body, model } of answers) {
    await using server = await serverThatSays(status, body)
    const embed = openEmbedding({ url: server.url, apiKey: 'k', model: 'a-model', log: silentLog })
    assert.equal((await embed('words', signal)).model, model, JSON.stringify(body).slice(0, 40))
  }
  const nobody = openEmbedding({ url: 'http://127.0.0.1:9/v1', apiKey: '', model: 'a-model', log: silentLog })
  assert.equal((await nobody('words', signal)).model, localModel)
})

/** A learner who has graded a problem of each topic. */
async function graduate(place: House, grade: 'again' | 'good'): Promise<string> {
  const { userId, options } = await place.learner()
  await place.call.putIntake({ intake }, options)
  const card = uuidv7()
  await place.db.database.asLearner(userId, async (tx) => {
    await tx.query(
      `insert into review_cards (id, user_id, problem_id, title, link, topic, difficulty, due, stability, hardness, reps, lapses, state)
       values ($1, $2, 'two-sum', 'Two Sum', '', 'hashing', 'easy', now(), 1, 5, 1, 0, 2)`,
      [card, userId],
    )
    await tx.query('insert into review_grades (id, card_id, user_id, grade, day, elapsed_days) values ($1, $2, $3, $4, now(), 3)', [
      uuidv7(),
      card,
      userId,
      grade,
    ])
  })
  return userId
}

test('what worked for learners alike is told from five of them on, as a figure of all', async () => {
  await using place = await house()
  const { userId, options } = await place.learner()
  await place.call.putIntake({ intake }, options)
  const near = () => place.db.database.asLearner(userId, (tx) => nearTopics(tx, { fewest: 5, most: 20 }))
  for (let count = 0; count < 4; count += 1) await graduate(place, count === 0 ? 'again' : 'good')
  assert.deepEqual(await near(), [])
  await graduate(place, 'good')
  assert.deepEqual(await near(), [{ profiles: 5, topic: 'hashing', remembered: 0.8, grades: 5 }])
})

test('vectors of another model are not compared', async () => {
  await using place = await house()
  const { userId, options } = await place.learner()
  await place.call.putIntake({ intake }, options)
  for (let count = 0; count < 6; count += 1) {
    const other = await graduate(place, 'good')
    await place.db.database.asLearner(other, (tx) => tx.query("update intake_profiles set embedding_model = 'another' where user_id = $1", [other]))
  }
  assert.deepEqual(await place.db.database.asLearner(userId, (tx) => nearTopics(tx, { fewest: 5, most: 20 })), [])
})
