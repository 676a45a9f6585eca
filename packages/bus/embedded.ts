/** The event log in Postgres: Kafka's topics, partitions, offsets and groups, for a mesh on one machine. */
import path from 'node:path'
import { type Database, openDatabase } from '@quint/db/database.ts'
import { migrate } from '@quint/db/schema.ts'
import { type Log, silentLog } from '@quint/runtime/log.ts'
import type { Bus, BusRecord, Delivery } from './bus.ts'
import { channel, type Place, pageSize, subscribe } from './reading.ts'
import { openRunning } from './running.ts'
import { startSweep, sweepBatch } from './sweep.ts'
import { retentionMs } from './topics.ts'

const partitionCount = 6

/** @param ownerUrl owner of the schema `bus`. */
export async function openEmbeddedBus(ownerUrl: string, log: Log = silentLog): Promise<Bus> {
  await migrate(ownerUrl, 'bus', [path.join(import.meta.dirname, 'schema')])
  const database = openDatabase({ url: ownerUrl, maxConnections: 10 })
  const sweeping = startSweep({ name: 'bus.records', sweep: () => pruneRecords(database), log })
  const running = openRunning((subscription) => subscribe(database, subscription))
  return {
    async publish(records, signal) {
      signal.throwIfAborted()
      await publish(database, records)
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
    const gone = await database.query(
      `delete from records where ctid = any(array(
         select ctid from records where topic = $1 and published_at < now() - $2 * interval '1 ms' limit $3
       )) returning 1`,
      [topic, retentionMs(topic), sweepBatch],
    )
    most = Math.max(most, gone.length)
  }
  return most
}

async function topics(database: Database): Promise<string[]> {
  const rows = await database.query<{ topic: string }>('select distinct topic from partitions order by topic')
  return rows.map(({ topic }) => topic)
}

/** Rows of partitions are locked in one order by every publisher, so that two never wait for each other. */
async function publish(database: Database, records: readonly BusRecord[]): Promise<void> {
  await database.query(
    `with given as (
       select * from unnest($1::text[], $2::integer[], $3::text[], $4::text[], $5::text[])
         with ordinality as t (topic, partition, key, headers, value, n)
     ), counted as (
       select topic, partition, count(*) as records from given group by topic, partition
     ), placed as (
       insert into partitions as p (topic, partition, next_offset) select topic, partition, records from counted order by topic, partition
       on conflict (topic, partition) do update set next_offset = p.next_offset + excluded.next_offset
       returning topic, partition, next_offset
     ), added as (
       insert into records (topic, partition, record_offset, key, headers, value)
       select topic, partition, next_offset - records - 1 + row_number() over (partition by topic, partition order by n), key, headers::jsonb, value
       from given join counted using (topic, partition) join placed using (topic, partition)
     )
     select pg_notify('${channel}', topic) from (select distinct topic from counted) as told`,
    [
      records.map(({ topic }) => topic),
      records.map(({ key }) => partitionOf(key)),
      records.map(({ key }) => key),
      records.map(({ headers }) => JSON.stringify(headers)),
      records.map(({ value }) => value),
    ],
  )
}

/** FNV-1a, 32 bits, of the key's UTF-16 units: stable, and spread evenly enough over six partitions. */
function partitionOf(key: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  return (hash >>> 0) % partitionCount
}

async function* read(database: Database, topic: string, signal: AbortSignal): AsyncGenerator<Delivery> {
  const ends = await database.query<Place>(
    'select topic, partition, next_offset as "nextOffset" from partitions where topic = $1 order by partition',
    [topic],
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
  return database.query<Delivery>(
    `select topic, partition, record_offset as "offset", key, headers, value from records
     where topic = $1 and partition = $2 and record_offset >= $3 order by record_offset limit ${pageSize}`,
    [place.topic, place.partition, place.nextOffset],
  )
}
