import assert from 'node:assert/strict'
import { test } from 'node:test'
import { completed, type GuardedHintOptions, guardedHint, type HintPiece } from './guarded-hint.ts'
import type { Allowed } from './passage.ts'

const nothing: Allowed = { named: new Set(), described: new Set(), said: '', subjects: [] }

const opening =
  'Your third answer says that the list may be long. How long would it have to be before your plan felt slow to you? Write down two sizes, 5 and 50, and count your own steps for each.'
const short = 'Your third answer says that the list may be long.'
const middling = `${short} Say what long would mean, and for whom, and give two sizes that you would count as long and as short.`
const offline = ['Look at your second example. ', 'What did you know after its first value?']
const closing = 'Which of your answers would you change first?'

interface Reading {
  readonly pieces: readonly HintPiece[]
  readonly text: string
  readonly reason: string | undefined
}

async function read(chunks: AsyncIterable<string>, more: Partial<GuardedHintOptions> = {}): Promise<Reading> {
  const pieces: HintPiece[] = []
  let text = more.already ?? ''
  for await (const piece of guardedHint({ chunks, allowed: nothing, offline: () => offline, closing: () => closing, ...more })) {
    pieces.push(piece)
    if (piece.kind === 'token') text += piece.text
    if (piece.kind === 'retract') text = text.slice(0, piece.from)
  }
  return { pieces, text, reason: pieces.find((piece) => piece.kind === 'fallback')?.reason }
}

async function* says(...chunks: readonly string[]): AsyncGenerator<string> {
  yield* chunks
}

async function* saysThenDies(...chunks: readonly string[]): AsyncGenerator<string> {
  yield* chunks
  throw new Error('connection reset')
}

test('a calm hint passes as it came, sentence by sentence', async () => {
  const { pieces, text, reason } = await read(says('Your third answer says that ', 'the list may be long. How', ' long would it be', '?'))
  assert.equal(text, 'Your third answer says that the list may be long. How long would it be?')
  assert.equal(pieces.length, 2)
  assert.equal(reason, undefined)
})

test('a provider that dies before its first word leaves the hint to the offline coach', async () => {
  const { pieces, text, reason } = await read(saysThenDies())
  assert.deepEqual([text, reason], [offline.join(''), 'provider'])
  assert.ok(!pieces.some((piece) => piece.kind === 'retract'))
})

test('a provider that dies early has its few words taken back', async () => {
  const { pieces, text, reason } = await read(saysThenDies(`${short} And then`))
  assert.deepEqual([text, reason], [offline.join(''), 'provider'])
  assert.deepEqual(pieces[2], { kind: 'retract', from: 0 })
})

test('a provider that dies in the middle has its sentences kept, and the half one replaced by the closing question', async () => {
  const { text, reason } = await read(saysThenDies(`${middling} And then you`))
  assert.deepEqual([text, reason], [`${middling} ${closing}`, 'provider'])
})

test('a provider that dies after enough has been said, a question among it, changes nothing', async () => {
  const { text, reason } = await read(saysThenDies(`${opening} Say it once more in your own words. And`))
  assert.deepEqual([text, reason], [`${opening} Say it once more in your own words.`, undefined])
})

test('a provider that dies after a question, with enough before it to keep, is not followed by a second one', async () => {
  const asked = `${middling} Which of the two do you mean?`
  for (const chunks of [saysThenDies(`${asked} And then`), says(`${asked} Now sort the array. What else?`)])
    assert.deepEqual(await read(chunks).then(({ text, reason }) => [text, reason]), [asked, undefined])
})

test('an answer that ends well and asks nothing is completed, or left to the offline coach when it is short', async () => {
  assert.deepEqual(await read(says('Look at your own plan once more.')).then(({ text, reason }) => [text, reason]), [offline.join(''), 'empty'])
  assert.deepEqual(await read(says(middling)).then(({ text, reason }) => [text, reason]), [`${middling} ${closing}`, 'empty'])
})

test('a provider that dies after enough without a question gets one', async () => {
  const told = opening.replace('?', '.')
  const { text } = await read(saysThenDies(`${told} It is your answer to give, after all.`))
  assert.equal(text, `${told} It is your answer to give, after all. ${closing}`)
})

test('an empty stream, or one of blanks, leaves the hint to the offline coach', async () => {
  for (const chunks of [[], [''], ['  \n', '\n '], ['Hm.']]) {
    const { text, reason } = await read(says(...chunks))
    assert.deepEqual([text, reason], [offline.join(''), 'empty'])
  }
})

test('a leak in the first sentence never shows, and the offline coach takes over', async () => {
  const { pieces, text, reason } = await read(says('Use a hash', ' map. ', opening))
  assert.deepEqual([text, reason], [offline.join(''), 'technique'])
  assert.ok(!pieces.some((piece) => piece.kind === 'retract'))
})

test('a leak after enough good sentences ends the hint there', async () => {
  const { text, reason } = await read(says(opening, ' Say it in your own words. Then use a hash map. What else?'))
  assert.deepEqual([text, reason], [`${opening} Say it in your own words.`, undefined])
})

test('a leak after some good sentences is replaced by the closing question', async () => {
  const { text, reason } = await read(says(`${middling} Now sort the array. What else?`))
  assert.deepEqual([text, reason], [`${middling} ${closing}`, 'technique'])
})

test('what leaks together is taken back before the closing question', async () => {
  const { pieces, text } = await read(says(`${middling} Your plan is rather dynamic. `, 'Programming it is the small part.'))
  assert.deepEqual(pieces.at(-3), { kind: 'retract', from: middling.length })
  assert.equal(text, `${middling} ${closing}`)
})

test('a hint taken up again counts what the learner has read already', async () => {
  const { text, reason } = await read(saysThenDies(), { already: `${middling} ` })
  assert.deepEqual([text, reason], [`${middling} ${closing}`, 'provider'])
})

test('a hint that was whole already is left alone', async () => {
  const already = `${opening} Say it in your own words.`
  assert.deepEqual(await read(saysThenDies(), { already }), { pieces: [], text: already, reason: undefined })
})

test('the offline coach is not asked unless it is needed', async () => {
  const never = (): never => assert.fail('asked')
  const { reason } = await read(says(`${opening} Say it in your own words.`), { offline: never, closing: never })
  assert.equal(reason, undefined)
})

test('completing a short text takes it back; completing nothing takes nothing back', () => {
  const options = { offline: () => offline, closing: () => closing }
  assert.deepEqual(
    [...completed(short, 'provider', options)].map((piece) => piece.kind),
    ['fallback', 'retract', 'token', 'token'],
  )
  assert.deepEqual(
    [...completed('', 'provider', options)].map((piece) => piece.kind),
    ['fallback', 'token', 'token'],
  )
})

test('a reader who leaves closes the provider’s stream', async () => {
  let closed = false
  async function* endless(): AsyncGenerator<string> {
    try {
      for (;;) yield 'What do you see in it? '
    } finally {
      closed = true
    }
  }
  for await (const piece of guardedHint({ chunks: endless(), allowed: nothing, offline: () => offline, closing: () => closing })) {
    assert.equal(piece.kind, 'token')
    break
  }
  assert.ok(closed)
})
