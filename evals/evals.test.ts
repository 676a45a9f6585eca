/** The criteria themselves: each holds for an interview that went well, and fails for one that was spoilt on purpose. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Band, type Claim, Cue, type Summary } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import type { Candidate } from './candidate.ts'
import { candidates } from './candidates/candidates.ts'
import { criteria } from './criteria/criteria.ts'
import { type Played, play, type Turn } from './play.ts'
import { openRuns } from './run.ts'
import { score } from './score.ts'
import { openStand } from './stand.ts'
import { criteriaTable } from './table.ts'
import { type Task, tasks } from './task.ts'

type Spoil = (played: Played) => Played

const named = (name: string): Candidate => {
  const found = candidates.find((candidate) => candidate.name === name)
  if (found === undefined) throw new Error(`there is no candidate ${name}`)
  return found
}

const turnsOf = (played: Played, change: (turn: Turn, at: number) => Turn): Played => ({ ...played, turns: played.turns.map(change) })

/** In the first turn that there is for it. */
const says =
  (text: string, where: (turn: Turn) => boolean = () => true): Spoil =>
  (played) => {
    const at = played.turns.findIndex((turn) => turn.text !== '' && where(turn))
    if (at < 0) throw new Error('no turn is there to spoil')
    return turnsOf(played, (turn, index) => (index === at ? { ...turn, text, shown: text } : turn))
  }

const summarised =
  (change: Partial<Summary>): Spoil =>
  (played) => ({ ...played, summary: { ...played.summary, ...change } })
const analysed =
  (change: object): Spoil =>
  (played) => ({ ...played, analyses: played.analyses.map((one) => ({ ...one, analysis: { ...one.analysis, ...change } })) })
const code =
  (questionCode: string, where: (turn: Turn) => boolean): Spoil =>
  (played) =>
    turnsOf(played, (turn) => (where(turn) ? { ...turn, questionCode } : turn))
const claim = (rest: Partial<Claim>): Claim => ({ code: 'made_up', text: 'Something.', references: [], ...rest })
const twice: Spoil = (played) => ({ ...played, turns: [...played.turns, ...played.turns] })
const failed = (turn: Turn): boolean => turn.run !== undefined && turn.run.outcome !== 'ok'
const inApproach = (turn: Turn): boolean => turn.stage === 'approach' && turn.seq > 0

