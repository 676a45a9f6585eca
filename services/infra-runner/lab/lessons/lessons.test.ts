/** The lessons: their programs to begin with can be read in every language, and are not right yet. */
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { openSandbox } from '../../sandbox/open.ts'
import { type LabVerdict, lessons, runLab } from '../run.ts'
import { workloadNames } from '../workloads/by-name.ts'
import type { Lesson } from './lesson.ts'
import { processStarters } from './processes.ts'

const sandbox = await openSandbox({ bubblewrap: '', warm: 0, idleMs: 1_000, cacheFolder: '' })
after(() => sandbox[Symbol.asyncDispose]())

test('every workload has a lesson, and every lesson a workload', () => {
  assert.deepEqual([...new Set(lessons.map(({ workload }) => workload))].sort(), [...workloadNames].sort())
  assert.equal(new Set(lessons.map(({ slug }) => slug)).size, lessons.length)
})

async function verdictOf(
  { workload, nodes, rate }: Lesson,
  { source, language }: Lesson['starters'][number],
  more: { readonly seconds: number; readonly faults: readonly string[]; readonly signal: AbortSignal },
): Promise<LabVerdict | undefined> {
  const { signal, ...rest } = more
  const run = { ...rest, workload, nodes, rate, seed: 1, program: { language, source, style: 'sdk' as const } }
  for await (const event of runLab(run, { sandbox, signal })) if (event.kind === 'verdict') return event
  return undefined
}

for (const language of ['javascript', 'python'] as const) {
  test(`the program over lines to begin with in ${language} runs, and knows nothing yet`, { timeout: 60_000 }, async ({ signal }) => {
    const program = { language, source: processStarters[`${language}/lines`], style: 'maelstrom' as const }
    const run = { workload: 'broadcast', nodes: 2, seconds: 1, rate: 20, faults: [], seed: 1, program }
    const verdicts: LabVerdict[] = []
    for await (const event of runLab(run, { sandbox, signal })) if (event.kind === 'verdict') verdicts.push(event)
    assert.deepEqual([verdicts[0]?.result, verdicts[0]?.explanation], ['unknown', 'nothing was read'])
  })
}

describe('programs to begin with', { concurrency: 3 }, () => {
  for (const lesson of lessons) {
    const { slug, seconds, faultsOffered, starters } = lesson
    for (const starter of starters) {
      // One language under all faults; the others say the same.
      const whole = starter.language === 'javascript'
      test(`the one of ${slug} in ${starter.language} runs${whole ? ', and is not right yet' : ''}`, { timeout: 120_000 }, async ({ signal }) => {
        const verdict = await verdictOf(lesson, starter, whole ? { seconds, faults: faultsOffered, signal } : { seconds: 1, faults: [], signal })
        assert.doesNotMatch(`${verdict?.anomaly}: ${verdict?.explanation}`, /compile-error|node-crashed|Error|too-slow/)
        if (whole) assert.equal(verdict?.result, 'fail')
      })
    }
  }
})
