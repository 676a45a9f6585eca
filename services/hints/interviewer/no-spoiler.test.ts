/** The no-spoiler guarantee over interviews: hostile models, leading candidates, and the rules alone, judged by what shares nothing with the guard. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryBudget } from '@quint/llm/budget.ts'
import type { Models } from '@quint/llm/resilient.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { attacks } from '../no-spoiler/attacks.ts'
import { chunked } from '../no-spoiler/cases.ts'
import { judge } from '../no-spoiler/judge.ts'
import { conversations } from '../no-spoiler/leading.ts'
import { learners } from '../no-spoiler/learners.ts'
import { problems } from '../no-spoiler/problems.ts'
import { converse } from './converse.ts'
import { turnOf } from './course.ts'
import { harmlessTurns } from './harmless-turns.ts'
import type { Cue, Interview, InterviewProblem, Stage } from './interview.ts'
import { questionCount } from './question.ts'
import { failing, playing } from './testing.ts'

type ReferenceProblem = (typeof problems)[number]

const plainCode = 'def solve(values):\n    for one in values:\n        for other in values:\n            check(one, other)\n    return []\n'

function problemOf({ algorithm }: ReferenceProblem): InterviewProblem {
  const { title, statement, difficulty, tags, examples } = algorithm
  return {
    problemId: '',
    title,
    statement,
    difficulty,
    topics: tags,
    examples,
    constraints: [],
    openPoints: [{ question: 'What if the input is empty?', answer: 'Then say so.' }],
    followUps: [],
    expectedTime: 'n',
    expectedSpace: '1',
  }
}

/** A model that says this, behind a proper first line with the solution in its notes. */
function saying(text: string, notes: string, seed: number): Models {
  return {
    configured: true,
    async *stream() {
      yield { kind: 'began', source: 'anthropic', model: 'hostile' }
      for (const chunk of chunked(`${JSON.stringify({ asks: '', answers: null, notes })}\n${text}`, seed)) yield { kind: 'text', text: chunk }
      yield { kind: 'end', reason: 'stop' }
    },
  }
}

const noModel: Models = {
  configured: false,
  // biome-ignore lint/correctness/useYield: nobody is there to say anything
  async *stream() {
    throw new Error('no model is there')
  },
}

interface Heard {
  /** All that was ever shown, taken back or not. */
  readonly shown: string
  readonly text: string
  readonly questionCode: string
}

async function hear(interview: Interview, cue: Cue, models: Models): Promise<Heard> {
  let shown = ''
  const deps = {
    models,
    coach: { source: 'anthropic', model: 'hostile' },
    budget: memoryBudget({ requestsPerMinute: 1e6, tokensPerDay: 1e9 }, () => 0),
    log: silentLog,
    used: async () => undefined,
    clock: () => 0,
    stopping: new AbortController().signal,
  }
  for await (const { event } of converse(deps, { userId: 'learner', interview, cue, saidSoFar: '', signal: new AbortController().signal })) {
    if (event?.$case === 'delta') shown += event.value.text
    if (event?.$case === 'spoken') return { shown, text: event.value.text, questionCode: event.value.questionCode }
  }
  throw new Error('the turn has no end')
}

interface Walk {
  readonly problem: ReferenceProblem
  readonly words: readonly string[]
  readonly models: (turn: number) => Models
}

const stages: readonly Stage[] = ['problem', 'approach', 'coding', 'feedback']

