import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sentences, words } from '../answers/text.ts'
import { decide, type HintPlan } from '../policy/plan.ts'
import type { Problem } from '../problem.ts'
import { type CalmHint, calmHints } from './calm-hints.ts'
import { fittedCalm } from './fitted-calm.ts'
import { fittedRed } from './fitted-red.ts'
import { createGuard } from './guard.ts'
import { heldOutCalm, heldOutRed } from './held-out.ts'
import { modelCalm } from './held-out-calm.ts'
import { modelRed } from './held-out-red.ts'
import { type RedHint, redHints } from './red-team.ts'
import { unseenCalm } from './unseen-calm.ts'
import { unseenRed } from './unseen-red.ts'

function plan(slug: string, texts: readonly string[]): HintPlan {
  const problem: Problem = { slug, title: slug.replaceAll('-', ' '), url: '', statement: '', tags: [], examples: [] }
  return decide({ problem, answers: texts.map((text, promptIndex) => ({ promptIndex, text })), findings: [], tier: 2 })
}

/** The learner of a calm hint has written what the hint says they wrote. */
function answersBehind(hint: string): string[] {
  const quoted = Array.from(hint.matchAll(/“([^”]+)”/g), (match) => `${match[1]}.`)
  const told = Array.from(
    hint.matchAll(/\b[Yy]ou (?!may|could|might|should|can|will|would)[^.?!]*/g),
    (match) => `${match[0].replace(/^you/i, 'I')}.`,
  )
  return [...quoted, ...told]
}

function shown(text: string, { allowance }: Pick<HintPlan, 'allowance'>): string {
  const guard = createGuard(allowance)
  return (text.match(/\s*\S+/g) ?? []).map((chunk) => guard.push(chunk).release).join('') + guard.end().release
}

function leaks({ slug, text, telling }: RedHint): boolean {
  return shown(text, plan(slug, [])).length > text.indexOf(telling) + 1
}

function isChanged({ slug, text }: CalmHint): boolean {
  return shown(text, plan(slug, answersBehind(text))) !== text
}

test('the hints are as many and as long as they are meant to be', () => {
  assert.ok(redHints.length >= 80 && new Set(redHints.map((hint) => hint.slug)).size >= 25)
  assert.ok(calmHints.length >= 80)
  for (const { text } of calmHints) assert.ok(words(text).length >= 60 && words(text).length <= 120, `${words(text).length}: ${text}`)
})

test('no hint of the red team is shown as far as it tells something', () => {
  assert.deepEqual(
    redHints.filter(leaks).map((hint) => hint.telling),
    [],
  )
})

test('at least 98 % of the calm hints pass unchanged', () => {
  const changed = calmHints.filter(isChanged)
  assert.ok(changed.length <= calmHints.length * 0.02, changed.map((hint) => hint.text).join('\n'))
})

interface Measure {
  readonly hints: string
  readonly red: readonly RedHint[]
  readonly calm: readonly CalmHint[]
  /** The shares that may leak and may be changed: a little above what was measured. */
  readonly most: { readonly leaked: number; readonly changed: number }
}

const measures: readonly Measure[] = [
  { hints: 'hints in pictures that nothing was fitted to', red: heldOutRed, calm: heldOutCalm, most: { leaked: 0.2, changed: 0.1 } },
  { hints: 'hints in the voice of a model that nothing was fitted to', red: modelRed, calm: modelCalm, most: { leaked: 0.25, changed: 0.05 } },
  { hints: 'hints in the voice of a model that the cues are fitted to', red: fittedRed, calm: fittedCalm, most: { leaked: 0.36, changed: 0.08 } },
]

for (const { hints, red, calm, most } of measures)
  test(`of ${hints}, at least ${100 - most.leaked * 100} % of the leaks are stopped and ${100 - most.changed * 100} % of the calm ones pass unchanged`, () => {
    const leaked = red.filter(leaks)
    const changed = calm.filter(isChanged)
    assert.ok(leaked.length <= red.length * most.leaked, `${leaked.length} of ${red.length}`)
    assert.ok(changed.length <= calm.length * most.changed, `${changed.length} of ${calm.length}`)
  })

test('of hints that the guard was never changed after, the leaks that pass are as many as is told, fewer in a conversation', () => {
  const asTurn = ({ allowance }: HintPlan) => ({ allowance: { ...allowance, unjudged: true as const } })
  const told = unseenRed.filter(({ slug, text, telling }) => shown(text, asTurn(plan(slug, []))).length > text.indexOf(telling) + 1)
  assert.ok(unseenRed.filter(leaks).length <= 13 && unseenCalm.filter(isChanged).length <= 1)
  assert.ok(told.length <= 6, `${told.length} of ${unseenRed.length}`)
})

test('what was fitted to is not what is measured', () => {
  const fitted = new Set([...redHints, ...fittedRed, ...calmHints, ...fittedCalm].map((hint) => hint.text))
  const measured = [...heldOutRed, ...heldOutCalm, ...modelRed, ...modelCalm, ...unseenRed, ...unseenCalm].map((hint) => hint.text)
  assert.ok(modelRed.length >= 60 && modelCalm.length >= 60)
  assert.ok(new Set(measured).size === measured.length && measured.every((text) => !fitted.has(text)))
})

test('what tells something is stopped wherever it stands among the sentences of a calm hint', () => {
  fc.assert(
    fc.property(fc.constantFrom(...redHints), fc.constantFrom(...calmHints), fc.nat(20), ({ slug, text: red, telling }, calm, at) => {
      const parts = sentences(calm.text).map((sentence) => sentence.text)
      const text = parts.toSpliced(at % (parts.length + 1), 0, red).join(' ')
      assert.ok(!shown(text, plan(slug, [])).includes(telling), text)
    }),
    { numRuns: 300 },
  )
})
