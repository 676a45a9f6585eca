import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Finding, Hint, Session, Transcript } from './coach-client.ts'
import { answersOf, begin, happen, mayReturnTo, nextStep, noticedIn, wordsByElement } from './course.ts'

const session: Session = {
  id: 's',
  algorithmTitle: 'Two Sum',
  algorithmUrl: '',
  site: 'other',
  difficulty: '',
  tags: [],
  status: 'in_progress',
  promptsCompleted: 0,
  startedAt: '2026-01-01T00:00:00Z',
  endedAt: null,
  hintRequested: false,
  timeSpentSeconds: 0,
  highestTier: 0,
}

const transcript = (changes: Partial<Session> = {}): Transcript => ({
  session: { ...session, ...changes },
  algorithm: { title: 'Two Sum' },
  prompts: Array.from({ length: 12 }, (_, index) => ({ index, element: 'earth', subElement: '1.0', text: `Prompt ${index}`, guidance: '' })),
  responses: [],
  findings: [],
  hints: [],
  finalResponse: null,
  change: null,
})

const finding = (code: string, promptIndex: number, severity: Finding['severity'] = 'notice'): Finding => ({
  code,
  element: 'earth',
  severity,
  message: code,
  evidence: [{ promptIndex, start: 0, end: 1 }],
})

const hint = (tier: number): Hint => ({ id: `h${tier}`, hintText: 'Look.', elementFocus: 'earth', tier, source: 'offline' })

test('a session goes on where it was left', () => {
  assert.deepEqual(nextStep({ ...session, promptsCompleted: 5 }), { kind: 'prompt', index: 5 })
  assert.deepEqual(nextStep({ ...session, promptsCompleted: 12 }), { kind: 'review' })
  assert.deepEqual(nextStep({ ...session, promptsCompleted: 12, hintRequested: true }), { kind: 'hint' })
  assert.deepEqual(nextStep({ ...session, status: 'completed' }), { kind: 'change' })
  assert.deepEqual(nextStep({ ...session, status: 'abandoned' }), { kind: 'abandoned' })
})

test('an answer is kept, and the next prompt follows', () => {
  const course = happen(begin(transcript()), {
    type: 'answered',
    promptIndex: 0,
    responseText: 'find two numbers',
    timeSpentSeconds: 30,
    answered: { session: { ...session, promptsCompleted: 1 }, prompt: null, findings: [finding('few_questions', 0)] },
  })
  assert.deepEqual(course.step, { kind: 'prompt', index: 1 })
  assert.equal(answersOf(course.transcript).textAt(0), 'find two numbers')
  assert.deepEqual(wordsByElement(course.transcript), { earth: 3 })
  assert.equal(course.noticed?.code, 'few_questions')
})

test('an earlier answer is replaced, and one is back where one was', () => {
  const first = happen(begin(transcript({ promptsCompleted: 4 })), { type: 'went', index: 1 })
  assert.deepEqual(first.step, { kind: 'prompt', index: 1 })
  const answered = { session: { ...session, promptsCompleted: 4 }, prompt: null, findings: [] }
  const twice = ['one', 'two'].reduce(
    (course, responseText) => happen(course, { type: 'answered', promptIndex: 1, responseText, timeSpentSeconds: 1, answered }),
    first,
  )
  assert.deepEqual(
    twice.transcript.responses.map((response) => response.responseText),
    ['two'],
  )
  assert.deepEqual(twice.step, { kind: 'prompt', index: 4 })
})

test('no one goes ahead of the prompts, nor back once a hint was asked for', () => {
  const open = { ...session, promptsCompleted: 3 }
  assert.deepEqual(
    [-1, 0, 3, 4, 12].map((index) => mayReturnTo(open, index)),
    [false, true, true, false, false],
  )
  assert.equal(mayReturnTo({ ...open, promptsCompleted: 12, hintRequested: true }, 3), false)
  const course = begin(transcript({ promptsCompleted: 3 }))
  assert.equal(happen(course, { type: 'went', index: 9 }), course)
})

test('what is new is noticed: of this answer before others, then the weightiest', () => {
  const before = [finding('thin_answers', 2, 'important')]
  const after = [...before, finding('no_links', 2, 'info'), finding('jumps_to_code', 2), finding('not_known', 1, 'important')]
  assert.equal(noticedIn(before, after, 2)?.code, 'jumps_to_code')
  assert.equal(noticedIn(before, after, 7)?.code, 'not_known')
  assert.equal(noticedIn(after, after, 2), undefined)
})

test('hints stand in the order of their tiers, one for each', () => {
  const asked = happen(begin(transcript({ promptsCompleted: 12 })), { type: 'asked for a hint' })
  assert.deepEqual(asked.step, { kind: 'hint' })
  const hinted = [hint(2), hint(1), hint(2)].reduce((course, given) => happen(course, { type: 'hinted', hint: given }), asked)
  assert.deepEqual(
    hinted.transcript.hints.map(({ tier }) => tier),
    [1, 2],
  )
})

test('the last word ends the session with what changed', () => {
  const course = happen(begin(transcript({ promptsCompleted: 12, hintRequested: true })), {
    type: 'completed',
    finalResponse: 'Now I see.',
    session: { ...session, status: 'completed' },
    change: { added: [] },
  })
  assert.deepEqual(course.step, { kind: 'change' })
  assert.equal(answersOf(course.transcript).textAt(12), 'Now I see.')
})

test('a session that was put aside stays so', () => {
  const course = happen(begin(transcript()), { type: 'abandoned', session: { ...session, status: 'abandoned' } })
  assert.deepEqual(happen(course, { type: 'went on' }).step, { kind: 'abandoned' })
})

test('what has arrived from elsewhere changes nothing that is being written, unless the session has gone on without it', () => {
  const became = (step: ReturnType<typeof begin>, latest: Transcript) => happen(step, { type: 'became', transcript: latest }).step
  const earlier = happen(begin(transcript({ promptsCompleted: 4 })), { type: 'went', index: 2 })
  assert.deepEqual(became(earlier, transcript({ promptsCompleted: 6 })), { kind: 'prompt', index: 2 })
  assert.deepEqual(became(earlier, transcript({ promptsCompleted: 12, hintRequested: true })), { kind: 'hint' })
  assert.deepEqual(became(earlier, transcript({ status: 'completed' })), { kind: 'change' })
})

test('who has asked for the hint is not sent back when late answers arrive', () => {
  const asked = happen(begin(transcript({ promptsCompleted: 12 })), { type: 'asked for a hint' })
  const course = happen(asked, { type: 'became', transcript: transcript({ promptsCompleted: 12 }) })
  assert.deepEqual([course.step, course.transcript.session.hintRequested], [{ kind: 'hint' }, true])
})
