import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { followIdeas, ideasIn } from './ideas.ts'

const first = { promptIndex: 3, text: 'Compare every pair. Ten times longer means a hundred times the work.' }
const story = { promptIndex: 11, text: 'First I compared all pairs, then I saw the waste. Sorting the list felt easy.' }

test('a thought said again in other words stayed, and one not said again was left behind', () => {
  const { stayed, left } = followIdeas(
    [story, first],
    [first, story],
    'I no longer compare each pair of the list. What do I forget between two rounds?',
  )
  assert.deepEqual(
    stayed.map(({ before, after }) => [before.promptIndex, before.text, after.text]),
    [[3, 'Compare every pair.', 'I no longer compare each pair of the list.']],
  )
  assert.deepEqual(
    left.map(({ text }) => text),
    ['Sorting the list felt easy.', 'Ten times longer means a hundred times the work.'],
  )
})

test('small words in common make nothing alike', () => {
  const { stayed } = followIdeas(
    [],
    [{ promptIndex: 0, text: 'I think that it is what they want me to do with the list.' }],
    'What is it that they would do with this one?',
  )
  assert.deepEqual(stayed, [])
})

test('nothing said leaves nothing', () => {
  assert.deepEqual(followIdeas([], [], ''), { stayed: [], left: [] })
  assert.deepEqual(followIdeas([{ promptIndex: 3, text: '?!' }], [], 'Hm.'), { stayed: [], left: [] })
})

test('every idea stands where it says', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('Compare pairs. ', 'Really? ', '\n\n', '  the list breaks! ', 'Größe zählt doppelt. ', '🙂 ', 'e.g. '), {
        maxLength: 12,
      }),
      (parts) => {
        const text = parts.join('')
        for (const idea of ideasIn({ promptIndex: 0, text })) assert.equal(text.slice(idea.start, idea.end), idea.text)
      },
    ),
  )
})

test('who says the same again leaves nothing behind', () => {
  const text = 'The list may be empty. Negative numbers break the sum. I forget earlier values.'
  assert.deepEqual(followIdeas([{ promptIndex: 11, text }], [{ promptIndex: 11, text }], text).left, [])
  assert.equal(followIdeas([], [{ promptIndex: 11, text }], text).stayed.length, 3)
})
