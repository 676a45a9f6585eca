import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiError, noAnswer } from '../api/problem.ts'
import type { Answering, CoachClient, HintEvent, Prompt, Transcript } from './coach-client.ts'
import { elementOf } from './element.ts'
import { keptClient } from './kept-client.ts'
import type { Outbox, Posted, Waiting } from './outbox.ts'

const prompts = Array.from(
  { length: 12 },
  (_, index): Prompt => ({ index, element: elementOf(index), subElement: '1.0', text: `Prompt ${index}`, guidance: '' }),
)

const begun: Transcript = {
  session: {
    id: 's',
    algorithmTitle: 'Two Sum',
    algorithmUrl: '',
    site: 'other',
    difficulty: '',
    tags: [],
    status: 'in_progress',
    promptsCompleted: 0,
    startedAt: '',
    endedAt: null,
    hintRequested: false,
    timeSpentSeconds: 0,
    highestTier: 0,
  },
  algorithm: null,
  prompts,
  responses: [],
  findings: [],
  hints: [],
  finalResponse: null,
  change: null,
}

interface World {
  online: boolean
  /** The device has no room. */
  full?: boolean
  /** Nobody is signed in. */
  nobody?: boolean
}

function open(world: World) {
  const arrived: Answering[] = []
  const waiting: Waiting[] = []
  const reach = (): void => {
    if (!world.online) throw new ApiError(noAnswer)
  }
  const server: CoachClient = {
    async transcript() {
      return begun
    },
    async respond(answering) {
      reach()
      arrived.push(answering)
      const session = { ...begun.session, promptsCompleted: arrived.length }
      return { session, prompt: prompts[arrived.length] ?? null, findings: [] }
    },
    async *hint(): AsyncGenerator<HintEvent> {
      reach()
      yield { id: '1', type: 'token', text: 'Look again.' }
    },
    async complete() {
      reach()
      return { session: begun.session, change: null }
    },
    async abandon() {
      reach()
      return { session: begun.session }
    },
    async converse() {
      reach()
      return { send: () => undefined, close: () => undefined }
    },
  }
  const outbox: Outbox = {
    async post(posted: Posted) {
      if (world.full === true) throw new Error('no room')
      waiting.push({ ...posted, id: waiting.length + 1 })
    },
    waiting: async () => [...waiting],
    async flush() {
      while (world.online && waiting.length > 0) arrived.push(...waiting.splice(0, 1))
    },
    letGo: async () => undefined,
    clear: async () => undefined,
  }
  let keys = 0
  const remembered: Transcript[] = []
  const client = keptClient({
    client: server,
    outbox,
    owner: async () => (world.nobody === true ? undefined : 'ada'),
    newKey: () => `key ${++keys}`,
    remember: (transcript) => remembered.push(transcript),
  })
  return { client, arrived, waiting, remembered }
}

const answering = (promptIndex: number): Answering => ({ sessionId: 's', promptIndex, responseText: `answer ${promptIndex}`, timeSpentSeconds: 2 })
const signal = new AbortController().signal

test('without an answer from anyone the coach goes on to the next prompt, and says that the answer is kept', async () => {
  const { client, waiting } = open({ online: false })
  await client.transcript('s', signal)
  const first = await client.respond(answering(0))
  assert.deepEqual([first.kept, first.session.promptsCompleted, first.prompt?.index], [true, 1, 1])
  const second = await client.respond(answering(1))
  assert.equal(second.prompt?.index, 2)
  assert.deepEqual(
    waiting.map(({ promptIndex, key }) => [promptIndex, key]),
    [
      [0, 'key 1'],
      [1, 'key 2'],
    ],
  )
})

test('an answer given while earlier ones wait goes behind them, not past them', async () => {
  const world = { online: false }
  const { client, arrived } = open(world)
  await client.transcript('s', signal)
  await client.respond(answering(0))
  world.online = true
  await client.respond(answering(1))
  assert.deepEqual(
    arrived.map(({ promptIndex }) => promptIndex),
    [0, 1],
  )
})

test('a session opened anew shows what waits as answered', async () => {
  const { client } = open({ online: false })
  await client.transcript('s', signal)
  for (const index of [0, 1]) await client.respond(answering(index))
  const { session, responses } = await client.transcript('s', signal)
  assert.equal(session.promptsCompleted, 2)
  assert.deepEqual(
    responses.map(({ responseText, element, wordCount }) => [responseText, element, wordCount]),
    [
      ['answer 0', 'earth', 2],
      ['answer 1', 'earth', 2],
    ],
  )
})

test('hint, conversation, last word and putting aside wait for the answers that they need', async () => {
  const world = { online: false }
  const { client, arrived } = open(world)
  await client.transcript('s', signal)
  await client.respond(answering(0))
  const hint = async (): Promise<string[]> => (await Array.fromAsync(client.hint({ sessionId: 's', tier: 1 }, signal))).map(({ type }) => type)
  const talk = async () => client.converse?.({ sessionId: 's', signal, onMessage: () => undefined, onEnd: () => undefined })
  for (const work of [hint, talk, () => client.complete('s', 'word'), () => client.abandon('s')]) await assert.rejects(work, /still on this device/)
  world.online = true
  assert.ok((await talk()) !== undefined)
  assert.equal(arrived.length, 1)
  assert.deepEqual(await hint(), ['token'])
})

test('a refusal is told, and where nothing can be kept the failure is the first one', async () => {
  const { client } = open({ online: false, full: true })
  await client.transcript('s', signal)
  await assert.rejects(client.respond(answering(0)), (error) => error instanceof ApiError && error.status === 0)
  for (const world of [{ online: false }, { online: false, nobody: true }]) {
    const unknown = open(world)
    if ('nobody' in world) await unknown.client.transcript('s', signal)
    await assert.rejects(unknown.client.respond(answering(0)), (error) => error instanceof ApiError && error.status === 0)
    assert.deepEqual(unknown.waiting, [])
  }
})

test('what the gateway has taken is remembered as it is there, what only waits is not', async () => {
  const world = { online: true }
  const { client, remembered } = open(world)
  await client.transcript('s', signal)
  await client.respond(answering(0))
  assert.deepEqual(
    remembered.map(({ session, responses }) => [session.promptsCompleted, responses.length]),
    [
      [0, 0],
      [1, 1],
    ],
  )
  world.online = false
  await client.respond(answering(1))
  assert.equal(remembered.length, 2)
})
