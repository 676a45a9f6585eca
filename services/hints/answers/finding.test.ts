import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Answer, Problem } from '../problem.ts'
import { findFindings } from './finding.ts'

const problem: Problem = {
  title: 'Two Sum',
  url: '',
  slug: 'two-sum',
  statement: 'You are given a list of whole numbers and a target, and must return the positions of the two numbers that add up to the target.',
  tags: [],
  examples: [],
}

const solid = [
  'I am handed a row and a goal; two places of the row have to make the goal together, whichever they are.',
  'For [3, 5, 8] and goal 11 my eye went 3, then 5, then 8, and back to 3 because 3 and 8 fit.',
  'Nobody promised any order, nor that values differ; I took for granted that exactly one pair fits.',
  'Try every pair: ten times longer means a hundred times the work, which a person would never do.',
  'With [5] there is no pair and my plan walks off the end; with 10,000 values it takes far too long.',
  'The step to blame is going back to the start, since what I read there I had read before.',
  'May one place be used twice? What if nothing fits? Is the row ever empty?',
  'I guess a place may not be used twice; [4, 4] with goal 8 on paper would tell me at once.',
  'They would ask why I walk so much. Honestly, because I forget what I saw.',
  'It resembles paying with two coins exactly, instead of collecting a total; coins have no places though.',
  'If somebody lent me a second sheet I could jot down remarks, or I could compare from both sides.',
  'First I believed in pairs, then the walking annoyed me, so next I would look at what gets lost.',
]

function answers(changed: Readonly<Record<number, string>> = {}, count = 12): Answer[] {
  return solid.slice(0, count).map((text, promptIndex) => ({ promptIndex, text: changed[promptIndex] ?? text }))
}

const codes = (list: readonly Answer[]): string[] => findFindings(problem, list).map((finding) => finding.code)

test('answers that hold up show nothing of weight', () => {
  assert.deepEqual(
    findFindings(problem, answers()).filter((finding) => finding.severity !== 'info'),
    [],
  )
})

const shown: readonly (readonly [string, Readonly<Record<number, string>>, string])[] = [
  ['earth is shortest', { 0: 'Find a pair.', 1: 'I tried [1, 2].', 2: 'It is not empty.' }, 'earth_shortest'],
  [
    'there are few concrete examples',
    Object.fromEntries(solid.map((text, n) => [n, text.replace(/\[[^\]]*\]|\d[\d,]*/g, 'some')])),
    'few_concrete_examples',
  ],
  ['there are few questions', { 6: 'I have none.', 7: 'None that matter, I think, if at all.' }, 'few_questions'],
  ['one word comes five times', { 3: 'Loop the loop and loop, then loop again: a loop.' }, 'repeated_word'],
  ['water is short', { 9: 'Coins.', 10: 'Nothing else instead.', 11: 'Then pairs.' }, 'short_water'],
  ['the statement is copied', { 0: `So ${problem.statement}` }, 'restates_statement'],
  ['code comes first', { 1: 'for (let i = 0; i < nums.length; i++) {\n  check(i);\n}' }, 'jumps_to_code'],
  ['growth stays vague', { 3: 'Look at all of them and be done.' }, 'vague_growth'],
  [
    'no extreme is tried',
    Object.fromEntries(solid.map((_, n) => [n, `Thought ${'abcdefghijkl'[n]} walks along the row slowly, because it wants to see.`])),
    'no_edge_cases',
  ],
  ['nothing was broken', { 4: 'It handles them all fine and I am happy.', 5: 'I learned to trust it more.' }, 'no_wrong_path'],
  ['a question hangs', { 7: 'The second one.' }, 'no_experiment'],
  ['one idea is followed', { 9: 'It resembles paying with coins.', 10: 'Pairs remain pairs.' }, 'only_one_idea'],
  ['the story has no links', { 11: 'Pairs. Walking. Losing. Looking at sheets.' }, 'no_links'],
  ['two answers are the same', { 10: solid[9] ?? '' }, 'identical_answers'],
  ['an answer stops at not knowing', { 8: "I don't know." }, 'not_known'],
  ['answers are hardly there', { 2: 'Order maybe.', 8: 'Why so slow?' }, 'thin_answers'],
]

