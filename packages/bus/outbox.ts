/** The only way to publish: an event recorded in the transaction of the change that it tells of. */
import path from 'node:path'
import type { Tx } from '@quint/db/database.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'

export interface NewEvent {
  readonly type: string
  readonly topic: string
  readonly key: string
  /** protobuf-JSON: opaque ids and counts, never what a learner wrote. */
  readonly data: unknown
}

/** The name of the channel on which a service's relay is woken. */
export const outboxChannel = 'quint_outbox'

export async function record(tx: Tx, event: NewEvent): Promise<void> {
  await tx.query(
    `with added as (
       insert into outbox (id, aggregate_type, aggregate_id, type, payload) values ($1, $2, $3, $4, $5)
     )
     select pg_notify('${outboxChannel}', '')`,
    [uuidv7(), event.topic, event.key, event.type, JSON.stringify(event.data)],
  )
}

/** Creates the outbox and the inbox in a service's schema. */
export const outboxMigrations = path.join(import.meta.dirname, 'migrations')
