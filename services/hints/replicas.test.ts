/** A hint across replicas: a reader who is sent to another one reads the same events, while they come. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startFakeAnthropic } from '@quint/llm/testing.ts'
import type { StreamHintResponse } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { answers, readHint, testHints, twoSum } from './testing.ts'

const sentences = [
  'You wrote that you go back to the start for each number. ',
  'Take your own example once more and write down, for every move of your hand, the one thing that you learned from it. ',
  'Some lines will say the same as a line above them, and those are worth a longer look than the others. ',
  'Which line was the first that told you nothing new?',
]

const ask = () => ({ sessionId: uuidv7(), algorithm: twoSum, answers: answers(), tier: 1, lastEventId: '' })

/** A model that says its next sentence when it is let. */
async function haltingModel() {
  const gates = sentences.map(() => Promise.withResolvers<void>())
  const chunks = sentences.flatMap((sentence, index) => [gates[index]?.promise ?? '', sentence])
  const server = await startFakeAnthropic([{ kind: 'stream', chunks }])
  return { server, say: (index: number) => gates[index]?.resolve() }
}

const isText = ({ event }: StreamHintResponse, end: string): boolean => event?.$case === 'token' && event.value.text.trimEnd().endsWith(end)

/** Reads on until an event satisfies; all that it read. */
async function readUntil(events: AsyncIterator<StreamHintResponse>, enough: (event: StreamHintResponse) => boolean): Promise<StreamHintResponse[]> {
  const read: StreamHintResponse[] = []
  for (let next = await events.next(); next.done !== true; next = await events.next()) {
    read.push(next.value)
    if (enough(next.value)) break
  }
  return read
}

test('a reader who moves to another replica goes on with the same words while they are written, and the model is asked once', async () => {
  const model = await haltingModel()
  await using server = model.server
  await using place = await testHints({
    environment: { ANTHROPIC_API_KEY: 'test-key', ANTHROPIC_BASE_URL: server.url, HINTS_DISCONNECT_GRACE_MS: '20' },
  })
  const other = await place.replica()
  const { options } = await place.learner()
  const request = ask()
  const leaving = new AbortController()
  const here = place.call.streamHint(request, { ...options, signal: leaving.signal })[Symbol.asyncIterator]()
  model.say(0)
  const seen = await readUntil(here, (event) => isText(event, 'number.'))
  model.say(1)
  const there = other.call.streamHint({ ...request, lastEventId: seen.at(-1)?.eventId ?? '' }, options)[Symbol.asyncIterator]()
  const rest = await readUntil(there, (event) => isText(event, 'it.'))
  leaving.abort()
  await assert.rejects(readUntil(here, () => false))
  for (const [index, end] of [
    [2, 'others.'],
    [3, 'new?'],
  ] as const) {
    model.say(index)
    rest.push(...(await readUntil(there, (event) => isText(event, end))))
  }
  rest.push(...(await readUntil(there, () => false)))
  const whole = await readHint(place.call.streamHint(request, options))
  assert.deepEqual([...seen, ...rest], whole.events)
  assert.deepEqual([whole.text, whole.source, server.requests.length], [sentences.join(''), 'anthropic', 1])
})

test('nobody reads along at the hint of another learner', async () => {
  const model = await haltingModel()
  await using server = model.server
  await using place = await testHints({ environment: { ANTHROPIC_API_KEY: 'test-key', ANTHROPIC_BASE_URL: server.url } })
  const other = await place.replica()
  const { options } = await place.learner()
  const request = ask()
  const own = readHint(place.call.streamHint(request, options))
  await server.received(1)
  const stranger = await place.learner()
  await assert.rejects(readHint(other.call.streamHint(request, stranger.options)), /no such session/)
  for (const index of sentences.keys()) model.say(index)
  assert.equal((await own).text, sentences.join(''))
})