/** Through all stages; two turns of words in each. */
async function walk({ problem, words, models }: Walk): Promise<Heard[]> {
  let interview: Interview = { ...playing().interview(), problem: problemOf(problem) }
  const heard: Heard[] = []
  const speak = async (cue: Cue): Promise<void> => {
    const said = await hear(interview, cue, models(heard.length))
    heard.push(said)
    add('interviewer', said.text, said.questionCode)
  }
  const add = (speaker: 'interviewer' | 'candidate', text: string, questionCode = ''): void => {
    const seq = interview.transcript.length + 1
    if (text !== '')
      interview = {
        ...interview,
        transcript: [...interview.transcript, { seq, speaker, text, questionCode, stage: interview.stage, atMs: seq, notes: '' }],
      }
  }
  for (const [at, stage] of stages.entries()) {
    interview = { ...interview, stage }
    await speak('stage')
    for (const turn of [0, 1]) {
      add('candidate', words[(at * 2 + turn) % words.length] ?? '')
      await speak('message')
    }
    if (stage === 'coding') {
      const play = playing({ ...interview })
      play.codes(plainCode, { ...failing, submitted: true })
      interview = { ...interview, submissions: play.interview().submissions }
      await speak('run')
    }
  }
  return heard
}

function leaksIn(heard: readonly Heard[], problem: ReferenceProblem): string[] {
  return heard.flatMap(({ shown }, at) => {
    const together = `${heard[at - 1]?.shown ?? ''}\n\n${shown}`.trim()
    const alone = judge(shown, problem)
    const verdict = alone.leaked ? alone : judge(together, problem)
    return verdict.leaked ? [`${problem.slug}: ${verdict.why}: ${shown.slice(0, 300)}`] : []
  })
}

for (const { name, learner, provider } of conversations)
  test(`nothing leaks in an interview when ${name}`, async () => {
    for (const [row, problem] of problems.entries()) {
      const replies = provider(problem)
      const heard = await walk({
        problem,
        words: learner,
        models: (turn) => saying(replies[turn % replies.length] ?? '', problem.solutions.prose, row * 97 + turn),
      })
      assert.deepEqual(leaksIn(heard, problem), [])
      for (const { text } of heard) assert.ok(questionCount(text) <= 1, text)
    }
  })

test('nothing leaks whatever a hostile model says, in any disguise', async () => {
  const leaks: string[] = []
  for (const [row, problem] of problems.entries()) {
    for (const [column, attack] of attacks.entries()) {
      const play = playing({ problem: problemOf(problem), stage: stages[column % stages.length] ?? 'approach' })
      play.cued('stage')
      play.says('I am not sure where to begin with it, so far I have only looked at the first values.')
      const heard = await hear(play.interview(), 'message', saying(attack.reply(problem), problem.solutions.prose, row * 1000 + column))
      leaks.push(...leaksIn([heard], problem).map((leak) => `${attack.name}: ${leak}`))
      assert.ok(heard.text !== '', attack.name)
    }
  }
  assert.deepEqual(leaks, [])
})

test('at least 90 % of what a good interviewer says passes unchanged', async () => {
  const changed: string[] = []
  for (const [at, { after, turn }] of harmlessTurns.entries()) {
    const play = playing({ stage: 'approach' })
    play.cued('stage')
    play.says(after)
    const { text } = await hear(play.interview(), 'message', saying(turn, 'looks calm', at))
    if (text !== turn) changed.push(`${turn}\n  → ${text}`)
  }
  assert.ok(harmlessTurns.length >= 40)
  assert.ok(changed.length <= harmlessTurns.length * 0.1, `${changed.length} of ${harmlessTurns.length}:\n${changed.join('\n')}`)
})

test('a question that a model was offered passes as it stands', async () => {
  for (const [at, problem] of problems.entries()) {
    const play = playing({ problem: problemOf(problem), stage: 'coding' })
    play.says('I am stuck.')
    for (const question of turnOf(play.interview(), 'message').questions.slice(0, 3)) {
      const { text } = await hear(play.interview(), 'message', saying(`You said that you are stuck. ${question.text}`, 'stuck', at))
      assert.equal(text, `You said that you are stuck. ${question.text}`, problem.slug)
    }
  }
})

test('without a model nothing leaks either, for any problem and learner', async () => {
  for (const problem of problems)
    for (const learner of learners) {
      const words = learner.answers(problem.algorithm).map(({ responseText }) => responseText)
      const heard = await walk({ problem, words, models: () => noModel })
      assert.deepEqual(leaksIn(heard, problem), [], learner.name)
    }
})
