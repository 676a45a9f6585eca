/** The rules of a session, its prompts, its answers. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Failure } from '@quint/runtime/failure.ts'
import fc from 'fast-check'
import { checkedSeconds, checkedText, countWords } from './answer.ts'
import { commonestFinding, elementTrends, weakestElement } from './dashboard.ts'
import { firstExample, prompts } from './prompt.ts'
import { mayAnswer, mayAskForHint, mayComplete, type SessionState } from './session.ts'

const failure =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof Failure && error.code === code

const states = fc.record<SessionState>({
  status: fc.constantFrom('in_progress', 'completed', 'abandoned'),
  promptsCompleted: fc.integer({ min: 0, max: 12 }),
  hintRequested: fc.boolean(),
})

test('an answer is taken exactly when it is the next one or replaces one before the hint', () => {
  fc.assert(
    fc.property(states, fc.integer({ min: 0, max: 11 }), (state, index) => {
      const allowed = state.status === 'in_progress' && !state.hintRequested && index <= state.promptsCompleted
      if (allowed) assert.equal(mayAnswer(state, index).replaces, index < state.promptsCompleted)
      else assert.throws(() => mayAnswer(state, index), failure('conflict'))
    }),
  )
  for (const index of [-1, 12, 0.5, Number.NaN]) {
    assert.throws(() => mayAnswer({ status: 'in_progress', promptsCompleted: 12, hintRequested: false }, index), failure('invalid'))
  }
})

test('a hint needs twelve answers, a last word needs a hint', () => {
  const open: SessionState = { status: 'in_progress', promptsCompleted: 11, hintRequested: false }
  assert.throws(() => mayAskForHint(open), failure('conflict'))
  assert.throws(() => mayComplete({ ...open, promptsCompleted: 12 }), failure('conflict'))
  mayAskForHint({ ...open, promptsCompleted: 12 })
  mayComplete({ ...open, promptsCompleted: 12, hintRequested: true })
  assert.throws(() => mayComplete({ status: 'abandoned', promptsCompleted: 12, hintRequested: true }), failure('conflict'))
})

test('words are counted in every script, numbers and identifiers once', () => {
  const cases: readonly (readonly [string, number])[] = [
    ['', 0],
    ['one two', 2],
    ["don't stop", 2],
    ['well-known 3.14 two_sum', 3],
    ['привет мир', 2],
    ['שלום עולם', 2],
    ['👩‍👩‍👧‍👦 🎉', 0],
    ['naïve café', 2],
  ]
  for (const [text, words] of cases) assert.equal(countWords(text), words, text)
})

test('answers are bounded and kept as they are', () => {
  assert.equal(checkedText('  مرحبا 👋 \n', 'responseText'), '  مرحبا 👋 \n')
  assert.equal(checkedText('a\ud800b', 'responseText'), 'a\ufffdb')
  assert.equal(checkedText('x'.repeat(10_000), 'responseText').length, 10_000)
  for (const bad of ['', '   ', '\u200b\u2060', '\u2800 \u3164\uffa0', 'x'.repeat(10_001), 'a\0b']) {
    assert.throws(
      () => checkedText(bad, 'responseText'),
      (error) => {
        assert.ok(error instanceof Failure && error.code === 'invalid')
        assert.equal(error.detail.fields?.[0]?.path, 'responseText')
        return true
      },
    )
  }
})

test('time spent is a whole number of seconds, at most a day', () => {
  assert.equal(checkedSeconds(1.4), 1)
  assert.equal(checkedSeconds(1e9), 86_400)
  for (const bad of [-1, Number.NaN, Number.POSITIVE_INFINITY]) assert.throws(() => checkedSeconds(bad), failure('invalid'))
})

test('there are three prompts for each of four elements, all different, worded for the problem', () => {
  const plain = prompts()
  assert.deepEqual(
    plain.map((prompt) => `${prompt.element} ${prompt.subElement}`),
    ['earth', 'fire', 'air', 'water'].flatMap((element) => ['1.0', '2.0', '3.0'].map((sub) => `${element} ${sub}`)),
  )
  assert.equal(new Set(plain.map((prompt) => prompt.text)).size, 12)
  const worded = prompts({ title: 'Two Sum', statement: 'Text\nInput: nums = [2,7,11,15], target = 9\nOutput: [0,1]', examples: [] })
  assert.ok(worded.some((prompt) => prompt.text.includes('“Two Sum”')))
  assert.ok(worded.some((prompt) => prompt.text.includes('nums = [2,7,11,15], target = 9')))
  for (const prompt of [...plain, ...worded]) assert.doesNotMatch(prompt.text, /[{}]/)
})

test('an example is quoted only when it is short, on one line and without markup', () => {
  const from = (statement: string) => firstExample({ title: 't', statement, examples: [] })
  assert.equal(from('Input: s = "abc" Output: 3'), 's = "abc"')
  assert.equal(from('**Input:** root = [1,null,2]'), 'root = [1,null,2]')
  assert.equal(from('Input: <img src=x onerror=1>'), undefined)
  assert.equal(from(`Input: [${'1,'.repeat(200)}1]`), undefined)
  assert.equal(from('no example here'), undefined)
  assert.equal(from('Input array nums holds 10 numbers.'), undefined)
  assert.equal(firstExample({ title: 't', statement: '', examples: ['n = 3'] }), 'n = 3')
})

test('an example is quoted without its answer, and never several of them as one', () => {
  const from = (examples: string[], statement = '') => firstExample({ title: 't', statement, examples })
  assert.equal(from(['Input: n = 3\nOutput: 4\nExplanation: 4 ways']), 'n = 3')
  assert.equal(from(['nums = [3, 3], target = 6 gives [0, 1]']), 'nums = [3, 3], target = 6')
  const cases = ['[2,7,11,15]\n9\n[3,2,4]\n6']
  assert.equal(from(cases), undefined)
  assert.equal(from(cases, 'Example 1:\n\nInput: nums = [2,7,11,15], target = 9\nOutput: [0,1]'), 'nums = [2,7,11,15], target = 9')
})

test('a title that looks like a replacement pattern stays what it is', () => {
  const [first] = prompts({ title: "$& $' {example}", statement: '', examples: [] })
  assert.ok(first?.text.includes("“$& $' {example}”"), first?.text)
})

test('a long title is cut between characters, never within one', () => {
  const [first] = prompts({ title: '💥'.repeat(60), statement: '', examples: [] })
  assert.match(first?.text ?? '', /“💥{39}…”/u)
})

test('the weakest element is the one with the fewest words lately, and none without a session', () => {
  assert.equal(weakestElement([]), undefined)
  assert.equal(weakestElement([{ words: [30, 5, 40, 50], findings: [] }]), 'fire')
  assert.equal(weakestElement([{ words: [10, 10, 10, 10], findings: [] }]), 'earth')
  const [earth] = elementTrends({ completedSessions: 2, words: [60, 0, 0, 0] }, [
    { words: [45, 0, 0, 0], findings: [] },
    { words: [15, 0, 0, 0], findings: [] },
  ])
  assert.deepEqual([earth?.averageWords, earth?.trend], [10, [5, 15]])
  assert.equal(commonestFinding([{ words: [], findings: [{ code: 'a' }, { code: 'a' }] }]), '')
  assert.equal(
    commonestFinding([
      { words: [], findings: [{ code: 'b' }] },
      { words: [], findings: [{ code: 'b' }, { code: 'a' }] },
    ]),
    'b',
  )
})
