import assert from 'node:assert/strict'
import { test } from 'node:test'
import { skeletonsOf } from '../offline/coach.ts'
import { mannered, OutOfManners, praises, repeatsSecret } from './manners.ts'

async function said(text: string, before: readonly string[] = [], secrets: readonly string[] = []): Promise<string> {
  let heard = ''
  const manners = { said: new Set(skeletonsOf(before)), secrets: () => secrets, isHarmless: (sentence: string) => !sentence.includes('stack') }
  for await (const sentence of mannered(words(text), manners)) heard += sentence
  return heard.trim()
}

async function* words(text: string): AsyncGenerator<string> {
  yield* text.match(/\s*\S+/g) ?? []
}

test('what praises is left out', async () => {
  for (const praise of [
    'Great!',
    'That is excellent.',
    'Well done so far.',
    'I love your approach.',
    'Nice, you are doing well.',
    'What a clever thought.',
    'Good question.',
    'Very good.',
  ])
    assert.equal(await said(`${praise} You wrote a loop. What does it do?`), 'You wrote a loop. What does it do?', praise)
})

test('praise that gives something away ends the turn', async () => {
  await assert.rejects(said('Great idea to use a stack. What next?'), OutOfManners)
})

test('what only sounds like praise stays', () => {
  for (const text of [
    'What would be a good example of it?',
    'Which input is good enough to break it?',
    'You said “great, it works”.',
    'How much memory does a great deal of input need?',
  ])
    assert.equal(praises(text), false, text)
})

test('it ends with the first question', async () => {
  assert.equal(await said('You wrote a loop. What does it do? And why? Tell me.'), 'You wrote a loop. What does it do?')
  assert.equal(await said('You asked “what if?” yourself. What do you assume?'), 'You asked “what if?” yourself. What do you assume?')
})

test('a question that was asked before is an error, another sentence that was said is left out', async () => {
  await assert.rejects(said('What does your loop really do there?', ['What does your loop really do there?']), OutOfManners)
  assert.equal(await said('I have read all of that. What does it do?', ['I have read all of that.']), 'What does it do?')
})

test('five words of the notes in a row are not said aloud', async () => {
  const notes = 'weak at boundary values, forgets duplicates, strong typing speed'
  await assert.rejects(said('Weak at boundary values, forgets duplicates and so on. What next?', [], [notes]), OutOfManners)
  assert.equal(repeatsSecret('Which values stand at the boundary?', notes), false)
})
