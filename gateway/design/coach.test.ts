/** Designs in words over HTTP: what is told to whom, rounds of mending, streams that are taken back, and rules where nobody else answers. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HintsServiceImplementation } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { Submission } from '@quint/proto/gen/quint/runner/v1/design.ts'
import type { RunnerServiceImplementation } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { testGateway } from '../testing.ts'

const id = uuidv7()
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value))
const derived = {
  blueprint: { v: 1 },
  places: ['components.api'],
  assessments: [{ area: 'api', score: 60, evidence: [{ speaks: 'for', place: 'components.api', says: 'It is there.' }] }],
}
const checked = {
  valid: true,
  deployable: true,
  problems: [],
  findings: [],
  edits: [{ kind: 'setReplicas', quote: 'three' }],
  unmapped: ['So be it.'],
  derived,
}
const rules: Partial<RunnerServiceImplementation> = {
  async validateDesign() {
    return { valid: true, deployable: true, checked: bytes(checked) }
  },
  async *discussDesign({ message }) {
    if (message === 'no') throw new Failure('not_found', 'There is no such design problem.')
    yield { text: 'Look.', source: '' }
    yield { text: '', source: 'rules' }
  },
}
const away = (code: 'unavailable' | 'deadline') => () => {
  throw new Failure(code, 'away')
}

async function openPlace(hints: Partial<HintsServiceImplementation>, runner: Partial<RunnerServiceImplementation> = {}) {
  const gateway = await testGateway({ hints, runner: { ...rules, ...runner } })
  const { accessToken: token } = await gateway.register()
  const post = (route: string, body: unknown) => gateway.send('POST', route, { token, body })
  return { post, [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose]() }
}

test('what was refused goes back to the model with its reason, at most three times, and what was inferred can be left out', async () => {
  const told: (readonly string[])[] = []
  const weighed: (readonly string[])[] = []
  await using place = await openPlace(
    {
      async readDesign({ complaints, design }) {
        told.push(complaints)
        assert.equal(design?.text, 'my words')
        return { edits: [`edit ${told.length}`], source: 'anthropic', model: 'm' }
      },
    },
    {
      async weighEdits({ edits }) {
        weighed.push(edits)
        const taken = edits[0] === 'edit 2' ? [{ edit: { kind: 'addLink' }, place: 'links.a.b', inferred: true }] : []
        const refused = [{ edit: edits[0], reason: 'there is no x' }]
        return { weighed: bytes({ taken, refused, diff: ['+ x'], said: { v: 1, name: 'said' }, unmapped: [], checked }) }
      },
    },
  )
  const response = await place.post('/api/design/read', { designText: 'my words' })
  const body = (await response.json()) as { edits: object[]; refused: object[]; saidBlueprint: object; source: string }
  assert.deepEqual(told, [[], ['edit 1: there is no x'], ['edit 2: there is no x']])
  assert.deepEqual(weighed, [['edit 1'], ['edit 2'], ['edit 3']])
  assert.deepEqual(body.edits, [
    { kind: 'setReplicas', quote: 'three', inferred: false },
    { kind: 'addLink', inferred: true },
  ])
  assert.deepEqual(
    [body.source, body.refused, body.saidBlueprint],
    ['anthropic', [{ edit: 'edit 3', reason: 'there is no x' }], { v: 1, name: 'said' }],
  )
})

for (const code of ['unavailable', 'deadline'] as const) {
  test(`where nobody answers (${code}), rules do`, async () => {
    const none = away(code)
    await using place = await openPlace(
      { readDesign: none, assessDesign: none, explainDesign: none, discussDesign: none },
      {
        async getSubmission() {
          const submission = Submission.fromPartial({ id, status: 'DEPLOY_FAILED', errorMessage: 'It did not start.' })
          return { submission, checked: bytes({ ...checked, findings: [{ place: 'components.api', reason: 'It is alone.' }] }) }
        },
      },
    )
    const read = (await (await place.post('/api/design/read', {})).json()) as { source: string; edits: object[] }
    assert.deepEqual([read.source, read.edits.length], ['rules', 1])
    const assessed = (await (await place.post('/api/design/assess', {})).json()) as { source: string; assessments: { score: number }[] }
    assert.deepEqual([assessed.source, assessed.assessments[0]?.score], ['rules', 60])
    const explained = (await (await place.post(`/api/submissions/${id}/explanation`, undefined)).json()) as {
      source: string
      paragraphs: { text: string }[]
    }
    assert.deepEqual([explained.source, explained.paragraphs.map(({ text }) => text)], ['rules', ['It did not start.', 'It is alone.']])
    const chat = await (await place.post('/api/design/chat', { message: 'why?' })).text()
    assert.match(chat, /event: token\ndata: \{"text":"Look\."\}\n\nevent: done\ndata: \{"source":"rules"\}/)
  })
}

test('an answer is told as it comes, with what is taken back; a refusal is a plain problem', async () => {
  await using place = await openPlace({
    async *discussDesign({ question, byRules }) {
      assert.deepEqual([question, byRules], ['why?', ['Look.']])
      yield { event: { $case: 'delta', value: { text: 'You shou' } } }
      yield { event: { $case: 'retract', value: { from: 0 } } }
      yield { event: { $case: 'delta', value: { text: 'Look.' } } }
      yield { event: { $case: 'answered', value: { source: 'mixed', model: 'm' } } }
    },
  })
  const text = await (await place.post('/api/design/chat', { message: 'why?' })).text()
  const names = Array.from(text.matchAll(/event: (\w+)/g), (found) => found[1])
  assert.deepEqual(names, ['token', 'retract', 'token', 'done'])
  assert.equal((await place.post('/api/design/chat', { message: 'no' })).status, 404)
})

test('a design that cannot be read is neither read nor assessed', async () => {
  const unread = { ...checked, derived: undefined, problems: [{ path: 'blueprint', message: 'This is not JSON' }] }
  await using place = await openPlace(
    {},
    {
      async validateDesign() {
        return { valid: false, deployable: false, checked: bytes(unread) }
      },
    },
  )
  for (const route of ['read', 'assess']) assert.equal((await place.post(`/api/design/${route}`, { blueprint: '{' })).status, 400)
})
