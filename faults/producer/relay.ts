/** A service's relay as a process of its own; FAULTS_NAIVE_CURSOR puts in the mutation that must be noticed. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { openBus } from '@quint/bus/open.ts'
import { startRelay } from '@quint/bus/relay.ts'
import { type Database, openDatabase, type Tx } from '@quint/db/database.ts'
import { postgresUrl, readSettings, text } from '@quint/runtime/config.ts'
import { createLog } from '@quint/runtime/log.ts'
import { aborted, stopSignal } from '@quint/runtime/stop.ts'

const settings = {
  PRODUCER_DATABASE_URL: postgresUrl({ secret: true, purpose: 'Postgres, login role of producer' }),
  BUS_URL: text({ secret: true, purpose: 'event log' }),
  FAULTS_NAIVE_CURSOR: text({ fallback: '', purpose: 'file of a cursor over the sequence, in place of reading every row that is there' }),
}

const signal = stopSignal()
const config = readSettings(settings, process.env)
const log = createLog('relay', 'info')
await using bus = await openBus(config.BUS_URL, log)
await using opened = openDatabase({ url: config.PRODUCER_DATABASE_URL, maxConnections: 4 })
const database = config.FAULTS_NAIVE_CURSOR === '' ? opened : withNaiveCursor(opened, config.FAULTS_NAIVE_CURSOR)
await using _relay = startRelay({ database, bus, source: 'producer', log, pollMs: 200 })
log.info('ready')
await aborted(signal)

/** The relay's own query, but only past the highest sequence that was read: "give me what is new" as it looks at first thought. */
function withNaiveCursor(database: Database, file: string): Database {
  const query = 'from outbox order by sequence limit $1'
  const naive = (tx: Tx): Tx => ({
    async query<Row extends object>(statement: string, values: readonly unknown[] = []) {
      if (!statement.includes(query)) return tx.query<Row>(statement, values)
      const cursor = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
      const mutated = statement.replace(query, 'from outbox where sequence > $2 order by sequence limit $1')
      const rows = await tx.query<Row & { sequence: number }>(mutated, [...values, cursor])
      writeFileSync(file, String(rows.at(-1)?.sequence ?? cursor))
      return rows
    },
  })
  return { ...database, asService: (work) => database.asService((tx) => work(naive(tx))) }
}
