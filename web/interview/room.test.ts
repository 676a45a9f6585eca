import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Entry } from './interview.ts'
import { conversation, emptyRoom, isEnding, lastRun, lastSeq, type Room, type RoomStep, room, type Sent, waitingFor } from './room.ts'
import type { RoomInterview } from './wire.ts'

const interview: RoomInterview = {
  problem: null,
  language: 'python',
  persona: 'neutral',
  durationMinutes: 30,
  stage: 'coding',
  status: 'in_progress',
  startedAt: '2026-11-21T10:00:00Z',
  endsAt: '2026-11-21T10:30:00Z',
  remainingMs: 1_800_000,
  draft: { code: '', language: '' },
}
const entry = (seq: number, kind: Entry['kind'], more: Partial<Entry> = {}): Entry => ({ seq, kind, text: '', ...more })
const heard = (...entries: readonly Entry[]): readonly RoomStep[] => entries.map((one) => ({ kind: 'told', told: { kind: 'entry', entry: one } }))
const after = (steps: readonly RoomStep[], before: Room = { ...emptyRoom, interview }): Room => steps.reduce(room, before)
const sent = (requestId: string, kind: Sent['kind'], text = ''): RoomStep => ({ kind: 'sent', sent: { requestId, kind, text } })
const delta = (aboutSeq: number, from: number, text: string): RoomStep => ({ kind: 'told', told: { kind: 'delta', aboutSeq, from, text } })
const trouble = (about: string): RoomStep => ({ kind: 'told', told: { kind: 'trouble', code: 'conflict', message: 'Not now.', about } })

test('an entry that is told again, as after a broken line, stands there once', () => {
  const state = after(heard(entry(1000, 'system'), entry(2000, 'message'), entry(2000, 'message'), entry(1000, 'system'), entry(3000, 'ai_response')))
  assert.deepEqual(
    state.entries.map(({ seq }) => seq),
    [1000, 2000, 3000],
  )
  assert.equal(lastSeq(state), 3000)
})

test('what was sent is on its way until the entry with its name comes, in this page or told by another', () => {
  const waiting = after([sent('a', 'message', 'first'), sent('b', 'message', 'second')])
  assert.deepEqual(
    conversation(waiting).map(({ text }) => text),
    ['first', 'second'],
  )
  const heardOne = after(heard(entry(1000, 'message', { requestId: 'a', text: 'first' })), waiting)
  assert.deepEqual(
    heardOne.sent.map(({ requestId }) => requestId),
    ['b'],
  )
  assert.deepEqual(
    conversation(heardOne).map(({ text }) => text),
    ['first', 'second'],
  )
})

test('what is refused is given back, the oldest of its kind first', () => {
  const state = after([sent('a', 'message', 'first'), sent('b', 'run'), sent('c', 'message', 'second'), trouble('message')])
  assert.equal(state.trouble?.refused?.requestId, 'a')
  assert.deepEqual(
    state.sent.map(({ requestId }) => requestId),
    ['b', 'c'],
  )
  assert.equal(after([{ kind: 'settled' }], state).trouble, undefined)
})

test('trouble with something that was not sent by this page takes nothing back', () => {
  const state = after([sent('a', 'message', 'first'), trouble('cursor')])
  assert.equal(state.trouble?.about, 'cursor')
  assert.equal(state.trouble?.refused, undefined)
  assert.equal(state.sent.length, 1)
})

test('what the interviewer says grows, is taken back from a place on, and is replaced by the whole', () => {
  const speaking = after([delta(2000, 0, 'One. '), delta(2000, 5, 'Two, wrong.'), delta(2000, 5, 'Two.')])
  assert.equal(speaking.speaking?.text, 'One. Two.')
  const other = after([delta(4000, 0, 'New.')], speaking)
  assert.equal(other.speaking?.text, 'New.')
  const whole = after(heard(entry(3000, 'ai_response', { text: 'One. Two.', aboutSeq: 2000 })), speaking)
  assert.equal(whole.speaking, undefined)
})

test('the end is asked for once, and again only when it was refused', () => {
  assert.equal(isEnding(after([])), false)
  const ending = after([sent('a', 'end_session')])
  assert.equal(isEnding(ending), true)
  assert.equal(isEnding(after(heard(entry(1000, 'end_session', { requestId: 'a' })), ending)), true)
  assert.equal(isEnding(after([trouble('end_session')], ending)), false)
})

test('the code that is known to be kept is the one that was told last', () => {
  assert.equal(after([{ kind: 'told', told: { kind: 'kept', requestId: 'r' } }]).keptDraft, 'r')
})

test('the stage is what the last stage entry says', () => {
  assert.equal(after(heard(entry(1000, 'stage', { stage: 'feedback' }))).interview?.stage, 'feedback')
})

test('the last run is the one that waits, then the one that was told, with its own result', () => {
  assert.equal(lastRun(after([])), undefined)
  const first = heard(entry(1000, 'run', { code: 'a' }), entry(2000, 'run_result', { aboutSeq: 1000 }))
  assert.equal(lastRun(after(first))?.result?.seq, 2000)
  const again = after(heard(entry(3000, 'code_submission', { code: 'b' })), after(first))
  assert.equal(lastRun(again)?.asked.code, 'b')
  assert.equal(lastRun(again)?.result, undefined)
  const third = after([sent('x', 'run')], after(heard(entry(4000, 'run_result', { aboutSeq: 3000 })), again))
  assert.equal(lastRun(third)?.result, undefined)
  assert.equal(lastRun(third)?.number, 3)
})

test('it is said what the learner waits for, and nothing when it is their turn', () => {
  assert.equal(waitingFor(emptyRoom), undefined)
  assert.equal(waitingFor(after([])), undefined)
  assert.match(waitingFor(after([sent('a', 'message', 'words')])) ?? '', /thinking/)
  const said = heard(entry(1000, 'message', { text: 'words' }))
  assert.match(waitingFor(after(said)) ?? '', /thinking/)
  assert.equal(waitingFor(after([delta(1000, 0, 'So')], after(said))), undefined)
  assert.equal(waitingFor(after(heard(entry(2000, 'ai_response', { text: 'So?' })), after(said))), undefined)
  assert.match(waitingFor(after(heard(entry(1000, 'run')))) ?? '', /running/)
  const judged = heard(entry(1000, 'code_submission'), entry(2000, 'run_result', { aboutSeq: 1000 }))
  assert.match(waitingFor(after(judged)) ?? '', /read/)
  assert.match(waitingFor(after(heard(entry(1000, 'end_session')))) ?? '', /summary/)
})
