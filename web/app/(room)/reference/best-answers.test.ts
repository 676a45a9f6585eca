import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer, Finding, Transcript } from '../../../coach/coach-client.ts'
import { bestAnswers } from './best-answers.ts'

const answer = (promptIndex: number, element: Answer['element'], wordCount: number): Answer => ({
  promptIndex,
  element,
  subElement: '1.0',
  responseText: `answer ${promptIndex} of ${wordCount}`,
  wordCount,
  timeSpentSeconds: 1,
})

const remark = (promptIndex: number): Finding => ({
  code: 'thin_answers',
  element: 'earth',
  severity: 'notice',
  message: '',
  evidence: [{ promptIndex, start: 0, end: 1 }],
})

function transcript(id: string, changes: Partial<Transcript>): Transcript {
  return {
    session: {
      id,
      algorithmTitle: `Problem ${id}`,
      algorithmUrl: '',
      site: 'other',
      difficulty: '',
      tags: [],
      status: 'completed',
      promptsCompleted: 12,
      startedAt: '',
      endedAt: '',
      hintRequested: true,
      timeSpentSeconds: 0,
      highestTier: 1,
    },
    algorithm: null,
    prompts: [],
    responses: [],
    findings: [],
    hints: [],
    finalResponse: null,
    change: null,
    ...changes,
  }
}

test('an answer without remarks is better than a longer one with', () => {
  const best = bestAnswers([
    transcript('a', { responses: [answer(0, 'earth', 60), answer(1, 'earth', 20)], findings: [remark(0)] }),
    transcript('b', { responses: [answer(0, 'earth', 30)] }),
  ])
  assert.deepEqual([best.earth?.text, best.earth?.problem], ['answer 0 of 30', 'Problem b'])
})

test('a few words are no example, and an element without one stays empty', () => {
  assert.deepEqual(bestAnswers([transcript('a', { responses: [answer(3, 'fire', 4)] })]), {})
})

test('the last word with the most new thoughts shows what change is', () => {
  const added = (count: number) => ({ added: Array.from({ length: count }, () => ({ kind: 'idea' as const, text: 'x', evidence: null })) })
  const best = bestAnswers([
    transcript('a', { finalResponse: 'short', change: added(3) }),
    transcript('b', { finalResponse: 'a much longer last word than the other', change: added(1) }),
    transcript('c', { finalResponse: 'nothing new', change: added(0) }),
  ])
  assert.equal(best.quintessence?.text, 'short')
})
