/** The stated complexities of the bank against what is measured: the references of every problem, as MeasureCode measures what learners write. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Growth } from '../complexity/measure.ts'
import { openQueue } from '../queue.ts'
import { measureCode } from '../run/growth.ts'
import { openSandbox } from '../sandbox/open.ts'
import { bank } from './bank.ts'
import type { Problem } from './problem.ts'

/** Told with less, it may as well be another family. */
const sure = 0.6
/** A logarithm hardly shows beside what each item takes anyway. */
const sureOfNeighbour = 0.8
const neighbours: ReadonlySet<string> = new Set(['n', 'n log n'])
/** What grows faster than any family is told as the fastest, or not at all. */
const beyond: ReadonlySet<string> = new Set(['3^n', 'n!'])
const languages = ['python', 'typescript'] as const
type Language = (typeof languages)[number]

const sandbox = await openSandbox({ bubblewrap: '', warm: 1, idleMs: 60_000, cacheFolder: '' })
after(() => sandbox[Symbol.asyncDispose]())
const runner = { sandbox, queue: openQueue({ concurrent: 1, perLearner: 1, mostWaiting: 1 }) }
const agreeing: string[] = []

async function growthOf(problem: Problem, language: Language): Promise<Growth> {
  const code = language === 'python' ? problem.python : problem.solve.toString()
  const request = { language, code, problemId: problem.id }
  for await (const one of measureCode(runner, { learner: 'bank', request, signal: new AbortController().signal, budgetMs: 500 }))
    if ('by' in one) return one
  throw new Error('nothing was told')
}

function contradicts({ time }: Growth, stated: string): boolean {
  if (time.kind !== 'told' || time.family === stated) return false
  if (beyond.has(stated) && time.family === '2^n') return false
  return time.confidence >= (neighbours.has(time.family) && neighbours.has(stated) ? sureOfNeighbour : sure)
}

for (const problem of bank) {
  for (const language of languages) {
    test(`${problem.id} in ${language} is not measured to grow otherwise than by ${problem.complexity.time}`, async (t) => {
      const growth = await growthOf(problem, language)
      const { time, by } = growth
      const told = time.kind === 'told' ? `${time.family} with confidence ${time.confidence}, by ${by}` : time.reason
      t.diagnostic(`${problem.id}, ${language}: stated ${problem.complexity.time}, measured ${told}`)
      if (time.kind === 'told' && time.family === problem.complexity.time) agreeing.push(`${problem.id} ${language}`)
      assert.ok(!contradicts(growth, problem.complexity.time), told)
    })
  }
}

test('nine of ten measurements tell the stated family', (t) => {
  const all = bank.length * languages.length
  t.diagnostic(`${agreeing.length} of ${all} tell the stated family`)
  assert.ok(agreeing.length >= 0.9 * all, `${agreeing.length} of ${all}`)
})
