/** How long after its commit an event reaches its consumer. */
import type { Row } from '../row.ts'
import { median, percentile } from '../statistics.ts'
import { startWorker, type WorkerOptions } from '../worker.ts'
import type { DeliveryTasks } from '../workers/delivery.ts'

const perSecond = 50
const keys = 40
const seconds = { warmUp: 3, measured: 12 }

export async function deliveryRows(options: WorkerOptions): Promise<Row[]> {
  await using delivery = startWorker<DeliveryTasks>('delivery', options)
  await delivery.ask('run', { count: seconds.warmUp * perSecond, perSecond, keys })
  const waits = await delivery.ask('run', { count: seconds.measured * perSecond, perSecond, keys })
  return [
    {
      name: `An event from its commit to its consumer at ${perSecond} commits a second, p95`,
      measured: percentile(waits, 0.95),
      unit: 'ms',
      atMost: 250,
      note: `median ${median(waits).toFixed(0)} ms, p99 ${percentile(waits, 0.99).toFixed(0)} ms; ${waits.length} events of ${keys} keys, the log in PostgreSQL`,
    },
  ]
}
