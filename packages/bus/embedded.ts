/** The event log in Postgres: Kafka's topics, partitions, offsets and groups, for a mesh on one machine. */
import path from 'node:path'
import { type Database, openDatabase, type Tx } from '@quint/db/database.ts'
import { migrate } from '@quint/db/schema.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import type { Bus, BusRecord, Subscription } from './bus.ts'
import { lease } from './lease.ts'
import { startListener } from './listener.ts'

const partitionCount = 6
const channel = 'quint_bus'

/** @param ownerUrl owner of the schema `bus`. */
export async function openEmbeddedBus(ownerUrl: string): Promise<Bus> {
  await migrate(ownerUrl, 'bus', [path.join(import.meta.dirname, 'schema')])
  const database = openDatabase({ url: ownerUrl, maxConnections: 10 })
  const subscriptions = new Set<AsyncDisposable>()
  return {
    publish: (records, signal) => {
      signal.throwIfAborted()
      return database.asService((tx) => publish(tx, records))
    },
    subscribe(subscription) {
      const running = subscribe(database, subscription)
      subscriptions.add(running)
      return {
        async [Symbol.asyncDispose]() {
          subscriptions.delete(running)
          await running[Symbol.asyncDispose]()
        },
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...subscriptions].map((running) => running[Symbol.asyncDispose]()))
      await database[Symbol.asyncDispose]()
    },
  }
}

async function publish(tx: Tx, records: readonly BusRecord[]): Promise<void> {
  const groups = Map.groupBy(records, (record) => `${record.topic}\n${partitionOf(record.key)}`)
  // In one order for every publisher, so that two never wait for each other.
  for (const [place, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [topic = '', partition = '0'] = place.split('\n')
    await tx.query(
      `with place as (
         insert into partitions as p (topic, partition, next_offset) values ($1, $2, $3)
         on conflict (topic, partition) do update set next_offset = p.next_offset + $3 returning next_offset - $3 as first
       )
       insert into records (topic, partition, record_offset, key, headers, value)
       select $1, $2, place.first + t.n - 1, t.key, t.headers::jsonb, t.value
       from place, unnest($4::text[], $5::text[], $6::text[]) with ordinality as t (key, headers, value, n)`,
      [topic, Number(partition), group.length, group.map((r) => r.key), group.map((r) => JSON.stringify(r.headers)), group.map((r) => r.value)],
    )
  }
  await tx.query(`select pg_notify('${channel}', '')`)
}

/** FNV-1a, 32 bits, of the key's UTF-16 units: stable, and spread evenly enough over six partitions. */
function partitionOf(key: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  return (hash >>> 0) % partitionCount
}

function subscribe(database: Database, subscription: Subscription): AsyncDisposable {
  const stop = new AbortController()
  const listener = startListener({ database, channel, signal: stop.signal, pollMs: 500 })
  const leased = lease({ database, name: `quint.bus.${subscription.group}`, signal: stop.signal })
  const running = run(database, { subscription, signal: stop.signal, next: listener.next, held: leased.held })
  return {
    async [Symbol.asyncDispose]() {
      stop.abort()
      await running
      await listener[Symbol.asyncDispose]()
      await leased[Symbol.asyncDispose]()
    },
  }
}

interface Loop {
  readonly subscription: Subscription
  readonly signal: AbortSignal
  readonly next: () => Promise<void>
  /** True while this process is the one that reads for the group. */
  readonly held: () => boolean
}

async function run(database: Database, loop: Loop): Promise<void> {
  while (!loop.signal.aborted) {
    try {
      const places = loop.held() ? await waiting(database, loop.subscription) : []
      // All are waited for, so that no partition is read twice at once and stopping waits for every record in hand.
      const read = await Promise.allSettled(places.map((place) => drain(database, { ...loop, place })))
      const failed = read.find((outcome) => outcome.status === 'rejected')
      if (failed !== undefined) throw failed.reason
      if (!read.some((outcome) => outcome.status === 'fulfilled' && outcome.value > 0)) await loop.next()
    } catch {
      // The handler reports its own failures; a database that is gone is tried again.
      await sleep(500, loop.signal)
    }
  }
}

interface Place {
  readonly topic: string
  readonly partition: number
  readonly nextOffset: number
}

/** Partitions that hold records the group has not read. */
function waiting(database: Database, { group, topics }: Subscription): Promise<Place[]> {
  return database.asService((tx) =>
    tx.query<Place>(
      `select p.topic, p.partition, coalesce(g.next_offset, 0) as "nextOffset" from partitions p
       left join group_offsets g on g.consumer_group = $1 and g.topic = p.topic and g.partition = p.partition
       where p.topic = any($2::text[]) and p.next_offset > coalesce(g.next_offset, 0)`,
      [group, topics],
    ),
  )
}

async function drain(database: Database, loop: Loop & { readonly place: Place }): Promise<number> {
  const { subscription, place, signal } = loop
  const rows = await database.asService((tx) =>
    tx.query<BusRecord & { readonly offset: number }>(
      `select topic, key, headers, value, record_offset as "offset" from records
       where topic = $1 and partition = $2 and record_offset >= $3 order by record_offset limit 200`,
      [place.topic, place.partition, place.nextOffset],
    ),
  )
  let done = 0
  for (const row of rows) {
    if (signal.aborted || !loop.held()) break
    await subscription.each(row, signal)
    await database.asService((tx) => commit(tx, { group: subscription.group, place, next: row.offset + 1 }))
    done += 1
  }
  return done
}

interface Commit {
  readonly group: string
  readonly place: Place
  readonly next: number
}

function commit(tx: Tx, { group, place, next }: Commit): Promise<unknown> {
  return tx.query(
    `insert into group_offsets (consumer_group, topic, partition, next_offset) values ($1, $2, $3, $4)
     on conflict (consumer_group, topic, partition) do update
       set next_offset = greatest(group_offsets.next_offset, excluded.next_offset)`,
    [group, place.topic, place.partition, next],
  )
}
