/** The record of what administrators did. */
import type { Database } from '@quint/db/database.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'

export interface Deed {
  /** The administrator's id. */
  readonly actor: string
  /** `<what>.<verb>`, such as "dead_letter.replay". */
  readonly action: string
  /** The id of what it was done to. */
  readonly subject: string
  /** Ids and counts. */
  readonly detail: Readonly<Record<string, string | number>>
}

/** Written before the deed: what cannot be recorded is not done. */
export async function recordDeed(database: Database, { actor, action, subject, detail }: Deed): Promise<void> {
  await database.asService((tx) =>
    tx.query('insert into audit (id, actor, action, subject, detail) values ($1, $2, $3, $4, $5::jsonb)', [
      uuidv7(),
      actor,
      action,
      subject,
      JSON.stringify(detail),
    ]),
  )
}
