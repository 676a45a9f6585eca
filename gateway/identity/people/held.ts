/** Identity's part of a learner's export. */
import type { Database, Tx } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { findUser } from '../store.ts'
import { deedsHeld, devicesHeld } from './held-store.ts'
import { toUser } from './user.ts'

/** Throws Failure('not_found') when there is no such account. */
export type Held = (userId: string) => Promise<Readonly<Record<string, unknown>>>

/** What another part of identity holds: its name in the export, and how it is read. */
export interface HeldPart {
  readonly name: string
  readonly read: (tx: Tx, userId: string) => Promise<unknown>
}

const own: readonly HeldPart[] = [
  { name: 'devices', read: devicesHeld },
  { name: 'audit', read: deedsHeld },
]

export function openHeld(database: Database, parts: readonly HeldPart[] = []): Held {
  return (userId) =>
    database.asReader(userId, async (tx) => {
      const user = await findUser(tx, userId)
      if (user === undefined) throw new Failure('not_found', 'There is no such user.')
      const { _links, ...shown } = toUser(user)
      const read = await Promise.all([...own, ...parts].map(async ({ name, read: part }) => [name, await part(tx, userId)] as const))
      return { user: shown, ...Object.fromEntries(read) }
    })
}
