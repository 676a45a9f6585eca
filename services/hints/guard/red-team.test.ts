import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sentences, words } from '../answers/text.ts'
import { decide, type HintPlan } from '../policy/plan.ts'
import type { Problem } from '../problem.ts'
import { type CalmHint, calmHints } from './calm-hints.ts'
import { createGuard } from './guard.ts'
import { heldOutCalm, heldOutRed } from './held-out.ts'
import { type RedHint, redHints } from './red-team.ts'

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

function shown(text: string, { allowance }: HintPlan): string {
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

test('of hints that nothing was tuned on, most leaks are stopped and nearly all calm ones pass', () => {
  assert.ok(heldOutRed.filter(leaks).length <= heldOutRed.length * 0.4)
  assert.ok(heldOutCalm.filter(isChanged).length <= heldOutCalm.length * 0.1)
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
