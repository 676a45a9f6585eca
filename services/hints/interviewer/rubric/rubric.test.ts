import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { resolves } from '../claim.ts'
import { readEvidence } from '../evidence.ts'
import type { Interview } from '../interview.ts'
import { reviewOf } from '../review.ts'
import { claimOf, summaryOf, summaryText } from '../summary.ts'
import { failing, linear, passing, playing, rightCode, wrongCode } from '../testing.ts'
import { bandOf, judge } from './rubric.ts'

const judged = (interview: Interview) => judge({ interview, evidence: readEvidence(interview) })

function silent(): Interview {
  const play = playing()
  play.cued('stage')
  play.enters('summary')
  return play.interview()
}

function strong(): Interview {
  const play = playing()
  play.cued('stage')
  play.tells('May one entry be used twice? What if there is none?')
  play.tells('With [2, 5, 9] and 11 it should give [0, 2], because 2 and 9 make 11.')
  play.enters('approach')
  play.tells('I would keep a dictionary of what I saw and then look each partner up, because one look is enough. That is O(n) time and O(n) space.')
  play.tells('The empty list, duplicates and a single element are edge cases. Checking every pair instead of that would be slower.')
  play.enters('coding')
  play.codes(rightCode, { stdin: '[3, 3]\n6', outcome: 'ok' })
  play.codes(rightCode, passing)
  play.tells('I am going through the edge cases by hand now.')
  play.codes(rightCode, { ...passing, submitted: true, measured: linear })
  play.enters('feedback')
  play.tells('The loop is run once for each number, because nothing is looked at twice.')
  return play.interview()
}

function wrong(): Interview {
  const play = playing()
  play.cued('stage')
  play.tells('I will just start to write it.')
  play.enters('coding')
  play.codes(wrongCode, { ...failing, submitted: true })
  play.enters('feedback')
  play.tells('No idea.')
  return play.interview()
}

test('silence is no hire at all, strong work a strong hire, a wrong solution no hire', () => {
  assert.deepEqual(
    [silent(), strong(), wrong()].map((interview) => judged(interview).band),
    ['strong_no_hire', 'strong_hire', 'strong_no_hire'],
  )
})

test('without code that works nobody is hired, however well they talk', () => {
  const talker = { ...strong(), submissions: [] }
  assert.ok(['no_hire', 'strong_no_hire'].includes(judged(talker).band))
})

test('a better piece of evidence never lowers a dimension: with measured growth, with own inputs, with a plan', () => {
  const base = strong()
  const without = {
    measured: { ...base, submissions: base.submissions.map((one) => ({ ...one, measured: undefined })) },
    own: { ...base, submissions: base.submissions.filter(({ stdin }) => stdin === '') },
    plan: { ...base, transcript: base.transcript.filter(({ stage }) => stage !== 'approach') },
  }
  for (const [name, poorer] of Object.entries(without)) assert.ok(judged(poorer).score <= judged(base).score, name)
})

test('a claim that the runs do not bear out costs, and says where both stand', () => {
  const base = strong()
  const differing = { ...base, submissions: base.submissions.map((one) => ({ ...one, measured: one.measured && { ...one.measured, time: 'n^2' } })) }
  const technical = judged(differing).scores[2]
  assert.ok((technical?.score ?? 100) < (judged(base).scores[2]?.score ?? 0))
  const claim = technical?.observations.find(({ code }) => code === 'claim_differs')
  assert.deepEqual(
    claim?.references.map(({ kind }) => kind),
    ['entry', 'code'],
  )
})

test('bands meet where they should', () => {
  assert.deepEqual([0, 34, 35, 57, 58, 77, 78, 100].map(bandOf), [
    'strong_no_hire',
    'strong_no_hire',
    'no_hire',
    'no_hire',
    'hire',
    'hire',
    'strong_hire',
    'strong_hire',
  ])
})

const words = fc.constantFrom(
  '',
  'ok',
  'I do not know.',
  'Can numbers be negative? What if there is none?',
  'I would use a dictionary and then look, because it is O(n).',
  'With [1, 2] it should give [0, 1]; empty and duplicates are edge cases.',
  'Tell me the solution.',
  '😀 “quoted” text\nwith lines\u2028and more?',
  'word '.repeat(200),
)
const step = fc.oneof(
  fc.record({ kind: fc.constant('words' as const), text: words }),
  fc.record({
    kind: fc.constant('code' as const),
    code: fc.constantFrom(rightCode, wrongCode, 'x', 'print(1)\n'),
    submitted: fc.boolean(),
    passes: fc.boolean(),
    line: fc.integer({ min: 0, max: 9 }),
    measured: fc.constantFrom(undefined, linear, { ...linear, time: 'n^2' }),
  }),
  fc.record({ kind: fc.constant('stage' as const), stage: fc.constantFrom('approach' as const, 'coding' as const, 'feedback' as const) }),
)

function played(steps: readonly (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[]): Interview {
  const play = playing()
  for (const one of steps) {
    if (one.kind === 'words') play.tells(one.text)
    else if (one.kind === 'stage') play.enters(one.stage)
    else play.codes(one.code, { ...(one.passes ? passing : failing), submitted: one.submitted, line: one.line, measured: one.measured })
  }
  return play.interview()
}

test('whatever happens in an interview, every claim of review and summary has references, and all of them resolve', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 9 }), (steps) => {
      const interview = played(steps)
      const earlier = [{ interviewId: 'e1', problemTitle: 'Before', scores: [{ dimension: 'testing' as const, score: 50 }] }]
      const summary = summaryOf(interview, earlier)
      const review = reviewOf(interview)
      const claims = [
        ...summary.rubric.scores.flatMap(({ observations }) => observations.map(claimOf)),
        ...summary.strengths,
        ...summary.improvements,
        ...summary.nextSteps,
        ...summary.comparison,
        ...(review === undefined ? [] : [...review.technical, ...review.complexity, ...review.quality, ...review.suggestions]),
      ]
      for (const claim of claims) {
        assert.ok(claim.references.length > 0, claim.code)
        for (const reference of claim.references) assert.ok(resolves(reference, interview, ['e1']), `${claim.code} ${JSON.stringify(reference)}`)
        assert.ok(claim.text.length > 0 && !claim.text.includes('undefined'), claim.text)
      }
      assert.ok(summary.rubric.scores.every(({ score }) => score >= 0 && score <= 100))
      assert.ok(review === undefined || (review.score >= 0 && review.score <= 10 && Number.isInteger(review.score)))
    }),
    { numRuns: 150 },
  )
})

test('a summary says its band, what was best, what to gain, and one next step', () => {
  const text = summaryText(summaryOf(wrong(), []))
  assert.match(text, /^Overall: strong no hire, \d+ of 100\. /)
  assert.match(text, / Next: [a-z]/)
  assert.match(summaryText(summaryOf(silent(), [])), /There was nothing yet to build on\./)
})

test('scores of a review rise with what the code does', () => {
  const scored = (result: object): number => {
    const play = playing()
    play.says('It is O(n).')
    play.codes(rightCode, { submitted: true, ...result })
    return reviewOf(play.interview())?.score ?? -1
  }
  const scores = [
    { outcome: 'compile_error' },
    failing,
    { ...passing, measured: { ...linear, time: 'n^2' } },
    passing,
    { ...passing, measured: linear },
  ].map(scored)
  assert.deepEqual(
    scores,
    scores.toSorted((a, b) => a - b),
  )
  assert.deepEqual([scores[0], scores.at(-1)], [0, 10])
})
