/** Measures what the house promises about speed and size, and fails when a promise is not kept. */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { stopSignal } from '@quint/runtime/stop.ts'
import { openBenches } from './benches.ts'
import { noiseSince, ticksNow } from './noise.ts'
import { machine, record, recordAgain } from './record.ts'
import { type Failed, isOver, type Row, table } from './row.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false }, profiles: { type: 'string' } },
})
const signal = stopSignal()
const began = ticksNow()
const rows = await measureAll()
if (signal.aborted) process.exitCode = 130
else report()

async function measureAll(): Promise<readonly (Row | Failed)[]> {
  await using benches = openBenches({ signal, profiles: values.profiles === undefined ? undefined : path.resolve(values.profiles) })
  const all = [...benches.byName.keys()]
  const unknown = positionals.find((name) => !all.includes(name))
  if (unknown !== undefined) throw new Error(`there is no bench ${unknown}; there are ${all.join(', ')}`)
  const measured: (Row | Failed)[] = []
  for (const [name, bench] of benches.byName) {
    if (positionals.length === 0 || positionals.includes(name)) measured.push(...(await measure(name, bench)))
  }
  return measured
}

async function measure(name: string, bench: () => Promise<readonly Row[]>): Promise<readonly (Row | Failed)[]> {
  if (signal.aborted) return []
  const before = ticksNow()
  try {
    return await bench()
  } catch (error) {
    if (!signal.aborted) console.error(error)
    return [{ name, error: error instanceof Error ? error.message : String(error) }]
  } finally {
    console.log(`${name}: ${noiseSince(before)}`)
  }
}

function report(): void {
  const conditions = `${machine()}; ${noiseSince(began)}`
  console.log(`\n${conditions}\n\n${table(rows)}\n`)
  const over = rows.filter(isOver)
  if (over.length > 0) console.log(`Over budget: ${over.map((row) => row.name).join('; ')}`)
  const day = new Date().toISOString().slice(0, 10)
  if (values.write && positionals.length > 0) recordAgain(rows, { day, conditions: noiseSince(began) })
  else if (values.write) record({ day, conditions, table: table(rows) })
  process.exitCode = over.length === 0 ? 0 : 1
}
