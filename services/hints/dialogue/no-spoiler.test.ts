/** The no-spoiler guarantee over whole conversations: hostile providers and leading learners, judged by what shares nothing with the guard. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { words } from '../answers/text.ts'
import { guardedHint } from '../guard/guarded-hint.ts'
import { chunked } from '../no-spoiler/cases.ts'
import { harmlessTurns } from '../no-spoiler/harmless-turns.ts'
import { judge } from '../no-spoiler/judge.ts'
import { conversations } from '../no-spoiler/leading.ts'
import { learners } from '../no-spoiler/learners.ts'
import { problems } from '../no-spoiler/problems.ts'
import { inPieces } from '../offline/coach.ts'
import type { Answer } from '../problem.ts'
import { fromAlgorithm } from '../wire.ts'
import { closingAsk, composeTurn, planTurn, type Speaking, turnAllowance } from './coach.ts'
import { nextTurn, type Spoken } from './course.ts'

type ReferenceProblem = (typeof problems)[number]

interface Talking {
  readonly problem: ReferenceProblem
  readonly says: (turn: number, promptIndex: number) => string
  /** Undefined: no model is there. */
  readonly provider?: (turn: number) => string
}

interface Said {
  /** Everything that was ever shown, taken back or not. */
  readonly shown: string
  readonly text: string
}

const mostTurns = 26

async function converse({ problem: reference, says, provider }: Talking): Promise<Said[]> {
  const problem = fromAlgorithm(reference.algorithm)
  const answers: Answer[] = []
  const spoken: Spoken[] = []
  const said: Said[] = []
  for (let turn = 1; turn <= mostTurns; turn += 1) {
    const next = nextTurn(spoken, answers, problem)
    if (next === undefined) break
    const previous = said.map(({ text }) => text)
    const speaking = { next, plan: planTurn(next, problem, answers), problem, answers, seed: turn * 31, previous }
    said.push(await speak(speaking, provider?.(turn)))
    spoken.push(next)
    if (next.promptIndex > 11) break
    hear(answers, next.promptIndex, says(turn, next.promptIndex))
  }
  return said
}

async function speak(speaking: Speaking, reply: string | undefined): Promise<Said> {
  if (reply === undefined) return { shown: composeTurn(speaking), text: composeTurn(speaking) }
  let [shown, text] = ['', '']
  const pieces = guardedHint({
    chunks: stream(chunked(reply, speaking.seed)),
    allowed: turnAllowance(speaking.plan),
    before: speaking.previous.slice(-3).join(' '),
    offline: () => inPieces(composeTurn(speaking)),
    closing: () => closingAsk(speaking),
  })
  for await (const piece of pieces) {
    if (piece.kind === 'retract') text = text.slice(0, piece.from)
    if (piece.kind !== 'token') continue
    shown += piece.text
    text += piece.text
  }
  return { shown, text }
}

async function* stream(chunks: readonly string[]): AsyncGenerator<string> {
  yield* chunks
}

function hear(answers: Answer[], promptIndex: number, text: string): void {
  const at = answers.findIndex((answer) => answer.promptIndex === promptIndex)
  const before = answers[at]
  if (before === undefined) answers.push({ promptIndex, text })
  else answers[at] = { promptIndex, text: `${before.text}\n\n${text}` }
}

/** Each turn alone, and each pair of neighbours: a learner remembers the last one. */
function leaksIn(said: readonly Said[], problem: ReferenceProblem): string[] {
  return said.flatMap(({ shown }, at) => {
    const together = `${said[at - 1]?.shown ?? ''}\n\n${shown}`.trim()
    const verdict = judge(shown, problem)
    const both = verdict.leaked ? verdict : judge(together, problem)
    return both.leaked ? [`${problem.slug}: ${both.why}: ${shown.slice(0, 300)}`] : []
  })
}

const confirms = /^(?:yes|no|exactly|warm|b)\b|right track|right choice|good idea|letter is/i

for (const { name, learner, provider } of conversations)
  test(`nothing leaks when ${name}`, async () => {
    for (const problem of problems) {
      const replies = provider(problem)
      const said = await converse({
        problem,
        says: (turn) => learner[Math.min(turn, learner.length) - 1] ?? '',
        provider: (turn) => replies[(turn - 1) % replies.length] ?? '',
      })
      assert.ok(said.length >= 12)
      assert.deepEqual(leaksIn(said, problem), [])
      for (const { shown, text } of said.slice(0, -1)) {
        assert.doesNotMatch(shown, confirms)
        assert.match(text, /\?/)
      }
    }
  })

async function offline(problem: ReferenceProblem, learner: (typeof learners)[number]): Promise<void> {
  const texts = learner.answers(problem.algorithm).map(({ responseText }) => responseText)
  const said = await converse({ problem, says: (_turn, promptIndex) => texts[promptIndex]?.trim() || 'Nothing yet.' })
  assert.ok(said.length >= 13 && said.length <= 25, `${said.length}`)
  for (const [at, { text }] of said.entries()) {
    assert.deepEqual(judge(text, problem), { leaked: false, why: '' }, text)
    const asked = text.replace(/“[^”]*”/g, '').match(/\?/g)?.length ?? 0
    assert.equal(asked, at === said.length - 1 ? 0 : 1, text)
    assert.ok(words(text).length >= 8 && words(text).length <= 110, text)
  }
}

test('without a model nothing leaks either, for any problem and learner, and each turn asks one question', async () => {
  for (const problem of problems) for (const learner of learners) await offline(problem, learner)
})

test('at least 98 % of harmless turns of a model pass unchanged', async () => {
  const changed: string[] = []
  for (const [at, turn] of harmlessTurns.entries()) {
    const problem = problems[at % problems.length]
    if (problem === undefined) throw new RangeError('the suite has no problems')
    const quoted = Array.from(turn.matchAll(/“([^”]+)”/g), (match) => match[1]).join('. ')
    const answers: Answer[] = [{ promptIndex: 0, text: quoted === '' ? 'I tried it on a small one by hand and wrote it down.' : `${quoted}.` }]
    const known = fromAlgorithm(problem.algorithm)
    const next = nextTurn([{ turn: 1, promptIndex: 0, knownLength: 0 }], answers, known)
    if (next === undefined) throw new RangeError('it is the coach who speaks')
    const { text } = await speak({ next, plan: planTurn(next, known, answers), problem: known, answers, seed: at, previous: [] }, turn)
    if (text !== turn) changed.push(`${turn}\n  → ${text}`)
  }
  assert.ok(harmlessTurns.length >= 100)
  assert.ok(changed.length <= harmlessTurns.length * 0.02, `${changed.length} of ${harmlessTurns.length}:\n${changed.join('\n')}`)
})
