/** Learners' programs: a small one in a sandbox kept warm, and ten at once of which one learner brought nine. */
import { openQueue } from '../../services/infra-runner/queue.ts'
import { checkedRun } from '../../services/infra-runner/run/request.ts'
import { type Runner, runCode } from '../../services/infra-runner/run/run.ts'
import { openSandbox } from '../../services/infra-runner/sandbox/open.ts'
import type { Row } from '../row.ts'
import { median, percentile } from '../statistics.ts'

const rounds = 40
const warmUp = 4
const programs = {
  python: 'numbers = [int(x) for x in input().split()]\nprint(sum(numbers))',
  javascript: "console.log(require('fs').readFileSync(0, 'utf8').split(' ').reduce((sum, x) => sum + Number(x), 0))",
} as const
type Language = keyof typeof programs

export async function runRows(): Promise<readonly Row[]> {
  await using sandbox = await openSandbox({ bubblewrap: process.env.RUNNER_BUBBLEWRAP || 'bwrap', warm: 2, idleMs: 600_000, cacheFolder: '' })
  const runner = { sandbox, queue: openQueue({ concurrent: 10, perLearner: 2, mostWaiting: 20 }) }
  const rows: Row[] = []
  for (const language of ['python', 'javascript'] as const) rows.push(await warmRow(runner, language))
  rows.push(...(await crowdRows(runner)))
  return rows
}

async function run(runner: Runner, learner: string, language: Language): Promise<number> {
  const began = performance.now()
  const limits = { timeMs: 0, memoryBytes: 0, outputBytes: 0 }
  const checked = checkedRun({ language, code: programs[language], given: { $case: 'stdin', value: '1 2 3' }, limits, examplesOnly: false })
  for await (const event of runCode(runner, { learner, run: checked, signal: new AbortController().signal })) {
    if (event.kind === 'result' && event.result.outcome?.stdout !== '6\n') throw new Error(`a run in ${language} went wrong: ${event.result.message}`)
  }
  return performance.now() - began
}

/** One after another, as a learner who thinks between two runs: the next process has the time to get ready. */
async function warmRow(runner: Runner, language: Language): Promise<Row> {
  const times: number[] = []
  for (let round = 0; round < rounds + warmUp; round += 1) {
    const ms = await run(runner, 'one', language)
    if (round >= warmUp) times.push(ms)
    await new Promise((resolve) => setTimeout(resolve, thinkMs))
  }
  const sandbox = runner.sandbox.engineFor(language)?.name ?? ''
  return {
    name: `Run: a small program in ${language}, warm, p95`,
    measured: percentile(times, 0.95),
    unit: 'ms',
    atMost: 150,
    note: `${sandbox}; median ${median(times).toFixed(0)} ms; ${times.length} runs`,
  }
}

const thinkMs = 500

/** Nine runs of one learner are there first; another's, who comes last, is not the last to be done. */
async function crowdRows(runner: Runner): Promise<Row[]> {
  const done: string[] = []
  const tell = (learner: string) => (ms: number) => {
    done.push(learner)
    return ms
  }
  const greedy = Array.from({ length: 9 }, () => run(runner, 'greedy', 'javascript').then(tell('greedy')))
  const modest = run(runner, 'modest', 'javascript').then(tell('modest'))
  const times = await Promise.all([...greedy, modest])
  return [
    {
      name: 'Run: place at which one of ten is done that came last, behind nine of another learner',
      measured: done.indexOf('modest') + 1,
      unit: '',
      atMost: 5,
      note: `after ${((await modest) ?? 0).toFixed(0)} ms; all ten after ${Math.max(...times).toFixed(0)} ms`,
    },
  ]
}
