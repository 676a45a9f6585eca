/** `npm run test:security`: one mesh, every row of the threat table attacked from outside; `--write` puts the table into docs/security.md. */
import { stopSignal } from '@quint/runtime/stop.ts'
import type { Check, Row, Verdict } from './row.ts'
import { rows } from './rows.ts'
import { openStand, type Stand } from './stand.ts'
import { linesOf, writeTable } from './table.ts'

const flags = process.argv.slice(2).filter((word) => word.startsWith('--'))
const named = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const wanted = rows.filter((row) => named.length === 0 || named.includes(row.id))

async function judged(row: Row, check: Check, stand: Stand): Promise<Verdict> {
  const started = performance.now()
  const failure = await check.attempt(stand).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
  )
  console.log(`${failure === undefined ? '✔' : '✘'} ${row.id} ${check.holds} (${Math.round(performance.now() - started)} ms)`)
  if (failure !== undefined) console.log(failure.replace(/^/gm, '    '))
  return { row, check, failure }
}

async function judgeAll(stand: Stand, signal: AbortSignal): Promise<readonly Verdict[]> {
  const all = wanted.flatMap((row) => row.checks.map((check) => ({ row, check })))
  const slow = all.filter(({ check }) => check.slow).map(({ row, check }) => judged(row, check, stand))
  const verdicts: Verdict[] = []
  for (const { row, check } of all) {
    signal.throwIfAborted()
    if (!check.slow) verdicts.push(await judged(row, check, stand))
  }
  return [...verdicts, ...(await Promise.all(slow))]
}

const signal = stopSignal()
let verdicts: readonly Verdict[] = []
try {
  console.log('Starting the mesh …')
  await using stand = await openStand('built', signal)
  verdicts = await judgeAll(stand, signal)
} catch (error) {
  console.error(error)
}
const inOrder = wanted.toSorted((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)))
for (const line of linesOf(inOrder, verdicts)) console.log(line)
if (flags.includes('--write') && named.length === 0) writeTable(inOrder, verdicts)
const passed = verdicts.filter(({ failure }) => failure === undefined).length
// A run that was cut short has failed as well.
const failed = verdicts.length === 0 ? 1 : verdicts.length - passed
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
