/** Measures what the house promises about speed and size, and fails when a promise is not kept. */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { machine, record } from './record.ts'
import { type Failed, isOver, type Row, table } from './row.ts'
import { fullMeshRows } from './rows/full.ts'
import { guardRows } from './rows/guard.ts'
import { memoryRows } from './rows/memory.ts'
import { relayRows } from './rows/relay.ts'
import type { WorkerOptions } from './worker.ts'

const groups: Readonly<Record<string, (options: WorkerOptions) => Promise<readonly Row[]>>> = {
  guard: async () => guardRows(),
  relay: relayRows,
  mesh: fullMeshRows,
  memory: memoryRows,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false }, profiles: { type: 'string' } },
})
const unknown = positionals.find((name) => groups[name] === undefined)
if (unknown !== undefined) throw new Error(`there is no bench ${unknown}; there are ${Object.keys(groups).join(', ')}`)
if (values.write && positionals.length > 0) throw new Error('only a run of all benches is recorded')

const rows: (Row | Failed)[] = []
for (const [name, measure] of Object.entries(groups)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  console.log(`${name} …`)
  try {
    rows.push(...(await measure({ profiles: values.profiles === undefined ? undefined : path.resolve(values.profiles) })))
  } catch (error) {
    console.error(error)
    rows.push({ name, error: error instanceof Error ? error.message : String(error) })
  }
}

console.log(`\n${machine()}\n\n${table(rows)}\n`)
if (values.write) record(table(rows))
const over = rows.filter(isOver)
if (over.length > 0) console.log(`Over budget: ${over.map((row) => row.name).join('; ')}`)
process.exitCode = over.length === 0 ? 0 : 1
