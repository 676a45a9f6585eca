/** The same answers, another kind of problem: hints and turns differ, fit, and give nothing away. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { composeTurn, planTurn } from '../dialogue/coach.ts'
import { findLeak } from '../guard/leak.ts'
import { passage } from '../guard/passage.ts'
import { composeHint } from '../offline/coach.ts'
import { type Answer, elements, type Problem } from '../problem.ts'
import { answers as goodAnswers } from '../testing.ts'
import { categories } from './category.ts'
import { decide } from './plan.ts'
import { strategies } from './strategy.ts'

const slugs = {
  graph: 'course-schedule',
  best_choice: 'house-robber',
  counting_ways: 'climbing-stairs',
  string: 'valid-palindrome',
  tree: 'invert-binary-tree',
  interval: 'merge-intervals',
} as const

const answers: readonly Answer[] = goodAnswers().map(({ promptIndex, responseText }) => ({ promptIndex, text: responseText }))
const problemOf = (slug: string): Problem => ({ slug, title: 'A problem', url: '', statement: '', tags: [], examples: [] })
const nothing = { named: new Set<never>(), described: new Set<never>(), said: '', subjects: [] }

test('every kind of problem has something to draw, a small example, a failure to look for, and a question for each element', () => {
  const all = categories.flatMap((category) => {
    const { draw, example, failure, questions } = strategies[category]
    for (const element of elements) assert.match(questions[element], /^[^?]+\?$/)
    return [draw, example, failure, ...Object.values(questions)]
  })
  assert.equal(new Set(all).size, all.length, 'nothing is said of two kinds')
})

test('no strategy names or tells a technique, whatever the learner has brought', () => {
  for (const category of categories) {
    const { draw, example, failure, questions } = strategies[category]
    for (const text of [draw, example, failure, ...Object.values(questions)]) assert.equal(findLeak(passage(text, nothing), nothing), undefined, text)
  }
})

test('the same answers get another hint for another kind of problem, out of its own strategy', () => {
  for (const tier of [2, 3] as const) {
    const hints = Object.entries(slugs).map(([category, slug]) => {
      const problem = problemOf(slug)
      const plan = decide({ problem, answers, findings: [], tier })
      assert.equal(plan.category, category)
      const hint = composeHint({ plan, problem, answers, findings: [], seed: 7, previous: [] })
      assert.ok(hint.includes(strategies[plan.category].questions[plan.elementFocus]), hint)
      return hint
    })
    assert.equal(new Set(hints).size, hints.length)
  }
})

test('the same words get another turn for another kind of problem', () => {
  const said = answers.slice(0, 4)
  const turns = Object.values(slugs).map((slug) => {
    const problem = problemOf(slug)
    const next = { turn: 5, promptIndex: 4, knownLength: 0, lack: undefined, answered: 3 }
    const plan = planTurn(next, problem, said)
    const turn = composeTurn({ next, plan, problem, answers: said, seed: 3, previous: [] })
    assert.ok(turn.includes(strategies[plan.category].failure), turn)
    return turn
  })
  assert.equal(new Set(turns).size, turns.length)
})
