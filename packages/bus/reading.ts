/** How a group reads the log in Postgres: one process at a time, all its partitions with one statement, how far it came with another. */
import type { Database } from '@quint/db/database.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { type Delivery, pauseMsOf, type Subscription } from './bus.ts'
import { lease } from './lease.ts'
import { startListener } from './listener.ts'
import { observeLag } from './observed.ts'

/** Records of a partition that are read at once. */
export const pageSize = 200
/** Notified with the topic of what was published. */
export const channel = 'quint_bus'
const pollMs = 500
/** As long as it is told of what is published. */
const restMs = 5000
/** After so long a subscriber's progress is written down although it has more to do. */
const commitEveryMs = 1000

export interface Place {
  readonly topic: string
  readonly partition: number
  readonly nextOffset: number
}

export function subscribe(database: Database, subscription: Subscription): AsyncDisposable {
  const stop = new AbortController()
  const concerns = (topic: string): boolean => subscription.topics.includes(topic)
  const listener = startListener({ database, channel, concerns, signal: stop.signal, pollMs, restMs })
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

const nameOf = ({ topic, partition }: Omit<Place, 'nextOffset'>): string => `${topic} ${partition}`

async function run(database: Database, loop: Loop): Promise<void> {
  while (!loop.signal.aborted) {
    try {
      const unread = loop.held() ? await readOn(database, loop) : []
      const progress = openProgress(database, loop.subscription.group)
      // All are waited for, so that no partition is read twice at once and stopping waits for every record in hand.
      const read = await Promise.allSettled(unread.map((one) => drain(loop, one, progress)))
      await progress.commit()
      const failed = read.find((outcome) => outcome.status === 'rejected')
      if (failed !== undefined) throw failed.reason
      if (!read.some((outcome) => outcome.status === 'fulfilled' && outcome.value))
        await loop.next(loop.held() ? soonestMs(loop.pausedUntil) : pollMs)
    } catch {
      // A database that is gone is tried again.
      await sleep(pollMs, loop.signal)
    }
  }
}

/** @returns how long until the first paused partition goes on. */
function soonestMs(pausedUntil: ReadonlyMap<string, number>): number {
  const now = Date.now()
  return Math.min(...[...pausedUntil.values()].filter((until) => until > now).map((until) => until - now))
}

interface Unread {
  /** Of the partition, which holds nothing before that is kept. */
  readonly end: Place
  readonly records: readonly Delivery[]
}

interface UnreadRow extends Omit<Delivery, 'offset'> {
  readonly end: number
  /** Null where retention has deleted everything up to the end. */
  readonly offset: number | null
}

/** What the group has not read, of partitions that are not paused; one statement sees ends and records of one moment. */
async function readOn(database: Database, { subscription: { group, topics }, pausedUntil }: Loop): Promise<Unread[]> {
  const now = Date.now()
  const paused = [...pausedUntil].filter(([, until]) => until > now).map(([name]) => name)
  const rows = await database.query<UnreadRow>(
    `select p.topic, p.partition, p.next_offset as "end", r.record_offset as "offset", r.key, r.headers, r.value
     from partitions p
     left join group_offsets g on g.consumer_group = $1 and g.topic = p.topic and g.partition = p.partition
     left join lateral (
       select record_offset, key, headers, value from records
       where topic = p.topic and partition = p.partition and record_offset >= coalesce(g.next_offset, 0)
       order by record_offset limit ${pageSize}
     ) r on true
     where p.topic = any($2::text[]) and p.next_offset > coalesce(g.next_offset, 0) and p.topic || ' ' || p.partition <> all($3::text[])`,
    [group, topics, paused],
  )
  return [...Map.groupBy(rows, nameOf).values()].map((own) => ({
    end: { topic: own[0]?.topic ?? '', partition: own[0]?.partition ?? 0, nextOffset: own[0]?.end ?? 0 },
    records: own.flatMap(({ end: _, ...row }) => (row.offset === null ? [] : [{ ...row, offset: row.offset }])).sort((a, b) => a.offset - b.offset),
  }))
}

function lags(database: Database, { group, topics }: Subscription) {
  return database.query<{ topic: string; lag: number }>(
    `select p.topic, sum(p.next_offset - coalesce(g.next_offset, 0)) as lag from partitions p
     left join group_offsets g on g.consumer_group = $1 and g.topic = p.topic and g.partition = p.partition
     where p.topic = any($2::text[]) group by p.topic`,
    [group, topics],
  )
}

/** @returns whether it came any further: not when the subscriber threw at once. */
async function drain(loop: Loop, { end, records }: Unread, progress: Progress): Promise<boolean> {
  const { subscription, signal } = loop
  // Everything up to the end has been deleted: the group goes on behind it.
  if (records.length === 0) progress.reached(end)
  let came = false
  for (const record of records) {
    if (signal.aborted || !loop.held()) break
    try {
      await subscription.each(record, signal)
    } catch (error) {
      loop.pausedUntil.set(nameOf(record), Date.now() + pauseMsOf(error))
      break
    }
    progress.reached({ ...end, nextOffset: record.offset + 1 })
    came = true
    if (progress.waitsMs() >= commitEveryMs) await progress.commit()
  }
  return came
}

interface Progress {
  /** @param next where the group goes on in its partition. */
  reached(next: Place): void
  /** Since the last commit. */
  waitsMs(): number
  /** Writes down what was reached since. What it did not come to is delivered again after a crash. */
  commit(): Promise<void>
}

function openProgress(database: Database, group: string): Progress {
  const places = new Map<string, Place>()
  let since = performance.now()
  return {
    reached: (next) => void places.set(nameOf(next), next),
    waitsMs: () => performance.now() - since,
    async commit() {
      since = performance.now()
      if (places.size === 0) return
      const all = [...places.values()]
      places.clear()
      await database.query(
        `insert into group_offsets (consumer_group, topic, partition, next_offset)
         select $1, t.topic, t.partition, t.next from unnest($2::text[], $3::integer[], $4::bigint[]) as t (topic, partition, next)
         order by t.topic, t.partition
         on conflict (consumer_group, topic, partition) do update set next_offset = greatest(group_offsets.next_offset, excluded.next_offset)`,
        [group, all.map(({ topic }) => topic), all.map(({ partition }) => partition), all.map(({ nextOffset }) => nextOffset)],
      )
    },
  }
}
