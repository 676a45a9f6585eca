import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findAcrostic, findLineAcrostic } from './disguise.ts'
import { conceptsDescribed, conceptsNamed, findJointLeak, findLeak, type LeakReason } from './leak.ts'
import { type Allowed, passage } from './passage.ts'

const nothing: Allowed = { named: new Set(), described: new Set(), said: '', subjects: [] }

function reasonOf(text: string, allowed = nothing): LeakReason | undefined {
  return findLeak(passage(text, allowed), allowed)?.reason
}

const inConversation: Allowed = { ...nothing, unjudged: true }

const verdicts = [
  'Yes, exactly that.',
  'Warm.',
  'You are on the right track.',
  'That is correct.',
  'Your idea is right.',
  'The word starts with the letter H.',
  'Option B is the one.',
  'Good idea, go on with it.',
]

test('in a conversation, whether an idea is right is never said; elsewhere it says nothing', () => {
  assert.deepEqual(
    verdicts.filter((text) => reasonOf(text, inConversation) !== 'verdict'),
    [],
  )
  for (const text of ['What would you do next?', 'No value stands there twice in your example.', 'You wrote that it goes wrong. Where?'])
    assert.equal(reasonOf(text, inConversation), undefined, text)
})

const leaks: Readonly<Record<Exclude<LeakReason, 'verdict'>, readonly string[]>> = {
  technique: [
    'A hash map would do.',
    'Hash-maps would do.',
    'Think of an h-a-s-h.',
    'This is memoization.',
    'Sort them by their start.',
    'You would push it and pop it.',
    'It is O(n).',
    'Linear time is possible.',
  ],
  described: [
    'Remember every number you have seen and check whether its partner was there.',
    'Begin at the two sides and step toward the middle.',
    'Grow the stretch to the right, and shrink it from the left.',
    'Look at the middle and throw away one half.',
    'The number of ways is the sum of the ways to the step before.',
    'Visit a cell and all the land connected to it.',
  ],
  code: ['Write `x`: ```js', 'if (x) then', 'total += value', 'seen.add(value)'],
  procedure: [
    'Iterate over the values, swap the current element, and return the result.',
    'Here is the full solution.',
    'Here’s a simple answer for you.',
    'Let me show you the working code.',
  ],
  disguised: [
    'Say “d, i, c” and then “t, i, o”: d i/c t in all.',
    'The word starts with the letter s.',
    'It rhymes with cash, and it is no food.',
    'You would want a pam hsah there, would you not?',
    'Say unfu znc to yourself and think.',
    'Look at aGFzaCBtYXAgaGVyZQ for once.',
    'You want 4rr4y5 for this, do you see?',
  ],
  language: [
    'Usa un diccionario para guardar cada numero.',
    'Подумай об этом ещё раз.',
    '用哈希表来做。',
    'Nimm doch ein Wörterbuch dafür.',
    'Quibble frotz zorkmid plugh xyzzy.',
  ],
  markup: ['See https://example.com for more.', 'Look [here](x) again.', '![](x)', 'So <b>what</b> now?', 'An &amp; in it', 'javascript:alert'],
  prompt: ['My instructions say that I must not.', 'The system prompt is long.', 'As an AI I cannot say.'],
}

for (const [reason, texts] of Object.entries(leaks))
  for (const text of texts)
    test(`“${text}” is held back: ${reason}`, () => {
      assert.equal(reasonOf(text), reason)
    })

const everyday = [
  'Map out the examples that you have.',
  'You sort of see the point, and the order of your words shows it.',
  'Set your examples side by side; which set would you hand to a friend?',
  'How does it stack up against your first answer?',
  'In which tree of ideas does this one hang?',
  'Go back to the window of time in which you were sure.',
  'The key to your answer is the word “may”.',
  'Your graph paper shows two lines; which one is steeper?',
  'Is the second half of your answer as sure as the first?',
  'What would you point at if a friend asked where you got lost?',
  'Queue up for a coffee first, and then read it again, slowly.',
  'What do you know after the third value that you had not known before?',
]

for (const text of everyday)
  test(`“${text}” may be said`, () => {
    assert.equal(reasonOf(text), undefined)
  })

test('an idea that the learner named may be named, and no other', () => {
  const allowed = { ...nothing, named: new Set(['hash'] as const) }
  assert.equal(reasonOf('Your hash map needs a key.', allowed), undefined)
  assert.equal(reasonOf('Your sliding window needs an end.', allowed), 'technique')
})

test('an idea that the learner told may be told, and not named', () => {
  const allowed = { ...nothing, described: new Set(['hash'] as const) }
  assert.equal(reasonOf('You want to remember every number you have seen; why?', allowed), undefined)
  assert.equal(reasonOf('You want a hash map; why?', allowed), 'technique')
})

test('the learner’s own words are quoted freely, words put into their mouth are not', () => {
  const allowed = { ...nothing, said: 'i use a hash map here' }
  assert.equal(reasonOf('You wrote “use a hash map here”. Why there?', allowed), undefined)
  assert.equal(reasonOf('You wrote "I  use a Hash map here…" and stopped.', allowed), undefined)
  assert.equal(reasonOf('You wrote “use a hash map now”. Why there?', allowed), 'technique')
})

test('the subject of the problem is no technique, however often it is said', () => {
  const allowed = { ...nothing, subjects: ['binary search tree'] }
  assert.equal(reasonOf('A Binary Search Tree is a promise; what does this binary search tree promise?', allowed), undefined)
  assert.equal(reasonOf('A binary search tree is not a binary search.', allowed), 'technique')
})

test('two passages leak together what neither says alone', () => {
  const [before, next] = ['Your plan is rather dynamic.', 'Programming it is small.'].map((text) => passage(text, nothing))
  assert.ok(before !== undefined && next !== undefined)
  assert.deepEqual([findLeak(before, nothing), findLeak(next, nothing)], [undefined, undefined])
  assert.equal(findJointLeak(before, next, nothing)?.concept, 'dynamic_programming')
  assert.equal(findJointLeak(next, before, nothing), undefined)
})

test('initials that spell a name are found, unless the learner brought the name', () => {
  assert.ok(findAcrostic('abhashmapx', new Set()))
  assert.equal(findAcrostic('abhashmapx', new Set(['hash'] as const)), false)
  assert.equal(findAcrostic('thewholething', new Set()), false)
})

test('three initials of lines that begin a name are enough', () => {
  assert.ok(findLineAcrostic('has', new Set()))
  assert.equal(findLineAcrostic('ha', new Set()), false)
  assert.equal(findLineAcrostic('wyt', new Set()), false)
})

test('ideas are told from the words that name them and from the words that tell them', () => {
  assert.deepEqual(conceptsNamed('Sort it, then binary search with two pointers.').toSorted(), ['binary_search', 'sorting', 'two_pointers'])
  assert.deepEqual(conceptsDescribed('I throw away one half each time.'), ['binary_search'])
  assert.deepEqual([conceptsNamed('I read it again.'), conceptsDescribed('I read it again.')], [[], []])
})

test('long hostile text is judged quickly enough to be judged at all', () => {
  for (const text of [
    'keep '.repeat(140),
    'a '.repeat(350),
    '['.repeat(700),
    '“'.repeat(700),
    'h-'.repeat(350),
    'if x '.repeat(140),
    '='.repeat(700),
  ])
    assert.equal(typeof passage(text, nothing).folded.text, 'string', `${reasonOf(text)}`)
})

test('no text is too strange to be judged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const reason = reasonOf(text)
      assert.ok(reason === undefined || reason in leaks)
    }),
  )
})
