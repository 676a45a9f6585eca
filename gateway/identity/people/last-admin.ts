/** There is always somebody who can let others in, shut them out and put things right: the last administrator stays one. */
import type { Tx } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { User } from '../store.ts'
import { hasOtherAdmin } from './store.ts'

/** Under `lockAdmins`, for an administrator who is about to be none any more. */
export async function keepAnAdmin(tx: Tx, leaving: User, whose: 'own' | 'other'): Promise<void> {
  if (!leaving.roles.includes('admin') || (await hasOtherAdmin(tx, leaving.id))) return
  throw new Failure('conflict', `${whose === 'own' ? 'You are' : 'This is'} the last administrator: make somebody else one first.`)
}
