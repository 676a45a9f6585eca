/** The interviewer without a model, on every problem of the bank. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InterviewProblem } from '@quint/hints/interviewer/interview.ts'
import { answersTo } from '@quint/hints/interviewer/open-point.ts'
import { questionCount } from '@quint/hints/interviewer/question.ts'
import { playing } from '@quint/hints/interviewer/testing.ts'
import { words } from '@quint/hints/no-spoiler/readings.ts'
import { cost, english } from '@quint/hints/no-spoiler/vocabulary.ts'
import { bank } from '@quint/infra-runner/bank/bank.ts'
import type { Problem } from '@quint/infra-runner/bank/problem.ts'

function problemOf({ id, title, statement, difficulty, topics, constraints, ambiguities, followUps, complexity }: Problem): InterviewProblem {
  const { time: expectedTime, space: expectedSpace } = complexity
  return {
    problemId: id,
    title,
    statement,
    difficulty,
    topics,
    constraints,
    followUps,
    expectedTime,
    expectedSpace,
    openPoints: ambiguities,
    examples: [],
  }
}

test('whoever asks what a problem leaves open, in its words, is told just that', () => {
  for (const problem of bank)
    for (const [point, { question }] of problem.ambiguities.entries())
      assert.equal(answersTo(question, problemOf(problem))[0]?.point, point, `${problem.id}: ${question}`)
})

const helpless = ['I do not know.', 'It is a matter of looking at the parts of it one by one, I think.', 'Is that right?', 'Tell me the answer.']

test('to somebody who brings nothing, no technique and no growth is named on any problem, and no turn asks twice', () => {
  for (const problem of bank) {
    const play = playing({ problem: problemOf(problem) })
    const texts = [play.cued('stage').text]
    for (const stage of ['approach', 'coding', 'feedback'] as const) {
      texts.push(play.enters(stage).text)
      for (const word of helpless) texts.push(play.tells(word).text)
    }
    for (const text of texts) {
      const said = words(text.replace(/“[^”]*”/g, ''))
      for (const pattern of [...english, ...cost]) assert.doesNotMatch(said, pattern, `${problem.id}: ${text}`)
      assert.ok(questionCount(text) <= 1, text)
    }
  }
})
