/** Events from their commit to their consumer: outbox, relay, log and inbox as they run by default, commits waiting for the disk. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startConsumer } from '@quint/bus/consumer.ts'
import { openEmbeddedBus } from '@quint/bus/embedded.ts'
import { outboxMigrations, record } from '@quint/bus/outbox.ts'
import { startRelay } from '@quint/bus/relay.ts'
import { openDatabase } from '@quint/db/database.ts'
import { startPostgres } from '@quint/db/embedded.ts'
import { migrate, prepareSchema } from '@quint/db/schema.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { nowMs } from '../statistics.ts'
import { answer } from '../worker.ts'

export type DeliveryTasks = typeof tasks

export interface Commits {
  readonly count: number
  readonly perSecond: number
  readonly keys: number
}

const type = 'bench.thing.changed'
const topic = 'quint.bench.thing.v1'
const owned = new AsyncDisposableStack()
const seen = new Map<number, PromiseWithResolvers<number>>()

async function open() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-bench-delivery-'))
  owned.defer(() => rmSync(folder, { recursive: true, force: true }))
  const { adminUrl } = owned.use(await startPostgres(path.join(folder, 'postgres')))
  const [busUrls, urls] = await Promise.all([prepareSchema(adminUrl, 'bus'), prepareSchema(adminUrl, 'bench')])
  await migrate(urls.ownerUrl, 'bench', [outboxMigrations])
  const bus = owned.use(await openEmbeddedBus(busUrls.ownerUrl))
  const database = owned.use(openDatabase({ url: urls.url }))
  owned.use(startRelay({ database, bus, source: 'bench', log: silentLog }))
  const handlers = {
    [type]: async (_tx: unknown, { data }: { readonly data: unknown }): Promise<void> => {
      const at = nowMs()
      seen.get((data as { n: number }).n)?.resolve(at)
    },
  }
  owned.use(startConsumer({ database, bus, group: 'bench', topics: [topic], handlers, log: silentLog, retryDelaysMs: [50] }))
  return database
}

const tasks = {
  /** @returns for each event how long it took from its commit to its handler, in milliseconds. */
  async run({ count, perSecond, keys }: Commits): Promise<number[]> {
    const database = await opened()
    const start = nowMs() + 50
    const one = async (n: number): Promise<number> => {
      const arrival = Promise.withResolvers<number>()
      seen.set(n, arrival)
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, start + (n * 1000) / perSecond - nowMs())))
      await database.asService((tx) => record(tx, { type, topic, key: `key-${n % keys}`, data: { n } }))
      const committedAt = nowMs()
      return Math.max(0, (await arrival.promise) - committedAt)
    }
    const waits = await Promise.all(Array.from({ length: count }, (_, n) => one(n)))
    seen.clear()
    return waits
  },
}

let database: ReturnType<typeof open> | undefined

function opened(): ReturnType<typeof open> {
  database ??= open()
  return database
}

answer(tasks, owned)
