import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exchanges, silence, type Talk, type TalkMessage, type TalkStep, talk, whoseTurn } from './talk.ts'

const told = (message: TalkMessage): TalkStep => ({ kind: 'told', message })
const state = (answers: readonly { prompt_index: number; text: string }[]): TalkStep => told({ type: 'coach_state', seq: 1, answers })
const turn = (number: number, promptIndex: number, knownLength: number, text: string): TalkStep[] => [
  told({ type: 'coach_turn', seq: number * 1000, turn: number, prompt_index: promptIndex, known_length: knownLength, element: 'earth' }),
  told({ type: 'ai_delta', seq: number * 1000 + 1, turn: number, text: text.slice(0, 3) }),
  told({ type: 'ai_delta', seq: number * 1000 + 2, turn: number, text: text.slice(3) }),
  told({ type: 'ai_response', seq: number * 1000 + 3, turn: number, message: text }),
]
const after = (...steps: readonly TalkStep[]): Talk => steps.reduce(talk, silence)

test('it is the coach’s turn until a question is whole, then the learner’s, then the coach’s again', () => {
  const [meta, first, ...rest] = turn(1, 0, 0, 'What goes in?')
  assert.equal(whoseTurn(silence), 'coach')
  const begun = after(state([]), ...[meta, first].filter((step) => step !== undefined))
  assert.deepEqual([whoseTurn(begun), begun.turns[0]?.text, begun.seq], ['coach', 'Wha', 1001])
  const asked = rest.reduce(talk, begun)
  assert.equal(whoseTurn(asked), 'learner')
  assert.equal(whoseTurn(talk(asked, { kind: 'said', turn: 1, text: 'Numbers.' })), 'coach')
})

test('what was said is shown at once, and once', () => {
  const said = talk(after(state([]), ...turn(1, 0, 0, 'What goes in?')), { kind: 'said', turn: 1, text: 'Numbers.' })
  assert.deepEqual(exchanges(said)[0]?.reply, 'Numbers.')
  const heard = talk(said, told({ type: 'coach_heard', seq: 4, turn: 1, prompt_index: 0 }))
  assert.deepEqual([exchanges(heard)[0]?.reply, heard.sent, heard.seq], ['Numbers.', undefined, 1003])
})

test('two replies to one prompt are told apart, also after a reload', () => {
  const live = after(
    state([]),
    ...turn(1, 0, 0, 'What goes in?'),
    { kind: 'said', turn: 1, text: 'idk' },
    told({ type: 'coach_heard', turn: 1, prompt_index: 0 }),
    ...turn(2, 0, 3, 'What can you say for sure?'),
    { kind: 'said', turn: 2, text: 'Numbers go in.' },
    told({ type: 'coach_heard', turn: 2, prompt_index: 0 }),
  )
  const reloaded = after(
    state([{ prompt_index: 0, text: 'idk\n\nNumbers go in.' }]),
    ...turn(1, 0, 0, 'What goes in?'),
    ...turn(2, 0, 3, 'What can you say for sure?'),
  )
  for (const known of [live, reloaded])
    assert.deepEqual(
      exchanges(known).map(({ reply }) => reply),
      ['idk', 'Numbers go in.'],
    )
})

test('what was sent while a line comes back is shown once, whatever is told first', () => {
  const said = talk(after(state([]), ...turn(1, 0, 0, 'What goes in?')), { kind: 'said', turn: 1, text: 'Numbers.' })
  const heard = told({ type: 'coach_heard', turn: 1, prompt_index: 0 })
  for (const answers of [[], [{ prompt_index: 0, text: 'Numbers.' }]]) {
    const resumed = talk(said, state(answers))
    assert.deepEqual([resumed.sent?.text, whoseTurn(resumed), exchanges(resumed)[0]?.reply], ['Numbers.', 'coach', 'Numbers.'])
    const known = talk(resumed, heard)
    assert.deepEqual([known.sent, known.answers], [undefined, { 0: 'Numbers.' }])
  }
})

test('text is taken back, and what fails leaves the words to the learner', () => {
  const asked = after(state([]), ...turn(1, 0, 0, 'What goes in?'))
  const cut = talk(asked, told({ type: 'ai_retract', seq: 1004, turn: 1, from: 4 }))
  assert.equal(cut.turns[0]?.text, 'What')
  const failed = talk(talk(asked, { kind: 'said', turn: 1, text: 'Numbers.' }), told({ type: 'error', seq: 7, message: 'Wait a little.' }))
  assert.deepEqual([failed.trouble, failed.sent, whoseTurn(failed), failed.seq], ['Wait a little.', undefined, 'learner', 1003])
  assert.equal(talk(failed, { kind: 'broke' }).sent, undefined)
})

test('after the farewell it is nobody’s turn', () => {
  assert.equal(whoseTurn(after(state([]), ...turn(1, 12, 0, 'That was my last question.'))), 'nobody')
})
