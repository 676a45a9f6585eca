/** Deleting an account: what identity holds goes at once, every service is told, and the ledger says who has done it. */
import { record } from '@quint/bus/outbox.ts'
import type { Tx } from '@quint/db/database.ts'
import { UserDeleted } from '@quint/proto/gen/quint/identity/v1/events.ts'
import { deleteUser } from '../store.ts'
import { type Asked, openErasure } from './erasure-store.ts'

/** @returns false when there is no such account. */
export async function eraseAccount(tx: Tx, asked: Asked): Promise<boolean> {
  const { userId } = asked
  if (!(await deleteUser(tx, userId))) return false
  await openErasure(tx, asked)
  await record(tx, { type: 'identity.user.deleted', topic: 'quint.identity.user.v1', key: userId, data: UserDeleted.toJSON({ userId }) })
  return true
}
