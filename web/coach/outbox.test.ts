import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ApiError } from '../api/problem.ts'
import { isUnanswered, type OutboxStore, openOutbox, type Posted, type Sent, sentOrNot, type Waiting } from './outbox.ts'

function memoryStore(): OutboxStore {
  let all: Waiting[] = []
  let last = 0
  const still = (waiting: Waiting) => (one: Waiting) => one.id === waiting.id && one.key === waiting.key
  return {
    list: async () => [...all],
    async put(posted) {
      const at = all.findIndex((one) => one.userId === posted.userId && one.sessionId === posted.sessionId && one.promptIndex === posted.promptIndex)
      const known = all[at]
      if (known === undefined) all.push({ ...posted, id: ++last })
      else all[at] = { ...posted, id: known.id }
    },
    async remove(waiting) {
      all = all.filter((one) => !still(waiting)(one))
    },
    async refuse(waiting, refused) {
      all = all.map((one) => (still(waiting)(one) ? { ...one, refused } : one))
    },
    async clear(userId) {
      all = all.filter((one) => userId !== undefined && one.userId !== userId)
    },
  }
}

const answer = (promptIndex: number, text = `answer ${promptIndex}`, key = `${promptIndex} ${text}`): Posted => ({
  userId: 'ada',
  sessionId: 's',
  promptIndex,
  responseText: text,
  timeSpentSeconds: 1,
  key,
})

function outboxWith(send: (waiting: Waiting) => Promise<Sent>, owner: () => string | undefined = () => 'ada') {
  const store = memoryStore()
  const told = { changed: 0, awaited: 0 }
  let turn = Promise.resolve()
  const outbox = openOutbox({
    store,
    send,
    owner: async () => owner(),
    exclusively(work) {
      const mine = turn.then(work)
      turn = mine.catch(() => undefined)
      return mine
    },
    changed: () => told.changed++,
    awaited: () => told.awaited++,
  })
  return { outbox, store, told }
}

const sent: Sent = { kind: 'sent' }
const later: Sent = { kind: 'later' }

test('what waits goes out in the order it was given, each once, however many send at once', async () => {
  const seen: number[] = []
  const { outbox } = outboxWith(async ({ promptIndex }) => {
    seen.push(promptIndex)
    return sent
  })
  for (const index of [0, 1, 2]) await outbox.post(answer(index))
  await Promise.all([outbox.flush(), outbox.flush(), outbox.flush()])
  assert.deepEqual(seen, [0, 1, 2])
  assert.deepEqual(await outbox.waiting('ada'), [])
})

test('nothing overtakes an answer that cannot go out yet, and it keeps its key', async () => {
  const tried: string[] = []
  let online = false
  const { outbox, told } = outboxWith(async ({ key }) => {
    tried.push(key)
    return online ? sent : later
  })
  await outbox.post(answer(3))
  await outbox.post(answer(4))
  assert.equal(told.awaited, 2)
  await outbox.flush()
  online = true
  await outbox.flush()
  assert.deepEqual(tried, ['3 answer 3', '3 answer 3', '4 answer 4'])
})

test('an answer written anew while it waits takes the place of the old one', async () => {
  const seen: string[] = []
  const { outbox } = outboxWith(async ({ responseText }) => {
    seen.push(responseText)
    return sent
  })
  for (const posted of [answer(0, 'first'), answer(1, 'second'), answer(0, 'first, better')]) await outbox.post(posted)
  await outbox.flush()
  assert.deepEqual(seen, ['first, better', 'second'])
})

test('an answer written anew while the old one is on its way goes out as well', async () => {
  const seen: string[] = []
  const { outbox } = outboxWith(async ({ responseText }) => {
    seen.push(responseText)
    if (responseText === 'old') await outbox.post(answer(0, 'new'))
    return sent
  })
  await outbox.post(answer(0, 'old'))
  await outbox.flush()
  assert.deepEqual(seen, ['old', 'new'])
  assert.deepEqual(await outbox.waiting('ada'), [])
})

test('a refused answer stays to be read, and does not hold up the others', async () => {
  const { outbox, told } = outboxWith(async ({ promptIndex }) => (promptIndex === 0 ? { kind: 'refused', reason: 'The hint was given.' } : sent))
  await outbox.post(answer(0))
  await outbox.post({ ...answer(0), sessionId: 'other', promptIndex: 1 })
  await outbox.flush()
  const [left, ...none] = await outbox.waiting('ada')
  assert.deepEqual([left?.refused, none], ['The hint was given.', []])
  await outbox.flush()
  if (left !== undefined) await outbox.letGo(left)
  assert.deepEqual(await outbox.waiting('ada'), [])
  assert.ok(told.changed >= 4)
})

test('nobody sends or sees the answers of another learner', async () => {
  for (const owner of ['grace', undefined]) {
    const { outbox } = outboxWith(
      async () => assert.fail('sent'),
      () => owner,
    )
    await outbox.post(answer(0))
    await outbox.flush()
    assert.deepEqual(await outbox.waiting('grace'), [])
    assert.equal((await outbox.waiting('ada')).length, 1)
    await outbox.clear('grace')
    assert.equal((await outbox.waiting('ada')).length, 1)
    await outbox.clear()
    assert.deepEqual(await outbox.waiting('ada'), [])
  }
})

test('whatever the network does, what has arrived is what was given last, in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(4), fc.constantFrom('ok', 'lost', 'down')), { maxLength: 24 }), async (steps) => {
      const weather = steps.map(([, how]) => how)
      const arrived = new Map<number, string>()
      const keys = new Set<string>()
      const { outbox } = outboxWith(async ({ promptIndex, responseText, key }) => {
        const how = weather.shift() ?? 'ok'
        if (how === 'down') return later
        if (!keys.has(key)) arrived.set(promptIndex, responseText)
        keys.add(key)
        return how === 'ok' ? sent : later
      })
      const given = new Map<number, string>()
      for (const [at, [promptIndex]] of steps.entries()) {
        given.set(promptIndex, `text ${at}`)
        await outbox.post(answer(promptIndex, `text ${at}`))
        await outbox.flush()
      }
      while ((await outbox.waiting('ada')).length > 0) await outbox.flush()
      assert.deepEqual(new Map([...arrived].sort()), new Map([...given].sort()))
    }),
  )
})

test('silence, a busy or an absent server and a sign-in that is over mean later; a refusal means never', () => {
  const error = (status: number) => new ApiError({ title: 'No', status, detail: 'No.' })
  for (const status of [0, 408, 429, 500, 502, 503, 504, 401]) assert.deepEqual(sentOrNot(error(status)), later, String(status))
  for (const status of [400, 404, 409, 413, 422]) assert.deepEqual(sentOrNot(error(status)), { kind: 'refused', reason: 'No.' }, String(status))
  assert.deepEqual(sentOrNot(new TypeError('broken')), later)
  const underWay = new ApiError({ title: 'Conflict', status: 409, detail: 'The first request with this Idempotency-Key is still running.' })
  assert.deepEqual(sentOrNot(underWay), later, 'the first attempt goes on')
  assert.deepEqual(
    [0, 503, 500, 409].map((status) => isUnanswered(error(status))),
    [true, true, false, false],
  )
})
