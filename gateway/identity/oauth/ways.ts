/** A learner's ways to sign in: seen, added, given up, and used once more to show that it is them. Never without one. */
import type { Database } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import type { Identity } from './provider.ts'
import * as store from './store.ts'

export interface Ways {
  readonly password: boolean
  readonly linked: readonly store.Linked[]
}

export interface Naming {
  readonly provider: string
  readonly identity: Identity
}

/** elsewhere: the account is linked to another learner. another: the learner has another account of this provider. */
export type LinkOutcome = 'linked' | 'had-it' | 'elsewhere' | 'another'

export type WaysToSignIn = ReturnType<typeof openWays>

export function openWays(database: Database) {
  const find = store.linkLookups(database)
  return {
    of: (userId: string): Promise<Ways> =>
      database.asReader(userId, async (tx) => ({ password: await store.hasPassword(tx, userId), linked: await store.listLinks(tx) })),

    async link(userId: string, { provider, identity }: Naming): Promise<LinkOutcome> {
      const { subject, email } = identity
      const inserted = await database.asLearner(userId, (tx) => store.insertLink(tx, { id: uuidv7(), userId, provider, subject, email }))
      if (inserted) return 'linked'
      const owner = await find.owner(provider, subject)
      if (owner === userId) return 'had-it'
      return owner === undefined ? 'another' : 'elsewhere'
    },

    async unlink(userId: string, id: string): Promise<store.Linked> {
      return database.asLearner(userId, async (tx) => {
        const account = await store.lockAccount(tx, userId)
        const linked = await store.listLinks(tx)
        if (account === undefined || linked.every((link) => link.id !== id)) throw noSuchWay()
        if (!account.hasPassword && linked.length === 1) throw new Failure('conflict', 'This is your only way to sign in: add another one first.')
        const gone = await store.deleteLink(tx, id)
        if (gone === undefined) throw noSuchWay()
        return gone
      })
    },

    /** Whether the account elsewhere is the learner's own. */
    isOwn: async (userId: string, { provider, identity }: Naming): Promise<boolean> => (await find.owner(provider, identity.subject)) === userId,
  }
}

function noSuchWay(): Failure {
  return new Failure('not_found', 'There is no such way to sign in.')
}
