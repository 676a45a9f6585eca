/** Simulated candidates play whole interviews against the interviewer without a model, with a hostile one, and with a real one where a key is set; every interview is judged by every criterion. */
import { parseArgs } from 'node:util'
import { stopSignal } from '@quint/runtime/stop.ts'
import { candidates } from './candidates/candidates.ts'
import { startHostile } from './hostile.ts'
import { type Played, play } from './play.ts'
import { openRuns } from './run.ts'
import { score } from './score.ts'
import { type Interviewer, openStand } from './stand.ts'
import { type Column, candidatesTable, criteriaTable, writeTables } from './table.ts'
import { tasks } from './task.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false }, words: { type: 'boolean', default: false } },
})
const signal = stopSignal()
const modelSettings = /^(?:ANTHROPIC|OPENAI)_|^HINTS_(?:ANTHROPIC|OPENAI|COMPATIBLE|PROVIDER)_/

/** Problems of each candidate, out of all. */
const problemsWithoutModel = 3
const problemsWithModel = 1

await using stand = await openStand()
await using hostile = await startHostile()
const runs = openRuns(stand.runner)
const columns: Column[] = []
columns.push(await column('rules alone', await stand.interviewer({}), problemsWithoutModel))
columns.push(
  await column('hostile model', await stand.interviewer({ ANTHROPIC_API_KEY: 'fake', ANTHROPIC_BASE_URL: hostile.url }), problemsWithModel),
)
const real = Object.fromEntries(
  Object.entries(process.env).filter((entry): entry is [string, string] => modelSettings.test(entry[0]) && entry[1] !== undefined && entry[1] !== ''),
)
if (Object.keys(real).length > 0) {
  const interviewer = await stand.interviewer(real)
  if (interviewer.source !== 'offline') columns.push(await column(interviewer.model, interviewer, problemsWithModel))
}
if (signal.aborted) process.exitCode = 130
else report()

async function column(name: string, interviewer: Interviewer, problems: number): Promise<Column> {
  const interviews: Played[] = []
  const wanted = candidates.filter((candidate) => positionals.length === 0 || positionals.includes(candidate.name))
  for (const [at, candidate] of wanted.entries()) {
    for (let turn = 0; turn < problems && !signal.aborted; turn += 1) {
      const task = tasks[(at + turn) % tasks.length]
      if (task === undefined) continue
      const played = await play({ task, candidate, interviewer, run: runs })
      interviews.push(played)
      if (values.words) show(played)
    }
  }
  return { name, interviews, scored: score(interviews) }
}

function show({ candidate, task, turns, summary }: Played): void {
  console.log(`\n== ${candidate.name}, ${task.problem.id}`)
  for (const { heard, run, text, questionCode, source } of turns)
    console.log(
      `${heard === '' ? (run === undefined ? '' : `# ${run.outcome} ${run.testsPassed}/${run.testsTotal}\n`) : `> ${heard}\n`}${source} [${questionCode}] ${text}`,
    )
  console.log(summary.text)
}

function report(): void {
  console.log(`\n${criteriaTable(columns)}\n`)
  for (const column of columns.slice(0, 1)) console.log(`${candidatesTable(column)}\n`)
  const verdicts = columns.flatMap(({ name, scored }, at) =>
    scored.map((one) => ({ ...one, name, mustHold: at < 2 || one.criterion.kind === 'safety' })),
  )
  const broken = verdicts.filter(({ held, applies }) => held < applies)
  for (const { name, criterion, broken: where } of broken) console.log(`✖ ${name}: ${criterion.holds}: ${where.join('; ')}`)
  if (values.write && positionals.length === 0) writeTables(columns)
  // Without a real model everything has to hold; a real one fails the run only by what it gives away.
  const failed = broken.filter(({ mustHold }) => mustHold).length
  console.log(`${verdicts.length - failed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}
