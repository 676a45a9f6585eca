/** Another team's consumer as a process of its own: it writes down each event that it applies, in the transaction of its inbox. */
import { startConsumer } from '@quint/bus/consumer.ts'
import { openBus } from '@quint/bus/open.ts'
import { openDatabase } from '@quint/db/database.ts'
import { list, postgresUrl, readSettings, text } from '@quint/runtime/config.ts'
import { createLog } from '@quint/runtime/log.ts'
import { aborted, stopSignal } from '@quint/runtime/stop.ts'

const settings = {
  AUDIT_DATABASE_URL: postgresUrl({ secret: true, purpose: 'Postgres, login role of audit' }),
  AUDIT_TOPICS: list({ purpose: 'topics to read' }),
  AUDIT_TYPES: list({ purpose: 'types of events to apply' }),
  AUDIT_POISON: text({ fallback: '', purpose: 'key whose events cannot be applied' }),
  BUS_URL: text({ secret: true, purpose: 'event log' }),
}

const signal = stopSignal()
const config = readSettings(settings, process.env)
const log = createLog('audit', 'info')
await using bus = await openBus(config.BUS_URL, log)
await using database = openDatabase({ url: config.AUDIT_DATABASE_URL, maxConnections: 8 })
await using _consumer = startConsumer({
  database,
  bus,
  group: 'audit',
  topics: config.AUDIT_TOPICS,
  handlers: Object.fromEntries(
    config.AUDIT_TYPES.map((type) => [
      type,
      async (tx, event) => {
        await tx.query('insert into effects (event_id, topic, type, key, data) values ($1, $2, $3, $4, $5::jsonb)', [
          event.id,
          event.topic,
          event.type,
          event.key,
          JSON.stringify(event.data),
        ])
        if (event.key === config.AUDIT_POISON) await tx.query("select 'not a number'::integer")
      },
    ]),
  ),
  log,
  retryDelaysMs: [50, 250],
})
log.info('ready')
await aborted(signal)
