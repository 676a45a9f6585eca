/** Whom a learner wants asked, over the real contract: each call keeps to it, nobody else reads their words, and a coach that is not there is named. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type FakeReply, startFakeAnthropic, startFakeOpenai } from '@quint/llm/testing.ts'
import type { StreamDialogueResponse } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { cues, messageOf, passing, playing, rightCode } from './interviewer/testing.ts'
import { answers, type ReadHint, readHint, testHints, twoSum } from './testing.ts'

const good =
  'You wrote that you go back to the start for each number. Take your own example once more and write down, for every move of your hand, the one thing that you learned from it. Some lines will say the same as a line above them, and those are worth a longer look than the others. Which line was the first that told you nothing new?'
const streaming = (text: string): FakeReply => ({ kind: 'stream', chunks: text.match(/\s*\S+/g) ?? [] })
const overloaded: FakeReply = { kind: 'error', status: 529, type: 'overloaded_error' }

/** Anthropic is asked first, then a server of one's own. */
async function house(replies: readonly [FakeReply, FakeReply] = [streaming(good), streaming(good)]) {
  await using owned = new AsyncDisposableStack()
  const first = owned.use(await startFakeAnthropic([replies[0]]))
  const second = owned.use(await startFakeOpenai([replies[1]]))
  const place = owned.use(
    await testHints({
      environment: {
        ANTHROPIC_API_KEY: 'k',
        ANTHROPIC_BASE_URL: first.url,
        HINTS_COMPATIBLE_BASE_URL: second.url,
        HINTS_COMPATIBLE_MODEL: 'llama',
      },
    }),
  )
  const { options } = await place.learner()
  const hint = (coach: string, sessionId = uuidv7()) =>
    readHint(place.call.streamHint({ sessionId, algorithm: twoSum, answers: answers(), tier: 1, lastEventId: '', coach }, options))
  const asked = () => [first.requests.length, second.requests.length]
  const rest = owned.move()
  return { ...place, options, hint, asked, [Symbol.asyncDispose]: () => rest.disposeAsync() }
}

function metaOf({ events }: ReadHint) {
  const first = events[0]?.event
  assert.equal(first?.$case, 'meta')
  return first.value
}

test('every coach that can be chosen is named, the offline coach last', async () => {
  await using place = await house()
  const { source, coaches } = await place.call.getCoach({})
  assert.equal(source, 'anthropic')
  assert.deepEqual(
    coaches.map((coach) => coach.source),
    ['anthropic', 'compatible', 'offline'],
  )
  assert.equal(coaches[1]?.model, 'llama')
})

test('a hint comes from the coach that was chosen, and is kept under its name', async () => {
  await using place = await house()
  assert.equal((await place.hint('')).source, 'anthropic')
  const sessionId = uuidv7()
  const chosen = await place.hint('compatible', sessionId)
  assert.deepEqual([chosen.source, chosen.text, metaOf(chosen).source, metaOf(chosen).missingCoach], ['compatible', good, 'compatible', ''])
  const { hints } = await place.call.listHints({ sessionId }, place.options)
  assert.deepEqual([hints[0]?.source, hints[0]?.model], ['compatible', 'llama'])
  assert.deepEqual(place.asked(), [1, 1])
  // What is written stays, whoever is chosen later.
  assert.deepEqual((await place.hint('offline', sessionId)).events, chosen.events)
})

test('who has chosen the offline coach is read by no model, and pays nothing of their budget', async () => {
  await using place = await house()
  const hint = await place.hint('offline')
  assert.deepEqual([hint.source, metaOf(hint).source, metaOf(hint).missingCoach], ['offline', 'offline', ''])
  assert.deepEqual(place.asked(), [0, 0])
})

test('a model that was chosen and fails is followed by the offline coach, not by another model', async () => {
  await using place = await house([overloaded, streaming(good)])
  assert.equal((await place.hint('anthropic')).source, 'offline')
  const [first = 0, second] = place.asked()
  assert.ok(first >= 1)
  assert.equal(second, 0)
  assert.equal((await place.hint('')).source, 'compatible', 'the default has others behind it')
})

test('a coach that is not there, or never was, is named, and the default answers', async () => {
  await using place = await house()
  for (const coach of ['openai', 'constructor']) {
    const hint = await place.hint(coach)
    assert.deepEqual([hint.source, metaOf(hint).missingCoach], ['anthropic', coach])
  }
})

async function turnsOf(stream: AsyncIterable<StreamDialogueResponse>) {
  const turns: { readonly missing: string; readonly source: string }[] = []
  let missing = ''
  for await (const { event } of stream) {
    if (event?.$case === 'meta') missing = event.value.missingCoach
    if (event?.$case === 'done') turns.push({ missing, source: event.value.source })
  }
  return turns
}

test('a conversation keeps to the choice turn by turn', async () => {
  const turn = 'You said that you must tell where the two stand. What makes you sure that there are always two?'
  await using place = await house([streaming(turn), streaming(turn)])
  const sessionId = uuidv7()
  const given = answers()
  const ask = (count: number, coach: string, afterSeq = 0) =>
    turnsOf(place.call.streamDialogue({ sessionId, algorithm: twoSum, answers: given.slice(0, count), afterSeq, coach }, place.options))
  assert.deepEqual(await ask(0, 'offline'), [{ missing: '', source: 'offline' }])
  assert.deepEqual((await ask(1, 'compatible', 1999)).at(-1), { missing: '', source: 'compatible' })
  assert.deepEqual((await ask(2, 'offline', 2999)).at(-1), { missing: '', source: 'offline' })
  assert.deepEqual(place.asked(), [0, 1])
  assert.deepEqual((await ask(3, 'openai', 3999)).at(-1), { missing: 'openai', source: 'anthropic' })
})

test('interviews and designs keep to the choice', async () => {
  await using place = await house()
  const play = playing()
  play.cued('stage')
  play.codes(rightCode, { ...passing, submitted: true })
  play.says('I want to add up two of the numbers and look whether they make it.')
  const interview = messageOf(play.interview())
  const design = {
    problemTitle: 'P',
    task: 'T',
    text: 'Three servers.',
    blueprint: '{}',
    places: [],
    findings: [{ place: 'db', text: 'There is one of db.' }],
  }
  const calls = async (coach: string): Promise<void> => {
    await Array.fromAsync(place.call.converse({ interview, cue: cues.message, saidSoFar: '', coach }, place.options))
    await place.call.review({ interview, coach }, place.options)
    await place.call.summarise({ interview, earlier: [], coach }, place.options)
    await place.call.readDesign({ design, complaints: [], coach }, place.options)
    await place.call.assessDesign({ design, byRules: [], coach }, place.options)
    await place.call.explainDesign({ design, seen: design.findings, coach }, place.options)
    await Array.fromAsync(place.call.discussDesign({ design, question: 'What if db is lost?', byRules: ['Look at db.'], coach }, place.options))
  }
  await calls('offline')
  assert.deepEqual(place.asked(), [0, 0])
  await calls('compatible')
  const [first, second] = place.asked()
  assert.deepEqual([first, second], [0, 7])
})
