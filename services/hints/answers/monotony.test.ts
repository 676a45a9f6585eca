/** Answers that say one thing ten thousand times: whoever sends them must not keep the service from everyone else. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { composeHint } from '../offline/coach.ts'
import { decide } from '../policy/plan.ts'
import type { Answer, Problem } from '../problem.ts'
import { compareAnswers } from './change.ts'
import { findFindings } from './finding.ts'

const problem: Problem = { title: 'Two Sum', url: '', slug: 'two-sum', statement: 'Find two places.', tags: [], examples: [] }
const longestAnswer = 10_000
/** Far more than linear work takes, and far less than the square of an answer's length. */
const patienceMs = 2000

function monotonous(piece: string, end: string): Answer[] {
  const text = piece.repeat(longestAnswer).slice(0, longestAnswer - end.length) + end
  return [{ promptIndex: 0, text }]
}

function spentMs(work: () => void): number {
  const begun = performance.now()
  work()
  return performance.now() - begun
}

for (const piece of ['!', '?', '.', '…', ';', ' ', '-', '0a', '?"', 'I assumed ?'])
  test(`an answer of nothing but “${piece}” is read in time that grows with its length`, () => {
    for (const answers of [monotonous(piece, 'x'), monotonous(piece, '_'), monotonous(piece, '')]) {
      // Only what may be a dropped assumption is looked at for its question mark.
      const text = `I assumed ${answers[0]?.text ?? ''}`
      assert.ok(spentMs(() => findFindings(problem, answers)) < patienceMs, 'findings')
      assert.ok(spentMs(() => compareAnswers(answers, text)) < patienceMs, 'comparison')
      const plan = decide({ problem, answers, findings: [], tier: 1 })
      assert.ok(spentMs(() => composeHint({ problem, answers, findings: [], plan, seed: 1, previous: [] })) < patienceMs, 'hint')
    }
  })
