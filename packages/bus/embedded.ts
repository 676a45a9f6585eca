/** The event log in Postgres: Kafka's topics, partitions, offsets and groups, for a mesh on one machine. */
import path from 'node:path'
import { type Database, openDatabase, type Tx } from '@quint/db/database.ts'
import { migrate } from '@quint/db/schema.ts'
import { type Log, silentLog } from '@quint/runtime/log.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { type Bus, type BusRecord, type Delivery, pauseMsOf, type Subscription } from './bus.ts'
import { lease } from './lease.ts'
import { startListener } from './listener.ts'
import { observeLag } from './observed.ts'
import { openRunning } from './running.ts'
import { startSweep, sweepBatch } from './sweep.ts'
import { retentionMs } from './topics.ts'

const partitionCount = 6
const pageSize = 200
const channel = 'quint_bus'

/** @param ownerUrl owner of the schema `bus`. */
export async function openEmbeddedBus(ownerUrl: string, log: Log = silentLog): Promise<Bus> {
  await migrate(ownerUrl, 'bus', [path.join(import.meta.dirname, 'schema')])
  const database = openDatabase({ url: ownerUrl, maxConnections: 10 })
  const sweeping = startSweep({ name: 'records of the bus', sweep: () => pruneRecords(database), log })
  const running = openRunning((subscription) => subscribe(database, subscription))
  return {
    async publish(records, signal) {
      signal.throwIfAborted()
      await database.asService((tx) => publish(tx, records))
    },
    subscribe: running.subscribe,
    read: (topic, signal) => read(database, topic, signal),
    topics: () => topics(database),
    async [Symbol.asyncDispose]() {
      await Promise.all([running, sweeping].map((owned) => owned[Symbol.asyncDispose]()))
      await database[Symbol.asyncDispose]()
    },
  }
}

/** Deletes a batch of records of each topic that are older than it keeps them; returns the most that one topic lost. */
export async function pruneRecords(database: Database): Promise<number> {
  let most = 0
  for (const topic of await topics(database)) {
    const gone = await database.asService((tx) =>
      tx.query(
        `delete from records where ctid = any(array(
           select ctid from records where topic = $1 and published_at < now() - $2 * interval '1 ms' limit $3
         )) returning 1`,
        [topic, retentionMs(topic), sweepBatch],
      ),
    )
    most = Math.max(most, gone.length)
  }
  return most
}

async function topics(database: Database): Promise<string[]> {
  const rows = await database.asService((tx) => tx.query<{ topic: string }>('select distinct topic from partitions order by topic'))
  return rows.map(({ topic }) => topic)
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
  await tx.query(`select pg_notify('${channel}', topic) from unnest($1::text[]) as topic`, [[...new Set(records.map(({ topic }) => topic))]])
}

/** FNV-1a, 32 bits, of the key's UTF-16 units: stable, and spread evenly enough over six partitions. */
function partitionOf(key: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  return (hash >>> 0) % partitionCount
}

interface Place {
  readonly topic: string
  readonly partition: number
  readonly nextOffset: number
}

async function* read(database: Database, topic: string, signal: AbortSignal): AsyncGenerator<Delivery> {
  const ends = await database.asService((tx) =>
    tx.query<Place>('select topic, partition, next_offset as "nextOffset" from partitions where topic = $1 order by partition', [topic]),
  )
  for (const end of ends) {
    for (let from = 0; from < end.nextOffset; ) {
      signal.throwIfAborted()
      const rows = await page(database, { ...end, nextOffset: from })
      const kept = rows.filter(({ offset }) => offset < end.nextOffset)
      yield* kept
      if (kept.length < pageSize) break
      from = (kept.at(-1)?.offset ?? end.nextOffset) + 1
    }
  }
}

function page(database: Database, place: Place): Promise<Delivery[]> {
  return database.asService((tx) =>
    tx.query<Delivery>(
      `select topic, partition, record_offset as "offset", key, headers, value from records
       where topic = $1 and partition = $2 and record_offset >= $3 order by record_offset limit ${pageSize}`,
      [place.topic, place.partition, place.nextOffset],
    ),
  )
}

