import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fold, leetWords, opened, plain, root, squeezed } from './fold.ts'

function folded(text: string): string {
  return fold(text).text
}

test('a word reads the same in every alphabet that looks like Latin', () => {
  for (const disguised of ['hash', 'HASH', 'һаsһ', 'hаѕh', 'hαsh', 'ｈａｓｈ', '𝐡𝐚𝐬𝐡', '𝒽𝒶𝓈𝒽', 'ⓗⓐⓢⓗ', 'hásh', 'hａ​sh', 'ha­sh'])
    assert.equal(folded(disguised), 'hash', disguised)
})

test('invisible characters between letters leave no trace', () => {
  assert.equal(folded('st\u200back \u2060he\u00adap \ufeffqu\u200deue'), 'stack heap queue')
})

test('letters set apart are one word', () => {
  for (const apart of ['h a s h', 'h-a-s-h', 'h.a.s.h', 'h_a_s_h', 'h*a*s*h']) assert.equal(folded(apart), 'hash', apart)
})

test('two single letters stay two words', () => {
  assert.equal(folded('so I a question'), 'so i a question')
})

test('figures within a word are read as letters, figures at its end are not', () => {
  assert.equal(folded('h4sh 574ck qu3u3'), 'hash stack queue')
  assert.equal(folded('the 2 values of n1 and x12'), 'the 2 values of n1 and x12')
})

test('camel case, hyphens and underscores part words', () => {
  assert.equal(folded('hashMap hash-map hash_map HashMap'), 'hash map hash map hash map hash map')
})

test('an apostrophe does not part a word', () => {
  assert.equal(folded("you don't know what isn’t there"), 'you dont know what isnt there')
})

test('money and exclamation are signs unless they stand for letters', () => {
  assert.equal(folded('Well done! It costs 5$ now!'), 'well done it costs 5 now')
})

test('plain keeps script and punctuation', () => {
  assert.equal(plain('Ünïcode, да!'), 'unicode, да!')
})

test('opened parts camel case before it lowers it', () => {
  assert.equal(opened('HashMap of maxHeap'), 'hash map of max heap')
})

test('words of letters and figures mixed are told from ordinals, sizes and numbered names', () => {
  assert.deepEqual(leetWords('the 2nd value of x2 is 64gb, h4sh and 5tack'), ['hash', 'stack'])
})

test('a root has no inflection', () => {
  assert.deepEqual(['stacks', 'hashes', 'hashing', 'pass', 'is', 'sorted', 'boxes'].map(root), ['stack', 'hash', 'hash', 'pass', 'is', 'sort', 'box'])
})

test('squeezed text is the letters alone', () => {
  assert.equal(squeezed(fold('ha sh, ma p')), 'hashmap')
})

test('folding plain ASCII words changes nothing but case and signs', () => {
  const word = fc.stringMatching(/^[a-z]{2,9}$/)
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (list) => {
      assert.equal(folded(`${list.join(' ').toUpperCase()}.`), list.join(' '))
    }),
  )
})

test('folding any text gives lower-case Latin words and figures only, and folding twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const once = folded(text)
      assert.match(once, /^(?:[a-z0-9]+(?: [a-z0-9]+)*)?$/)
      assert.ok(fold(once).text.replaceAll(' ', '').length <= once.length)
    }),
  )
})
