/** What a consumer group has applied and what it has put off, in the service's own schema and in the transaction of the handler. */
import type { Database, Tx } from '@quint/db/database.ts'
import type { Event } from './event.ts'
import { sweepBatch } from './sweep.ts'
import { eventRetentionMs, inboxRetentionMs } from './topics.ts'

/**
 * `fresh`: not applied before, and now marked as applied. `repeat`: applied before, or a leftover copy of what was settled.
 * `held`: an earlier event of the same key is still put off, so this one must queue up behind it.
 */
export type Claim = 'fresh' | 'repeat' | 'held'

interface Found {
  readonly known: boolean
  readonly held: boolean
}

/** Claims an event that comes from its own topic, or from a replay. */
export async function claim(tx: Tx, group: string, event: Event): Promise<Claim> {
  const [found] = await tx.query<Found>(
    `with known as (select 1 from inbox where consumer_group = $1 and event_id = $2),
     held as (select 1 from deferred where consumer_group = $1 and topic = $3 and key = $4 limit 1),
     added as (
       insert into inbox (consumer_group, event_id) select $1, $2::uuid where not exists (select from held)
       on conflict do nothing returning 1
     )
     select exists (select from known) or not (exists (select from added) or exists (select from held)) as known,
       exists (select from held) as held`,
    [group, event.id, event.topic, event.key],
  )
  return outcomeOf(found)
}

/** Claims an event that comes from a retry topic. The last topic waits for nobody: what should have come before is settled or lost. */
export async function claimDeferred(tx: Tx, group: string, { event, last }: { readonly event: Event; readonly last: boolean }): Promise<Claim> {
  const [found] = await tx.query<Found>(
    `with mine as (select sequence from deferred where consumer_group = $1 and event_id = $2),
     held as (
       select 1 from deferred d, mine where not $5::boolean and d.consumer_group = $1 and d.topic = $3 and d.key = $4 and d.sequence < mine.sequence
       limit 1
     ),
     added as (
       insert into inbox (consumer_group, event_id) select $1, $2::uuid from mine where not exists (select from held)
       on conflict do nothing returning 1
     ),
     settled as (delete from deferred where consumer_group = $1 and event_id = $2 and not exists (select from held))
     select not (exists (select from added) or exists (select from held)) as known, exists (select from held) as held`,
    [group, event.id, event.topic, event.key, last],
  )
  return outcomeOf(found)
}

function outcomeOf(found: Found | undefined): Claim {
  if (found === undefined || found.known) return 'repeat'
  return found.held ? 'held' : 'fresh'
}

/** From here on later events of the key are held. */
export function putOff(database: Database, group: string, event: Event): Promise<unknown> {
  return database.asService((tx) =>
    tx.query('insert into deferred (consumer_group, event_id, topic, key) values ($1, $2, $3, $4) on conflict do nothing', [
      group,
      event.id,
      event.topic,
      event.key,
    ]),
  )
}

/** The event was set aside: later ones of its key no longer wait for it. */
export function letGo(database: Database, group: string, eventId: string): Promise<unknown> {
  return database.query('delete from deferred where consumer_group = $1 and event_id = $2', [group, eventId])
}

/** Deletes a batch of rows that no delivery can need any more; returns how many. */
export function pruneInbox(database: Database): Promise<number> {
  return database.asService(async (tx) => {
    const applied = await tx.query(
      `delete from inbox where ctid = any(array(select ctid from inbox where processed_at < now() - $1 * interval '1 ms' limit $2)) returning 1`,
      [inboxRetentionMs, sweepBatch],
    )
    const deferred = await tx.query(
      `delete from deferred where ctid = any(array(select ctid from deferred where deferred_at < now() - $1 * interval '1 ms' limit $2)) returning 1`,
      [2 * eventRetentionMs, sweepBatch],
    )
    return Math.max(applied.length, deferred.length)
  })
}