for (const [what, changed, code] of shown) {
  test(`when ${what}, ${code} is found with its evidence`, () => {
    assert.ok(!codes(answers()).includes(code), `${code} is found in answers that do not show it`)
    const finding = findFindings(problem, answers(changed)).find((entry) => entry.code === code)
    assert.ok(finding, `found ${codes(answers(changed))}`)
    assert.ok(finding.evidence.length > 0)
    assert.match(finding.message, /\.$|\?$/)
  })
}

test('the evidence of a repeated word is each of its uses', () => {
  const finding = findFindings(problem, answers(shown[3]?.[1])).find((entry) => entry.code === 'repeated_word')
  const text = shown[3]?.[1][3] ?? ''
  assert.deepEqual(
    finding?.evidence.map(({ start, end }) => text.slice(start, end).toLowerCase()),
    Array(5).fill('loop'),
  )
})

test('findings about an element wait until it is answered', () => {
  assert.deepEqual(
    findFindings(problem, answers({}, 1)).map((finding) => finding.code),
    [],
  )
  assert.ok(!codes(answers({ 0: 'x', 1: 'y', 2: 'z' }, 3)).includes('earth_shortest'))
})

test('whatever is answered, findings are the same each time and their evidence lies within the answers', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(...solid, '', '🙂🙂', 'שלום עולם', '\0\0', 'a '.repeat(2000)))
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), (list) => {
      const given = list.map((entry, promptIndex) => ({ promptIndex, text: entry }))
      const found = findFindings(problem, given)
      assert.deepEqual(findFindings(problem, given), found)
      for (const { promptIndex, start, end } of found.flatMap((finding) => finding.evidence)) {
        const length = list[promptIndex]?.length ?? -1
        assert.ok(start >= 0 && start <= end && end <= length, `${start}–${end} of ${length}`)
      }
    }),
    { numRuns: 150 },
  )
})

test('an idea that was broken is seen as broken, however it is told', () => {
  for (const text of [
    'With coins [1, 3, 4] and 6 the largest first takes three, and 3, 3 is two!',
    'On [1, 3, 4] the largest first takes three coins, but two would do.',
  ])
    assert.ok(!codes(answers({ 4: text, 5: 'I decided too early: that the largest is right was not known.' })).includes('no_wrong_path'), text)
})

test('growth that is told as a formula is told', () => {
  assert.ok(!codes(answers({ 3: 'Order them all and take the last but k, n log n.' })).includes('vague_growth'))
})

test('answers in another language are not told that they lack English words', () => {
  const german = [
    'Ich bekomme einen Baum und zwei Knoten und suche den tiefsten Knoten, unter dem beide liegen.',
    'Von 5 bin ich nach oben zu 3 gegangen. Bei [1, 2] ist es einfach die Wurzel.',
    'Ich nehme an, dass beide Knoten wirklich im Baum sind.',
    'Für jeden Knoten schaue ich, ob beide darunter sind. Das wird sehr langsam.',
    'Ein Baum wie eine Kette dauert viel zu lange. Bei [] hält es nicht an.',
    'Ich besuche dieselben Knoten immer wieder, das ist die Verschwendung.',
    'Kann ein Knoten sein eigener Vorfahr sein? Gibt es Elternzeiger? Was, wenn einer fehlt?',
    'Ich glaube ja, bei p = 5 und q = 4 wäre es 5.',
    'Warum fängst du oben an? Weil mir nur die Wurzel gegeben ist.',
    'Wie zwei Cousins, die ihren gemeinsamen Großvater suchen.',
    'Wenn ich Elternzeiger hätte, könnte ich beide Wege aufschreiben.',
    'Zuerst habe ich alles geprüft, dann sah ich die Verschwendung.',
  ].map((text, promptIndex) => ({ promptIndex, text }))
  const english = ['vague_growth', 'no_edge_cases', 'no_wrong_path', 'no_experiment', 'only_one_idea', 'no_links', 'repeated_word']
  assert.deepEqual(
    codes(german).filter((code) => english.includes(code)),
    [],
  )
})

test('earth is not called short for a word or two', () => {
  const count = (text: string): number => text.split(' ').length
  const short = solid.slice(3).reduce((sum, text) => sum + count(text), 0) / 9
  const close = 'word '.repeat(Math.floor(short * 0.85)).trim()
  assert.ok(!codes(answers({ 0: close, 1: close, 2: close })).includes('earth_shortest'))
})
