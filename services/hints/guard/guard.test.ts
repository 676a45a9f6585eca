import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createGuard, type Stop } from './guard.ts'
import type { Allowed } from './passage.ts'

const nothing: Allowed = { named: new Set(), described: new Set(), said: '', subjects: [] }

interface Verdict {
  readonly released: string
  readonly stop: Stop | undefined
  /** What each push released, then what the end did. */
  readonly steps: readonly string[]
}

function run(chunks: readonly string[], allowed = nothing): Verdict {
  const guard = createGuard(allowed)
  const all = [...chunks.map((chunk) => guard.push(chunk)), guard.end()]
  return { released: all.map((step) => step.release).join(''), stop: all.find((step) => step.stop)?.stop, steps: all.map((step) => step.release) }
}

/** What stays with the learner. */
function kept({ released, stop }: Verdict): string {
  return released.slice(0, stop?.retractFrom ?? released.length)
}

const calm = [
  'Your third answer says that the list “may be long”. How long would it have to be before your plan felt slow to you? Write down two sizes, 5 and 50, and count your own steps for each.',
  'You tried [3, 1, 2] by hand, e.g. with the 1 first. What did you know after the first number that you had forgotten by the last? Put that into one sentence of your own.',
  'Imagine explaining the task to a neighbour who has 3.5 minutes before the bus comes. Which rule would you leave out... and would the answer still be right without it? Try it with the smallest input that you can think of.',
]

const hostile = [
  'Use a hash map for this.',
  'Keep every number you have seen so far and check whether the missing part is already there.',
  'Start at both ends and move the shorter side inward.',
  'Think of h-a-s-h m-a-p.',
  'Sort the list first.',
  'It runs in O(n).',
  'Write seen.add(value) there.',
  'Usa un diccionario para cada numero.',
]

test('a sentence is released the moment it is complete, before anything follows', () => {
  const guard = createGuard(nothing)
  assert.deepEqual(guard.push('What do you know'), { release: '' })
  assert.deepEqual(guard.push(' after the first number?'), { release: 'What do you know after the first number?' })
  assert.deepEqual(guard.push(' And after'), { release: '' })
  assert.deepEqual(guard.end(), { release: ' And after' })
})

test('a line is released at its end, whatever ends it', () => {
  assert.deepEqual(run(['Look at your example\nand say what', ' you see']).steps, ['Look at your example\n', '', 'and say what you see'])
})

for (const [text, why] of [
  ['Take a short list, e.g.', 'an abbreviation'],
  ['Say it in other words, i.e.', 'an abbreviation'],
  ['Each one costs 3.', 'a decimal point'],
  ['1.', 'the number of a list item'],
  ['Step two.', 'the name of a step'],
  ['Small inputs, odd inputs, etc.', 'an abbreviation'],
] as const)
  test(`“${text}” waits, for its point may be that of ${why}`, () => {
    assert.equal(createGuard(nothing).push(text).release, '')
  })

test('a decimal is not cut, however it is split', () => {
  assert.deepEqual(run(['It took 3', '.', '5 minutes by hand. Why', ' was that?']).steps, [
    '',
    '',
    'It took 3.5 minutes by hand.',
    ' Why was that?',
    '',
  ])
})

test('an ellipsis ends a sentence at once', () => {
  assert.equal(createGuard(nothing).push('You stopped there...').release, 'You stopped there...')
})

test('a closing quote belongs to the sentence before it', () => {
  assert.equal(createGuard(nothing).push('You asked “why would it?” Then you').release, 'You asked “why would it?”')
})

test('a name split over chunks is found', () => {
  for (const hint of hostile) {
    const { released, stop } = run([...`${calm[0]} ${hint}`])
    assert.equal(kept({ released, stop, steps: [] }), calm[0], hint)
    assert.ok(stop, hint)
  }
})

test('the sentences before a leak stay, nothing after it comes', () => {
  const guard = createGuard(nothing)
  assert.equal(guard.push(`${calm[0]} Use a hash map. What`).stop?.reason, 'technique')
  assert.deepEqual(guard.push(' else do you see? Tell me.'), { release: '' })
  assert.deepEqual(guard.end(), { release: '' })
})

test('a name across a full stop takes the sentence before it back', () => {
  const { released, stop } = run(['What is it? Your plan is rather dynamic. ', 'Programming it is the small part.'])
  assert.deepEqual([released, stop], ['What is it? Your plan is rather dynamic.', { reason: 'technique', retractFrom: 11 }])
})

