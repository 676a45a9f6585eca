/** However a provider cuts its text, the characters arrive whole. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { answer, type RawPart } from './answer.ts'

const signal = new AbortController().signal

async function* events(parts: readonly RawPart[]): AsyncGenerator<RawPart, void, undefined> {
  yield* parts
}

test('any text cut at any place is joined again, well formed in every part', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'é', '\ud83d', '\ude00', '😀'), maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.nat({ max: 60 }), { maxLength: 8 }), async (whole, places) => {
      const cuts = [0, ...places.filter((place) => place < whole.length).sort((a, b) => a - b), whole.length]
      const pieces = cuts.slice(1).map((to, index): RawPart => ({ kind: 'text', text: whole.slice(cuts[index], to) }))
      const upstream = { open: async () => events([...pieces, { kind: 'end', reason: 'length' }]), read: (part: RawPart) => [part] }
      const heard = (await Array.fromAsync(answer(upstream, { source: 'openai', signal }))).map((part) => (part.kind === 'text' ? part.text : ''))
      assert.equal(heard.join(''), whole.toWellFormed())
      assert.ok(heard.every((piece) => piece.isWellFormed()))
    }),
  )
})

test('usage that follows the end is passed on before it', async () => {
  const parts: RawPart[] = [
    { kind: 'text', text: 'Look' },
    { kind: 'end', reason: 'stop' },
    { kind: 'usage', inputTokens: 3, outputTokens: 1 },
  ]
  const upstream = { open: async () => events(parts), read: (part: RawPart) => [part] }
  const heard = await Array.fromAsync(answer(upstream, { source: 'openai', signal }))
  assert.deepEqual(
    heard.map(({ kind }) => kind),
    ['text', 'usage', 'end'],
  )
})

test('usage that nobody can have used is not believed', async () => {
  for (const [inputTokens, outputTokens] of [
    [-5, 1],
    [1, 1e300],
    [5.5, 1],
    [1, Number.NaN],
  ] as const) {
    const parts: RawPart[] = [
      { kind: 'text', text: 'Look' },
      { kind: 'usage', inputTokens, outputTokens },
      { kind: 'end', reason: 'stop' },
    ]
    const upstream = { open: async () => events(parts), read: (part: RawPart) => [part] }
    const heard = await Array.fromAsync(answer(upstream, { source: 'compatible', signal }))
    assert.ok(!heard.some(({ kind }) => kind === 'usage'), `${inputTokens} and ${outputTokens}`)
  }
})
