import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareGrowth, growthClaims } from './growth-claim.ts'

const said: readonly (readonly [string, string])[] = [
  ['It is O(n).', 'time n'],
  ['So O( n log n ) time and O(1) space.', 'time n log n, space 1'],
  ['That takes O(n^2) in the worst case, with constant extra memory.', 'time n^2, space 1'],
  ['The time is O(n²) and the memory O(n).', 'time n^2, space n'],
  ['Runs in linear time.', 'time n'],
  ['It is quadratic, I believe.', 'time n^2'],
  ['Memory grows linearly.', 'space n'],
  ['That is exponential, O(2^n).', 'time 2^n, time 2^n'],
  ['Roughly log n steps.', 'time log n'],
  ['n log n because of the order.', 'time n log n'],
  ['O(n+m) with n nodes and m edges.', 'time n'],
  ['Cubic.', 'time n^3'],
]

for (const [text, expected] of said)
  test(`“${text}” claims ${expected}`, () => {
    assert.equal(
      growthClaims(text)
        .map(({ of, family }) => `${of} ${family}`)
        .join(', '),
      expected,
    )
  })

test('a question, a denial and a way not taken claim nothing', () => {
  const texts = [
    'Is it O(n)?',
    'It is not O(n).',
    'I thought of checking all pairs, but that would be quadratic.',
    'The brute force is O(n^2).',
    'I would use linear search.',
    'Oh (n) well.',
  ]
  for (const text of texts) assert.deepEqual(growthClaims(text), [], text)
})

test('the place of a claim is where it stands', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), (before) => {
      const text = `${before.replace(/[?？]/gu, '')}\nThe time is O(n log n).`
      for (const { start, end } of growthClaims(text)) assert.ok(start >= 0 && end <= text.length && start < end)
      const last = growthClaims(text).at(-1)
      assert.equal(text.slice(last?.start, last?.end), 'O(n log n)')
    }),
  )
})

test('families are compared by how fast they grow, and an unknown one with none', () => {
  assert.ok((compareGrowth('n', 'n log n') ?? 0) < 0 && (compareGrowth('2^n', 'n^3') ?? 0) > 0)
  assert.deepEqual([compareGrowth('n', 'n'), compareGrowth('', 'n'), compareGrowth('n', 'n!')], [0, undefined, undefined])
})