test('what only two sentences tell together is never shown whole', () => {
  const { released, stop } = run(['What would you write? Keep each price on a card of its own. Look whether the one you need is there.'])
  assert.equal(stop?.reason, 'described')
  assert.doesNotMatch(released, /whether/)
})

test('a program cut by the stream where a sentence could end is judged whole', () => {
  const { released, stop } = run(['So the next thing is seen.', 'add(value) for it'])
  assert.equal(stop?.reason, 'code')
  assert.doesNotMatch(released, /add/)
})

test('letters at the starts of sentences that spell a name take everything back', () => {
  const { stop } = run(['How so? All of it? Say more. How else? Maybe not. And then? Put it down. What now? '])
  assert.equal(stop?.reason, 'disguised')
  assert.equal(stop?.retractFrom, 0)
})

test('a hint that goes on and on is cut between sentences', () => {
  const { released, stop } = run(Array.from({ length: 200 }, (_, at) => `What do you see in answer number ${at}? `))
  assert.equal(stop?.reason, 'length')
  assert.ok(released.length <= 1800)
  assert.match(released, /\?\s*$/)
})

test('a sentence without an end is not waited for', () => {
  const { released, stop } = run(Array.from({ length: 200 }, () => 'and then you look at it '))
  assert.deepEqual([released, stop?.reason], ['', 'length'])
})

test('the last sentence is judged although nothing ends it', () => {
  const { released, stop } = run([`${calm[0]} use a hash map`])
  assert.deepEqual([released, stop?.reason], [calm[0], 'technique'])
})

test('what the learner named may be said again', () => {
  const named = { ...nothing, named: new Set(['hash'] as const), described: new Set(['hash'] as const) }
  assert.equal(run(['You want a hash map; what would it hold after the first two numbers?'], named).stop, undefined)
})

test('what the learner said may be quoted, and only that', () => {
  const said = { ...nothing, said: 'i would use a hash map for it' }
  assert.equal(run(['You wrote “use a hash map”, and stopped there. What is missing in it?'], said).stop, undefined)
  assert.ok(run(['You wrote “use a sliding window”, and stopped there. What is missing in it?'], said).stop)
})

/** Cuts a text at the given places. */
function cut(text: string, places: readonly number[]): string[] {
  const ends = [...new Set(places.map((place) => place % text.length))].toSorted((a, b) => a - b)
  return [...ends, text.length].map((end, at) => text.slice(ends[at - 1] ?? 0, end))
}

const places = fc.array(fc.nat(2000), { maxLength: 60 })

test('however the stream is cut, a calm hint passes unchanged', () => {
  fc.assert(
    fc.property(fc.constantFrom(...calm), places, (hint, at) => {
      assert.deepEqual([run(cut(hint, at)).released, run(cut(hint, at)).stop], [hint, undefined])
    }),
  )
})

test('however the stream is cut, what is released is a prefix and the verdict is the same', () => {
  fc.assert(
    fc.property(fc.constantFrom(...calm), fc.constantFrom(...hostile), fc.constantFrom(...calm), places, (before, leak, after, at) => {
      const text = `${before} ${leak} ${after}`
      const whole = run([text])
      const pieces = run(cut(text, at))
      assert.ok(text.startsWith(pieces.released))
      assert.equal(pieces.stop?.reason, whole.stop?.reason)
      assert.equal(kept(pieces), kept(whole))
    }),
  )
})

test('a leak between any two words of a calm hint is never released', () => {
  fc.assert(
    fc.property(fc.constantFrom(...calm), fc.constantFrom(...hostile), fc.nat(200), places, (hint, leak, word, at) => {
      const tokens = hint.split(' ')
      const text = tokens.toSpliced(word % (tokens.length + 1), 0, leak).join(' ')
      const { released, stop } = run(cut(text, at))
      assert.ok(stop, text)
      assert.ok(!released.includes(leak), text)
    }),
    { numRuns: 300 },
  )
})

test('a chunk as long as a book is judged in time that grows with its length', () => {
  for (const piece of ['!', '?', '1. ', 'Dr. ']) {
    const begun = performance.now()
    run([`${piece.repeat(100_000)}x`])
    assert.ok(performance.now() - begun < 2000, piece)
  }
})
