/** What administrators may do to an account: roles, suspension, an export for who is entitled to it, deletion. Each with a reason, each in the audit. */
import type { Learner } from '@quint/auth/learner.ts'
import type { Database, Tx } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { SigningKeys } from '../identity/keys.ts'
import { eraseAccount } from '../identity/people/erasure.ts'
import { keepAnAdmin } from '../identity/people/last-admin.ts'
import { lockAdmins, lockUser, setStanding } from '../identity/people/store.ts'
import { revokeAllDevices, type User } from '../identity/store.ts'
import { type Deed, recordDeedIn } from './audit-store.ts'

export interface Doing {
  readonly admin: Pick<Learner, 'userId' | 'sessionId'>
  /** Whose account it is. */
  readonly userId: string
  readonly reason: string
}

export interface AdministrationOptions {
  readonly database: Database
  readonly keys: Pick<SigningKeys, 'sign'>
  /** That erase what they hold of a learner whose account is deleted. */
  readonly erasers: readonly string[]
}

export type Administration = ReturnType<typeof openAdministration>

/** Long enough to begin every service's part of an export. */
const standInSeconds = 300

export function openAdministration({ database, keys, erasers }: AdministrationOptions) {
  /** Under the lock of those who change who is an administrator. */
  const change = <T>({ userId }: Doing, work: (tx: Tx, user: User) => Promise<T>): Promise<T> =>
    database.asLearner(userId, async (tx) => {
      await lockAdmins(tx)
      return work(tx, known(await lockUser(tx, userId)))
    })
  return {
    setRoles: (doing: Doing, roles: readonly string[]): Promise<User> =>
      change(doing, async (tx, user) => {
        if (same(user.roles, roles)) return user
        if (roles.includes('admin') && !user.emailVerified)
          throw new Failure('conflict', 'Only somebody whose e-mail address is confirmed can be an administrator.')
        if (!roles.includes('admin')) await keepAnAdmin(tx, user, 'other')
        await recordDeedIn(tx, deed(doing, 'user.roles', { before: user.roles.join(' '), after: roles.join(' ') }))
        // Tokens say the roles of when they were made: whoever loses one signs in again.
        if (user.roles.some((role) => !roles.includes(role))) await revokeAllDevices(tx, doing.userId)
        return known(await setStanding(tx, doing.userId, { roles, suspended: user.suspended }))
      }),

    suspend: (doing: Doing, suspended: boolean): Promise<User> =>
      change(doing, async (tx, user) => {
        if (user.suspended === suspended) return user
        if (suspended) await shutOut(tx, doing, user)
        else await recordDeedIn(tx, deed(doing, 'user.restore'))
        return known(await setStanding(tx, doing.userId, { roles: user.roles, suspended }))
      }),

    remove: (doing: Doing): Promise<void> =>
      change(doing, async (tx, user) => {
        if (doing.userId === doing.admin.userId) throw new Failure('conflict', 'Delete your own account in your settings.')
        await keepAnAdmin(tx, user, 'other')
        await recordDeedIn(tx, deed(doing, 'user.delete'))
        await eraseAccount(tx, { userId: doing.userId, by: 'admin', services: erasers })
      }),

    /** @returns a token that speaks for the learner to the services, and says who really asks (RFC 8693, 4.1); it leaves this process to them alone. */
    standIn: (doing: Doing): Promise<string> =>
      change(doing, async (tx, user) => {
        await recordDeedIn(tx, deed(doing, 'user.export'))
        const act = { sub: doing.admin.userId }
        const claims = { sid: doing.admin.sessionId, roles: [], email_verified: user.emailVerified, zoneinfo: user.timeZone, act }
        return keys.sign(claims, { subject: doing.userId, lifetimeSeconds: standInSeconds })
      }),
  }
}

async function shutOut(tx: Tx, doing: Doing, user: User): Promise<void> {
  if (doing.userId === doing.admin.userId) throw new Failure('conflict', 'You cannot suspend yourself.')
  await keepAnAdmin(tx, user, 'other')
  await recordDeedIn(tx, deed(doing, 'user.suspend'))
  await revokeAllDevices(tx, doing.userId)
}

function deed({ admin, userId, reason }: Doing, action: string, detail: Readonly<Record<string, string>> = {}): Deed {
  return { actor: admin.userId, action, subject: userId, detail: { ...detail, reason } }
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((role) => other.includes(role))
}

function known(user: User | undefined): User {
  if (user === undefined) throw new Failure('not_found', 'There is no such user.')
  return user
}
