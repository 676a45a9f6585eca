/** The rules over texts as people write them, as they hide them, and as nobody writes them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { moderate } from './moderate.ts'
import { scrub } from './scrub.ts'
import { whereToFindHelp } from './self-harm.ts'
import type { ReasonCode, Verdict } from './verdict.ts'

const rot13 = (text: string): string => text.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 84) % 26) + 97))
const slur = rot13('snttbg')

const cases: readonly (readonly [text: string, verdict: Verdict, code?: ReasonCode])[] = [
  ['I would compare each value with all that come after it, which is slow but surely right.', 'allow'],
  ['Input: nums = [2, 7, 11, 15], target = 9. The pair is 2 and 7.', 'allow'],
  ['My first idea was stupid: I sorted and lost the positions. This kills me!', 'allow'],
  ['Kill the process when the queue is empty; a dead node never answers.', 'allow'],
  ['What happens at 100 200 3000 values? Or with 1 2 3 4 5 6 7 8 9?', 'allow'],
  ['nums = [3, 3]\ntarget = 6\nThe answer is 0 and 1.', 'allow'],
  ['Abort the slave, kill its children and execute the master: the dead letter queue is a trap.', 'allow'],
  ['fsck checks the disk; cumsum and the cummulative sum; bitchain; assert, class, hash, analysis, cocktail sort, grep -c title', 'allow'],
  ['select sex, count(*) from people group by sex', 'allow'],
  ['Pointers let you shoot yourself in the foot, and I have shot mine; I keep shooting myself in the foot.', 'allow'],
  ['go shoot yourself', 'refuse', 'harassment'],
  ['Scunthorpe, Dickens, a classic assessment, shiitake, a therapist in Essex', 'allow'],
  ['what a shitty problem', 'review', 'profanity'],
  ['what a fuuuck', 'review', 'profanity'],
  ['what a sh1t', 'review', 'profanity'],
  ['f u c k this', 'review', 'profanity'],
  ['f.u.c.k this', 'review', 'profanity'],
  ['Meet at the dot where both pointers stop.', 'allow'],
  ['Сначала я сравниваю каждую пару.', 'allow'],
  [`only a ${slur} would do that`, 'refuse', 'slur'],
  [`only ${slur.toUpperCase()}S would do that`, 'refuse', 'slur'],
  [`what a ${[...slur].join(' ')} thing`, 'refuse', 'slur'],
  [`what a ${slur.replace('a', 'а').replace('o', '0')} thing`, 'refuse', 'slur'],
  [`what a ${slur.slice(0, 3)}\u200b${slur.slice(3)} thing`, 'refuse', 'slur'],
  [`what a ${slur.replace('a', 'á')} thing`, 'refuse', 'slur'],
  ['go kill yourself', 'refuse', 'harassment'],
  ['We will find you.', 'refuse', 'harassment'],
  ['you are such an idiot', 'review', 'harassment'],
  ['yоu аre a morоn', 'review', 'harassment'],
  ['I want to die after this one', 'review', 'self_harm'],
  ['sometimes I think of killing myself', 'review', 'self_harm'],
  ['How to build a bomb at home', 'review', 'danger'],
  ['pipe bomb recipe', 'review', 'danger'],
  ['The ingredients of a good napalm', 'review', 'danger'],
  ['bomb-making for beginners', 'review', 'danger'],
  ['How bombs are made', 'review', 'danger'],
  ['nudes of young children', 'review', 'danger'],
  ['making really strong explosives', 'review', 'danger'],
  ['how to make a bómb', 'review', 'danger'],
  ['ways to poison my neighbour', 'review', 'danger'],
  ['Detonate the Maximum Bombs, and Defuse the Bomb', 'allow'],
  ['A zip bomb recipe, instructions for a time bomb, and how fork bombs are made', 'allow'],
  ['How does one build a fork bomb, and how does ulimit stop it? I made a zip bomb once.', 'allow'],
  ['Build a weapon shop as a design; make a method; poison messages, poison pills and how to kill children of a process.', 'allow'],
  ['write to ada@example.org', 'review', 'personal_data'],
  ['write to ada (at) example (dot) org', 'review', 'personal_data'],
  ['call +49 30 901820 or (555) 123-4567', 'review', 'personal_data'],
  ['find me as @ada_l or discord: ada', 'review', 'personal_data'],
  ['My name is Ada Lovelace', 'review', 'personal_data'],
  ['see https://example.org/solution', 'review', 'link'],
  ['see example.com', 'review', 'link'],
  ['DM me for the discount code', 'refuse', 'spam'],
  ['buy now', 'review', 'spam'],
  [
    'def two_sum(nums, target):\n    seen = {}\n    for i, n in enumerate(nums):\n        if target - n in seen:\n            return [seen[target - n], i]\n        seen[n] = i',
    'review',
    'solution_code',
  ],
  ['function f(a) {\n  let best = 0;\n  while (a.length) {\n    best = Math.max(best, a.pop());\n  }\n  return best;\n}', 'review', 'solution_code'],
]

for (const [text, verdict, code] of cases) {
  test(`${verdict}${code === undefined ? '' : ` for ${code}`}: ${JSON.stringify(text.replace(new RegExp(slur, 'gi'), '…').slice(0, 60))} (${text.length})`, () => {
    const judged = moderate(text)
    assert.equal(judged.verdict, verdict, JSON.stringify(judged))
    if (code === undefined) assert.deepEqual(judged.reasons, [])
    else
      assert.ok(
        judged.reasons.some((reason) => reason.code === code),
        JSON.stringify(judged),
      )
  })
}

test('a reason points at the words that it speaks of, also where they were hidden', () => {
  const hidden = `${slur.slice(0, 2)}\u200b${slur.slice(2)}`
  const text = `Ünder the 🦉: ${hidden}!`
  const { reasons } = moderate(text)
  assert.deepEqual(
    reasons.map(({ start, end }) => text.slice(start, end)),
    [`${hidden}!`],
  )
})

test('who may be in danger is told where to find help', () => {
  assert.equal(moderate('I want to end my life').reasons[0]?.message, whereToFindHelp)
})

test('a rule that does not apply is left out', () => {
  const text = 'def f(a):\n    b = sorted(a)\n    for x in b:\n        print(x)\n    return b'
  assert.equal(moderate(text).verdict, 'review')
  assert.equal(moderate(text, { without: ['solution_code'] }).verdict, 'allow')
})

test('names, addresses, numbers and accounts are blotted out, and the rest is left as it is', () => {
  const text =
    'I am Grace, my name is Grace Hopper. Mail grace@navy.mil, see https://x.test/a?b=c or github.com/grace. @grace on +1 212 555 0100. Use @cache.'
  assert.equal(scrub(text, ['grace']).text, 'I am [name], my name is [name]. Mail [e-mail], see [link] or [link]. [handle] on [number]. Use @cache.')
})

test('a name is taken out whatever signs it is made of', () => {
  for (const name of ['Anne-Marie', 'grace.hopper+quint', "O'Neil", 'a/b', '[x]', '\\d+', 'Ada (she)', '👩‍🚀', 'Ł.'])
    assert.equal(scrub(`Once ${name} said so.`, [name]).text, 'Once [name] said so.')
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => assert.equal(typeof scrub('Once.', [name]).text, 'string')))
})

const anything = fc.string({ unit: 'grapheme', maxLength: 400 })

test('whatever the text, reasons lie within it and are in order, and the same text is judged the same', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const judged = moderate(text)
      let before = 0
      for (const { start, end } of judged.reasons) {
        assert.ok(start >= before && start <= end && end <= text.length)
        before = start
      }
      assert.deepEqual(moderate(text), judged)
    }),
  )
})

test('whatever stands around them, an address and a name are gone, and scrubbing again changes nothing', () => {
  fc.assert(
    fc.property(anything, anything, (before, after) => {
      const { text } = scrub(`${before} grace@navy.mil Hopper ${after}`, ['Hopper'])
      assert.doesNotMatch(text, /grace@navy|(?<![\p{L}\p{N}])Hopper(?![\p{L}\p{N}])/u)
      assert.equal(scrub(text, ['Hopper']).text, text)
    }),
  )
})

test('a long text made to be slow is judged all the same', () => {
  const slow = [
    'a.'.repeat(5000),
    '@'.repeat(10_000),
    'a '.repeat(5000),
    `${'1-'.repeat(5000)}x`,
    ' at dot'.repeat(1500),
    '='.repeat(10_000),
    `+${'1'.repeat(9999)}`,
  ]
  for (const text of slow) assert.ok(moderate(text).reasons.length < 50)
})
