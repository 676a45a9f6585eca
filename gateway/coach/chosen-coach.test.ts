/** A learner's choice of coach, as it reaches hints: with every call that a model may answer, from the next one on, and for nobody else. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HintsServiceImplementation, StreamHintRequest } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { Spoken } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import type { PlansServiceImplementation } from '@quint/proto/gen/quint/plans/v1/plans.ts'
import { Problem } from '@quint/proto/gen/quint/plans/v1/problem.ts'
import type { RunnerServiceImplementation } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { fakeSessions as interviewSessions } from '../interview/fake-sessions.ts'
import { openSocket } from '../socket/testing.ts'
import { testGateway } from '../testing.ts'
import { fakeDialogue, fakeHints, fakeSessions, hintEvents, turnEvents } from './fake-mesh.ts'
import { answeredSession, readEvents } from './story.ts'

type Gateway = Awaited<ReturnType<typeof testGateway>>

async function learnerOf(gateway: Gateway) {
  const { user, accessToken: token } = await gateway.register()
  const choose = async (coach: string | null) =>
    assert.equal((await gateway.send('PATCH', `/api/users/${user.id}`, { token, body: { preferences: { coach } } })).status, 200)
  return { token, choose }
}

test('hints are asked of the coach that was chosen last, and of the default by everybody else', async () => {
  const hints = fakeHints()
  await using gateway = await testGateway({ sessions: fakeSessions(), hints: hints.implementation })
  const ada = await learnerOf(gateway)
  const grace = await learnerOf(gateway)
  const ask = async ({ token }: { readonly token: string }): Promise<string | undefined> => {
    await (await gateway.send('GET', `/api/session/analyze?sessionId=${await answeredSession(gateway, token)}`, { token })).text()
    return hints.requests.at(-1)?.coach
  }
  assert.equal(await ask(ada), '')
  await ada.choose('offline')
  assert.deepEqual([await ask(ada), await ask(grace)], ['offline', ''])
  await ada.choose('anthropic')
  assert.equal(await ask(ada), 'anthropic')
  for (const back of ['default', null]) {
    await ada.choose('offline')
    await ada.choose(back)
    assert.equal(await ask(ada), '')
  }
})

test('a coach that is not there is named to who asked', async () => {
  const streamHint: HintsServiceImplementation['streamHint'] = async function* (request: StreamHintRequest) {
    const meta = hintEvents.meta(request)
    if (meta.event?.$case === 'meta') meta.event.value.missingCoach = request.coach
    yield meta
    yield hintEvents.done(1, 'Look.')
  }
  const dialogue = fakeDialogue()
  const streamDialogue: HintsServiceImplementation['streamDialogue'] = async function* (request) {
    for (const event of turnEvents(request.sessionId, 1)) {
      if (event.event?.$case === 'meta') event.event.value.missingCoach = request.coach
      yield event
    }
  }
  await using gateway = await testGateway({ sessions: fakeSessions(), hints: { ...dialogue, streamHint, streamDialogue } })
  const { token, choose } = await learnerOf(gateway)
  const sessionId = await answeredSession(gateway, token)
  await choose('openai')
  const [meta] = await Array.fromAsync(readEvents(await gateway.send('GET', `/api/session/analyze?sessionId=${sessionId}`, { token })))
  assert.partialDeepStrictEqual(meta, { name: 'meta', data: { source: 'offline', missingCoach: 'openai' } })
  await using socket = await openSocket(gateway.url, { token })
  socket.send({ type: 'coach_start', algorithm: { title: 'Two Sum' } })
  assert.partialDeepStrictEqual(await socket.next('coach_turn'), { source: 'offline', missing_coach: 'openai' })
  await choose('default')
  await using again = await openSocket(gateway.url, { token })
  again.send({ type: 'coach_start', algorithm: { title: 'Two Sum' } })
  assert.equal('missing_coach' in (await again.next('coach_turn')), false)
})

test('conversations, interviews, problems and designs keep to the choice', async () => {
  const told: string[] = []
  const note = (what: string, { coach }: { readonly coach: string }): void => void told.push(`${what} ${coach}`)
  const hints: Partial<HintsServiceImplementation> = {
    async *streamHint(request) {
      note('problem', request)
      yield hintEvents.meta(request)
      yield hintEvents.done(1, 'Look.')
    },
    async *streamDialogue(request) {
      note('conversation', request)
      yield* turnEvents(request.sessionId, 1)
    },
    async *converse(request) {
      note('interview', request)
      yield { event: { $case: 'spoken', value: Spoken.fromPartial({ text: 'Go on.', source: 'offline' }) } }
    },
    async readDesign(request) {
      note('read', request)
      return {}
    },
    async assessDesign(request) {
      note('assess', request)
      return {}
    },
    async *discussDesign(request) {
      note('chat', request)
      yield { event: { $case: 'answered', value: { source: 'offline', model: '' } } }
    },
  }
  const plans: Partial<PlansServiceImplementation> = {
    getProblem: async () => ({ problem: Problem.fromPartial({ id: 'two-sum', title: 'Two Sum' }) }),
  }
  const checked = { valid: true, problems: [], findings: [], edits: [], unmapped: [], derived: { blueprint: {}, places: [], assessments: [] } }
  const runner: Partial<RunnerServiceImplementation> = {
    validateDesign: async () => ({ valid: true, checked: Buffer.from(JSON.stringify(checked)) }),
    async *discussDesign() {
      yield { text: 'Look.', source: '' }
    },
  }
  const interviews = interviewSessions()
  const interview = interviews.begin()
  await using gateway = await testGateway({ sessions: { ...fakeSessions(), ...interviews.implementation }, hints, plans, runner })
  const { token, choose } = await learnerOf(gateway)
  await choose('offline')
  await using socket = await openSocket(gateway.url, { token })
  socket.send({ type: 'coach_start', algorithm: { title: 'Two Sum' } })
  await socket.next('ai_response')
  await using room = await openSocket(gateway.url, { token })
  room.send({ type: 'resume', interview_id: interview.id, last_seq: 0 })
  await room.next('state')
  room.send({ type: 'message', content: 'Hello' })
  await room.next('ai_response')
  const post = async (route: string, body: object): Promise<void> => void (await (await gateway.send('POST', route, { token, body })).text())
  await post('/api/problems/two-sum/hint', { thought: 'I compare pairs.' })
  await post('/api/design/read', { designText: 'Three servers.' })
  await post('/api/design/assess', { designText: 'Three servers.' })
  await post('/api/design/chat', { message: 'why?' })
  assert.deepEqual(
    told,
    ['conversation', 'interview', 'problem', 'read', 'assess', 'chat'].map((what) => `${what} offline`),
  )
})

test('only coaches that there can be are chosen', async () => {
  await using gateway = await testGateway()
  const { user, accessToken: token } = await gateway.register()
  for (const coach of ['gpt', '', 'Offline', 'constructor', 7, {}, ['offline']]) {
    const response = await gateway.send('PATCH', `/api/users/${user.id}`, { token, body: { preferences: { coach } } })
    assert.equal(response.status, 400, JSON.stringify(coach))
    assert.partialDeepStrictEqual(await response.json(), { errors: [{ path: 'preferences.coach' }] })
  }
})
