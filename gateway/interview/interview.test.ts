/** What a gateway does for the learners of an interview while hints fails, hangs, or the gateway leaves. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { HintsServiceImplementation } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { ConverseResponse, Cue, Spoken } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { openSocket } from '../socket/testing.ts'
import { testGateway } from '../testing.ts'
import { fakeSessions } from './fake-sessions.ts'

const delta = (text: string): ConverseResponse => ConverseResponse.fromPartial({ event: { $case: 'delta', value: { text } } })
const retract = (from: number): ConverseResponse => ConverseResponse.fromPartial({ event: { $case: 'retract', value: { from } } })
const spoken = (text: string): ConverseResponse => ({ event: { $case: 'spoken', value: Spoken.fromPartial({ text, source: 'offline' }) } })

async function house(converse: HintsServiceImplementation['converse']) {
  await using owned = new AsyncDisposableStack()
  const sessions = fakeSessions()
  const interview = sessions.begin()
  const gateway = owned.use(await testGateway({ sessions: sessions.implementation, hints: { converse } }))
  const { accessToken: token } = await gateway.register()
  const comeBack = async () => {
    const socket = await openSocket(gateway.url, { token })
    socket.send({ type: 'resume', interview_id: interview.id, last_seq: 0 })
    return socket
  }
  const page = async () => {
    const socket = await comeBack()
    await socket.next('state')
    return socket
  }
  const rest = owned.move()
  return { interview, comeBack, page, [Symbol.asyncDispose]: () => rest.disposeAsync() }
}

test('what the interviewer says is passed on as it is said, and what is taken back is taken back', async () => {
  const go = Promise.withResolvers<void>()
  await using place = await house(async function* () {
    yield delta('A sentence. ')
    yield delta('A mistake.')
    yield retract(12)
    await go.promise
    yield delta('Another.')
    yield spoken('A sentence. Another.')
  })
  await using socket = await place.page()
  socket.send({ type: 'message', content: 'Hello' })
  const [one, two, back] = [await socket.next('ai_delta'), await socket.next('ai_delta'), await socket.next('ai_delta')]
  assert.deepEqual([one.from, one.text, two.from, two.text, back.from, back.text], [0, 'A sentence. ', 12, 'A mistake.', 12, ''])
  // Who enters in the middle of it reads it from its beginning.
  await using late = await place.page()
  assert.deepEqual([(await late.next('ai_delta')).text], ['A sentence. '])
  go.resolve()
  assert.equal((await late.next('ai_response')).message, 'A sentence. Another.')
  assert.equal((await socket.next('ai_response')).message, 'A sentence. Another.')
})

test('a page that comes back and says something in the same breath is heard', async () => {
  await using place = await house(async function* () {
    yield spoken('Here I am.')
  })
  await using socket = await place.comeBack()
  socket.send({ type: 'message', content: 'Hello' })
  assert.equal((await socket.next('ai_response')).message, 'Here I am.')
  assert.ok(socket.received.every(({ type }) => type !== 'error'))
})

test('an interviewer that is away is asked again, and the answer comes by itself', async () => {
  let asked = 0
  await using place = await house(async function* () {
    asked += 1
    if (asked === 1) throw new Failure('unavailable', 'away')
    yield spoken('Here I am.')
  })
  await using socket = await place.page()
  socket.send({ type: 'message', content: 'Hello' })
  assert.equal((await socket.next('ai_response')).message, 'Here I am.')
  assert.equal(asked, 2)
})

test('one that broke off goes on from what was heard', async () => {
  const heard: string[] = []
  await using place = await house(async function* ({ saidSoFar }) {
    heard.push(saidSoFar)
    if (heard.length === 1) {
      yield delta('A sentence.')
      await eventually(() => place.interview.duty?.said === 'A sentence.')
      throw new Failure('unavailable', 'died')
    }
    yield delta(' Another.')
    yield spoken(`${saidSoFar} Another.`)
  })
  await using socket = await place.page()
  socket.send({ type: 'message', content: 'Hello' })
  assert.equal((await socket.next('ai_response')).message, 'A sentence. Another.')
  assert.deepEqual(heard, ['', 'A sentence.'])
})

test('what is no good to try again is said', async () => {
  await using place = await house(async function* () {
    yield* []
    throw new Failure('invalid', 'The transcript is too long.')
  })
  await using socket = await place.page()
  socket.send({ type: 'message', content: 'Hello' })
  await eventually(() => place.interview.paid.length === 1)
  assert.deepEqual(place.interview.paid, [{ $case: 'failure', value: 'The transcript is too long.' }])
})

test('a gateway that leaves lets go of what it has not done, with what was said of it', async () => {
  const place = await house(async function* (_request, { signal }) {
    yield delta('A sentence.')
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  })
  const socket = await place.page()
  socket.send({ type: 'message', content: 'Hello' })
  await socket.next('ai_delta')
  await place[Symbol.asyncDispose]()
  assert.equal((await socket.closed).code, 1012)
  await eventually(() => place.interview.duty?.driver === '')
  assert.equal(place.interview.duty?.said, 'A sentence.')
})

test('a page that leaves in the middle of an answer finds it when it comes back', async () => {
  const go = Promise.withResolvers<void>()
  await using place = await house(async function* () {
    yield delta('A sentence.')
    await go.promise
    yield spoken('A sentence.')
  })
  const socket = await place.page()
  socket.send({ type: 'message', content: 'Hello' })
  await socket.next('ai_delta')
  await socket[Symbol.asyncDispose]()
  go.resolve()
  await eventually(() => place.interview.paid.length === 1)
  await using back = await place.page()
  assert.equal((await back.next('ai_response')).message, 'A sentence.')
})

test('a silence that has lasted is broken by the interviewer, also where the page has come back to', async () => {
  const cues: Cue[] = []
  await using place = await house(async function* ({ cue }) {
    cues.push(cue)
    yield spoken('What are you looking at right now?')
  })
  const { interview } = place
  interview.add({ kind: 'ai_response', text: 'Where would you begin?' })
  const gone = await place.page()
  await gone[Symbol.asyncDispose]()
  interview.patience = { ms: 200, from: performance.now() }
  await using socket = await place.page()
  await eventually(() => interview.paid.length === 1)
  const said = [await socket.next('ai_response'), await socket.next('ai_response')].map(({ message }) => message)
  assert.deepEqual([said, cues], [['Where would you begin?', 'What are you looking at right now?'], [Cue.SILENCE]])
})

test('who writes is not silent, and that they write is told to the service now and then only', async () => {
  await using place = await house(async function* () {
    yield spoken('What are you looking at right now?')
  })
  const { interview } = place
  await using socket = await place.page()
  for (let n = 0; n < 5; n += 1) socket.send({ type: 'cursor' })
  socket.send({ type: 'cursor', code: 'x', language: 'python' })
  socket.send({ type: 'message', content: 'Hello' })
  await socket.next('ai_response')
  assert.equal(interview.active, 1)
})

test('what is written right before something is said is kept before it, however long that takes', async () => {
  await using place = await house(async function* () {
    yield spoken('What does it cost?')
  })
  const { interview } = place
  await using socket = await place.page()
  const written = Promise.withResolvers<void>()
  interview.writing = written.promise
  const name = randomUUID()
  socket.send({ type: 'cursor', code: 'x = 1', language: 'python', request_id: name })
  socket.send({ type: 'message', content: 'That is all.' })
  // Time enough to overtake it.
  await sleep(300)
  assert.deepEqual(interview.kept, [])
  assert.equal(
    socket.received.some(({ type }) => type === 'draft_kept'),
    false,
    'it is told once it is true',
  )
  written.resolve()
  assert.equal((await socket.next('draft_kept')).request_id, name)
  await socket.next('ai_response')
  assert.deepEqual(interview.kept, ['x = 1', 'message'])
})

test('an interviewer who is away says nothing of a silence', async () => {
  let asked = 0
  await using place = await house(async function* () {
    yield* []
    asked += 1
    throw new Failure('unavailable', 'away')
  })
  const { interview } = place
  interview.add({ kind: 'ai_response', text: 'Where would you begin?' })
  interview.patience = { ms: 1, from: performance.now() }
  await using socket = await place.page()
  await eventually(() => interview.paid.length === 1)
  assert.deepEqual(
    interview.paid.map((payment) => payment.$case === 'reply' && payment.value.text),
    [''],
  )
  assert.equal(asked, 1)
  assert.equal(
    socket.received.some(({ type }) => type === 'error'),
    false,
  )
})