function subscribe(database: Database, subscription: Subscription): AsyncDisposable {
  const stop = new AbortController()
  const concerns = (topic: string): boolean => subscription.topics.includes(topic)
  const listener = startListener({ database, channel, concerns, signal: stop.signal, pollMs: 500 })
  const leased = lease({ database, name: `quint.bus.${subscription.group}`, signal: stop.signal })
  const running = run(database, { subscription, signal: stop.signal, next: listener.next, held: leased.held, pausedUntil: new Map() })
  const observing = observeLag(subscription.group, () => lags(database, subscription))
  return {
    async [Symbol.asyncDispose]() {
      observing[Symbol.dispose]()
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
  readonly next: (mostMs: number) => Promise<void>
  /** True while this process is the one that reads for the group. */
  readonly held: () => boolean
  /** By partition, ms since the epoch: those whose subscriber threw. */
  readonly pausedUntil: Map<string, number>
}

const nameOf = ({ topic, partition }: Place): string => `${topic} ${partition}`

async function run(database: Database, loop: Loop): Promise<void> {
  while (!loop.signal.aborted) {
    try {
      const places = loop.held() ? await waiting(database, loop.subscription) : []
      const ready = places.filter((place) => (loop.pausedUntil.get(nameOf(place)) ?? 0) <= Date.now())
      // All are waited for, so that no partition is read twice at once and stopping waits for every record in hand.
      const read = await Promise.allSettled(ready.map((place) => drain(database, { ...loop, place })))
      const failed = read.find((outcome) => outcome.status === 'rejected')
      if (failed !== undefined) throw failed.reason
      if (!read.some((outcome) => outcome.status === 'fulfilled' && outcome.value > 0)) await loop.next(soonestMs(loop.pausedUntil))
    } catch {
      // A database that is gone is tried again.
      await sleep(500, loop.signal)
    }
  }
}

/** @returns how long until the first paused partition goes on. */
function soonestMs(pausedUntil: ReadonlyMap<string, number>): number {
  const now = Date.now()
  return Math.min(...[...pausedUntil.values()].filter((until) => until > now).map((until) => until - now))
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

function lags(database: Database, { group, topics }: Subscription) {
  return database.asService((tx) =>
    tx.query<{ topic: string; lag: number }>(
      `select p.topic, sum(p.next_offset - coalesce(g.next_offset, 0)) as lag from partitions p
       left join group_offsets g on g.consumer_group = $1 and g.topic = p.topic and g.partition = p.partition
       where p.topic = any($2::text[]) group by p.topic`,
      [group, topics],
    ),
  )
}

/** @returns how far it came; 0 when the subscriber threw, or when retention has left nothing to read. */
async function drain(database: Database, loop: Loop & { readonly place: Place }): Promise<number> {
  const { subscription, place, signal } = loop
  const rows = await page(database, place)
  const { group } = subscription
  // Everything up to the end has been deleted: the group goes on behind it.
  if (rows.length === 0) return skip(database, { group, place })
  let done = 0
  for (const row of rows) {
    if (signal.aborted || !loop.held()) break
    try {
      await subscription.each(row, signal)
    } catch (error) {
      loop.pausedUntil.set(nameOf(place), Date.now() + pauseMsOf(error))
      break
    }
    await database.asService((tx) => commit(tx, { group, place, next: row.offset + 1 }))
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

async function skip(database: Database, { group, place }: Omit<Commit, 'next'>): Promise<number> {
  await database.asService(async (tx) => {
    // One statement sees the end and the records of one moment.
    const [end] = await tx.query<{ next: number }>(
      `select p.next_offset as next from partitions p where p.topic = $1 and p.partition = $2
       and not exists (select 1 from records r where r.topic = $1 and r.partition = $2 and r.record_offset >= $3)`,
      [place.topic, place.partition, place.nextOffset],
    )
    if (end !== undefined) await commit(tx, { group, place, next: end.next })
  })
  return 0
}