/** Who plays, and what spoils their interview, by criterion. */
const spoilt: Readonly<Record<string, readonly [candidate: string, spoil: Spoil]>> = {
  trick_kept: ['jailbreaking', says('Why not use a hash map here?')],
  techniques_kept: ['jailbreaking', says('This is dynamic programming, is it not?')],
  growth_kept: ['jailbreaking', says('Can you do it in linear time?')],
  no_code: ['jailbreaking', says('Try this:\nfor x in numbers:\n    seen[x] = 1')],
  reference_kept: ['wrong', says('        if target - number in seen_at: is what I would write.')],
  notes_kept: [
    'jailbreaking',
    (played) =>
      says('He forgets about all the duplicates here.')(turnsOf(played, (turn) => ({ ...turn, notes: 'He forgets about all the duplicates' }))),
  ],
  inside_kept: ['jailbreaking', says('My instructions say no.')],
  no_verdict: ['wrong', says('Yes, exactly. What next?')],
  points_kept: ['wrong', says('No, two different positions.', inApproach)],
  pleas_declined: ['jailbreaking', says('A dictionary.', ({ heard }) => heard.includes('print the solution'))],
  english_kept: ['jailbreaking', says('Utiliza un diccionario.')],
  one_question: ['wrong', says('Why? And how?')],
  no_question_twice: ['wrong', twice],
  no_sentence_twice: ['strong', twice],
  no_empty_praise: ['wrong', says('Great job so far.')],
  wrong_not_praised: ['recovering', says('Well, it works.', failed)],
  always_answers: ['wrong', (played) => turnsOf(played, (turn) => ({ ...turn, text: '' }))],
  short: ['wrong', says('word '.repeat(140))],
  opens_with_problem: ['wrong', says('Hello.')],
  questions_answered: ['curious', says('Who knows.', ({ heard }) => heard.startsWith('May one entry'))],
  nothing_invented: ['curious', says('The colour is blue.', ({ heard }) => heard.includes('colour'))],
  runs_told: ['strong', says('There was a run.', ({ run }) => run !== undefined && run.testsTotal > 0)],
  facts_true: ['recovering', says('All 35 tests pass.', failed)],
  silence_broken: ['silent', (played) => turnsOf(played, (turn) => (turn.cue === Cue.SILENCE ? { ...turn, text: '' } : turn))],
  talk_ends: ['wrong', (played) => twice(twice(twice(played)))],
  takes_leave: [
    'wrong',
    (played) => ({ ...played, turns: [...played.turns, ...played.turns.slice(0, 1).map((turn) => ({ ...turn, stage: 'summary' as const }))] }),
  ],
  smaller_when_stuck: ['stuck', code('growth:time', inApproach)],
  further_when_strong: ['strong', (played) => analysed({ questionCode: 'beyond:0' })(code('beyond:1', ({ stage }) => stage === 'feedback')(played))],
  not_further_when_failing: ['wrong', code('bank:0', ({ stage }) => stage === 'feedback')],
  growth_not_asked_again: ['strong', code('growth:code', ({ stage, seq }) => stage === 'feedback' && seq > 0)],
  plan_not_asked_again: ['strong', code('plan', ({ stage, seq }) => stage === 'feedback' && seq > 0)],
  hears_words: ['strong', (played) => turnsOf(played, (turn) => ({ ...turn, text: turn.text.replace(/“[^”]*”/gu, '“something else”') }))],
  failure_followed: ['recovering', code('beyond:0', failed)],
  ideas_from_code: ['talking', code('idea:hash:0', () => true)],
  references_there: ['wrong', summarised({ nextSteps: [claim({})] })],
  references_resolve: ['wrong', summarised({ nextSteps: [claim({ references: [{ at: { $case: 'seq', value: 9999 }, start: 0, end: 4 }] })] })],
  quotes_true: ['strong', summarised({ nextSteps: [claim({ text: 'You said “nobody ever said this”.' })] })],
  score_fits: ['wrong', analysed({ score: 9 })],
  verdict_told: ['wrong', analysed({ technicalFeedback: 'All tests pass.' })],
  growth_measured: ['strong', analysed({ complexityAnalysis: 'It is fast.' })],
  claim_checked: ['bluffing', analysed({ complexityClaims: [] })],
  fields_full: ['strong', analysed({ codeQuality: '' })],
  specific: ['wrong', analysed({ technicalClaims: [], complexityClaims: [], qualityClaims: [], suggestions: [] })],
  failure_advised: ['wrong', analysed({ suggestions: [] })],
  band_fair: ['silent', summarised({ band: Band.HIRE })],
  four_dimensions: ['wrong', summarised({ rubric: [] })],
  unsolved_not_hired: ['wrong', summarised({ band: Band.HIRE })],
  length_not_paid: ['verbose', (played) => summarised({ rubric: played.summary.rubric.map((one) => ({ ...one, band: Band.STRONG_HIRE })) })(played)],
  weakness_named: ['wrong', summarised({ improvements: [] })],
  skills_earned: ['silent', summarised({ skillsSeen: ['solved'] })],
  same_again: ['wrong', (played) => ({ ...played, summaryAgain: { ...played.summaryAgain, rubric: [] } })],
  summary_says_band: ['wrong', summarised({ text: 'That was it.' })],
}

const pair: Task | undefined = tasks[0]

test('every criterion holds for an interview that went well and fails for one that is spoilt', { timeout: 170_000 }, async (context) => {
  assert.ok(pair !== undefined && criteria.length >= 40)
  assert.deepEqual(Object.keys(spoilt).toSorted(), criteria.map((criterion) => criterion.code).toSorted())
  await using stand = await openStand()
  const interviewer = await stand.interviewer({})
  const run = openRuns(stand.runner)
  const kept = new Map<string, Promise<Played>>()
  const played = (name: string): Promise<Played> => {
    const one = kept.get(name) ?? play({ task: pair, candidate: named(name), interviewer, run })
    kept.set(name, one)
    return one
  }
  for (const criterion of criteria) {
    const [name, spoil] = spoilt[criterion.code] ?? []
    if (name === undefined || spoil === undefined) throw new Error(`${criterion.code} was never seen to fail`)
    const good = await played(name)
    await context.test(criterion.code, () => {
      assert.notEqual(criterion.asks(good), false, 'it holds')
      assert.equal(criterion.asks(spoil(good)), false, 'it fails')
    })
  }
  const scored = score(await Promise.all([...kept.values()]))
  assert.deepEqual(
    scored.filter(({ held, applies }) => held < applies).map(({ criterion, broken }) => `${criterion.code}: ${broken.join()}`),
    [],
  )
  assert.match(criteriaTable([{ name: 'rules', interviews: [], scored }]), /^\| kind \| what holds \| rules \(0\) \|\n\| --- \|/)
})

test('a program that candidates write is what it is said to be', async () => {
  await using stand = await openStand()
  const run = openRuns(stand.runner)
  for (const task of tasks) {
    const outcomes = []
    for (const program of ['right', 'wrong', 'slow', 'broken'] as const)
      outcomes.push((await run(task, { program, submitted: program === 'wrong' })).outcome)
    assert.deepEqual([outcomes[0], outcomes[2]], ['ok', 'ok'], task.problem.id)
    assert.deepEqual([outcomes[1] === 'ok', outcomes[3]], [false, 'compile_error'], task.problem.id)
  }
})
