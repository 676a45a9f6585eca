/** The only way to publish: an event recorded in the transaction of the change that it tells of. */
import path from 'node:path'
import type { Tx } from '@quint/db/database.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { outboxHeaders } from './observed.ts'

export interface NewEvent {
  readonly type: string
  readonly topic: string
  readonly key: string
  /** protobuf-JSON: opaque ids and counts, never what a learner wrote. */
  readonly data: unknown
}

/** The name of the channel on which the relay of a schema, which is what it is told, is woken. */
export const outboxChannel = 'quint_outbox'

/**
 * Two transactions that record events of one key take turns, from here to the end of the first: so the order of sequences is the order of
 * commits within a key, and whoever sees a row sees every earlier one of its key.
 */
export async function record(tx: Tx, event: NewEvent): Promise<void> {
  await tx.query(
    `with turn as materialized (
       select pg_advisory_xact_lock(hashtextextended('quint.outbox.' || current_schema() || '.' || $2 || '.' || $3, 0))
     ), added as (
       insert into outbox (id, aggregate_type, aggregate_id, type, payload, headers) select $1::uuid, $2, $3, $4, $5::jsonb, $6::jsonb from turn
     )
     select pg_notify('${outboxChannel}', current_schema())`,
    [uuidv7(), event.topic, event.key, event.type, JSON.stringify(event.data), outboxHeaders()],
  )
}

/** Creates the outbox, the inbox and the list of deferred events in a service's schema. */
export const outboxMigrations = path.join(import.meta.dirname, 'migrations')
