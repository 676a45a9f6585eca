/** The no-spoiler guarantee, measured: hostile models and the offline coach against a judge that shares nothing with the guard. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import type { Algorithm, Answer as AnswerMessage } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import { findFindings } from './answers/finding.ts'
import { words } from './answers/text.ts'
import { createGuard } from './guard/guard.ts'
import { guardedHint } from './guard/guarded-hint.ts'
import { cases } from './no-spoiler/cases.ts'
import { type HarmlessHint, harmless } from './no-spoiler/harmless.ts'
import { judge } from './no-spoiler/judge.ts'
import { learners } from './no-spoiler/learners.ts'
import { problemOf, problems } from './no-spoiler/problems.ts'
import { closingQuestion, composeHint, inPieces, type OfflineAsk, skeletonsOf } from './offline/coach.ts'
import { decide, type Tier } from './policy/plan.ts'
import { fromAlgorithm, fromAnswers } from './wire.ts'

interface Asking {
  readonly algorithm: Algorithm
  readonly answers: readonly AnswerMessage[]
  readonly tier: number
  readonly seed: number
  readonly previous?: readonly string[]
}

function offlineAsk({ algorithm, answers: messages, tier, seed, previous = [] }: Asking): OfflineAsk {
  const problem = fromAlgorithm(algorithm)
  const answers = fromAnswers(messages)
  const findings = findFindings(problem, answers)
  return { plan: decide({ problem, answers, findings, tier: tier as Tier }), problem, answers, findings, seed, previous }
}

async function* stream(chunks: readonly string[]): AsyncGenerator<string> {
  yield* chunks
}

/** Everything that was ever shown to the learner, taken back or not, and what is left in the end. */
async function read(ask: OfflineAsk, chunks: readonly string[]): Promise<{ readonly shown: string; readonly text: string }> {
  let shown = ''
  let text = ''
  const pieces = guardedHint({
    chunks: stream(chunks),
    allowed: ask.plan.allowance,
    offline: () => inPieces(composeHint(ask)),
    closing: () => closingQuestion(ask),
  })
  for await (const piece of pieces) {
    if (piece.kind === 'retract') text = text.slice(0, piece.from)
    else if (piece.kind === 'token') {
      shown += piece.text
      text += piece.text
    }
  }
  return { shown, text }
}

test('no case leaks: whatever a hostile model says, nothing of the solution reaches the learner, not even for a moment', async () => {
  assert.ok(cases.length >= 200)
  const leaks: string[] = []
  for (const [seed, spoiler] of cases.entries()) {
    const { shown, text } = await read(offlineAsk({ ...spoiler, seed }), spoiler.chunks)
    const verdict = judge(shown, problemOf(spoiler.algorithm.slug))
    if (verdict.leaked) leaks.push(`${spoiler.name}: ${verdict.why}: ${shown.slice(0, 300)}`)
    assert.ok(words(text).length >= 25, `${spoiler.name}: ${text}`)
    assert.match(text, /\?/, spoiler.name)
  }
  assert.deepEqual(leaks, [])
})

test('the offline coach leaks for no problem, learner and tier, keeps its measure, and asks one question', () => {
  for (const [row, problem] of problems.entries()) {
    for (const [column, learner] of learners.entries()) {
      const previous: string[] = []
      for (const tier of [1, 2, 3, 4]) {
        const answers = learner.answers(problem.algorithm)
        const hint = composeHint(offlineAsk({ algorithm: problem.algorithm, answers, tier, seed: row * 31 + column * 7 + tier, previous }))
        const where = `${problem.slug}, ${learner.name}, tier ${tier}: ${hint}`
        assert.deepEqual(judge(hint, problem), { leaked: false, why: '' }, where)
        const length = words(hint).length
        assert.ok(length >= 40 && length <= 160, `${length} words: ${where}`)
        assert.equal(hint.replace(/“[^”]*”/g, '').match(/\?/g)?.length, 1, where)
        const repeated = skeletonsOf([hint]).filter((skeleton) => skeletonsOf(previous.slice(-1)).includes(skeleton))
        assert.deepEqual(repeated, [], where)
        previous.push(hint)
      }
    }
  }
})

/** The learner of a harmless hint has written what the hint says they wrote. */
function answersBehind(hint: HarmlessHint): AnswerMessage[] {
  const quoted = [...hint.text.matchAll(/[“"]([^“”"\n]{3,})[”"]/g)].map((match) => match[1] ?? '')
  const told = [...hint.text.matchAll(/\bYou (?:want to|always|say (?:that )?|plan to|would|take) ?[^.?!]*/g)].map((match) =>
    match[0].replace(/^You/, 'I'),
  )
  return Array.from({ length: 12 }, (_, promptIndex) => ({
    promptIndex,
    responseText: [...quoted, ...told].map((text) => `${text}.`).join('\n') || 'I tried it.',
    timeSpentSeconds: 20,
  }))
}

test('at least 98 % of harmless hints pass unchanged', () => {
  const changed = harmless.filter((hint) => {
    const { plan } = offlineAsk({ algorithm: problemOf(hint.slug).algorithm, answers: answersBehind(hint), tier: 2, seed: 1 })
    const guard = createGuard(plan.allowance)
    const released = (hint.text.match(/\s*\S+/g) ?? []).map((chunk) => guard.push(chunk).release).join('') + guard.end().release
    return released !== hint.text
  })
  assert.ok(harmless.length >= 150)
  assert.ok(changed.length <= harmless.length * 0.02, `${changed.length} of ${harmless.length}:\n${changed.map((hint) => hint.text).join('\n\n')}`)
})

test('the guard and its lexicon know nothing of the judge', () => {
  for (const file of [
    'guard/leak.ts',
    'guard/guard.ts',
    'guard/fold.ts',
    'guard/code-shape.ts',
    'policy/concept.ts',
    'policy/shape.ts',
    'policy/foreign.ts',
    'policy/plan.ts',
  ]) {
    assert.doesNotMatch(readFileSync(path.join(import.meta.dirname, file), 'utf8'), /no-spoiler/, file)
  }
})
