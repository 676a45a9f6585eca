/** Whose account it is that somebody signs in to with an account elsewhere: the one it is linked to, one with the same confirmed address, or a new one. */
import { record } from '@quint/bus/outbox.ts'
import type { Database, Tx } from '@quint/db/database.ts'
import { UserRegistered } from '@quint/proto/gen/quint/identity/v1/events.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import type { Admitted, MfaWanted, SignedIn, SignIn } from '../sign-in.ts'
import { findUser, insertUser, verifyEmail } from '../store.ts'
import type { Identity } from './provider.ts'
import { insertLink, linkLookups, touchLink } from './store.ts'

/**
 * no-email and unverified: the provider vouches for no address. unconfirmed: an account here has it, and nobody has shown that it is theirs.
 * in-use: the account that has it here is signed in to with another provider.
 */
export type Refusal = 'no-email' | 'unverified' | 'unconfirmed' | 'in-use'

export interface Arrival {
  /** google, github, or an issuer. */
  readonly provider: string
  readonly identity: Identity
  readonly device: string
  readonly timeZone: string
  /** Called before an account is made; throws when there are too many. */
  readonly mayRegister: () => Promise<void>
}

export type Arrived =
  /** `joined`: to an account that was there and did not know the provider. */
  | { readonly kind: 'in'; readonly outcome: SignedIn | MfaWanted; readonly joined: string | undefined }
  | { readonly kind: 'refused'; readonly why: Refusal }

export interface LinkingOptions {
  readonly database: Database
  readonly signIn: SignIn
  readonly adminEmails: readonly string[]
}

export type Linking = ReturnType<typeof openLinking>

/** Two who arrive at once with the same account meet the other's work at the second try. */
const tries = 3

export function openLinking(options: LinkingOptions) {
  return {
    async arrive(arrival: Arrival): Promise<Arrived> {
      for (let left = tries; left > 0; left -= 1) {
        const arrived = await tryArrive(options, arrival)
        if (arrived !== 'again') return arrived
      }
      throw new Failure('unavailable', 'Somebody signs in with the same account just now: try again.')
    },
  }
}

async function tryArrive(options: LinkingOptions, arrival: Arrival): Promise<Arrived | 'again'> {
  const { database, signIn } = options
  const { provider, identity, device } = arrival
  const find = linkLookups(database)
  const owner = await find.owner(provider, identity.subject)
  if (owner !== undefined) {
    await database.asLearner(owner, (tx) => touchLink(tx, { provider, subject: identity.subject, email: identity.email }))
    return { kind: 'in', outcome: await signIn.begin({ userId: owner, device }), joined: undefined }
  }
  const { email } = identity
  if (email === undefined) return { kind: 'refused', why: 'no-email' }
  if (!identity.emailVerified) return { kind: 'refused', why: 'unverified' }
  const account = await find.withEmail(email)
  if (account === undefined) return register(options, arrival, email)
  if (!account.verified) return { kind: 'refused', why: 'unconfirmed' }
  // Linked since it was looked for above, or to another account of the provider's.
  if (account.providers.length > 0) return (await find.owner(provider, identity.subject)) === undefined ? { kind: 'refused', why: 'in-use' } : 'again'
  const joined = await database.asLearner(account.userId, (tx) => join(tx, account.userId, arrival))
  if (joined === 'again') return 'again'
  return { kind: 'in', outcome: await signIn.begin({ userId: account.userId, device }), joined: joined ? account.userId : undefined }
}

/** An account that may not sign in gets no new way to do so. */
async function join(tx: Tx, userId: string, { provider, identity }: Arrival): Promise<boolean | 'again'> {
  const user = await findUser(tx, userId)
  if (user === undefined) return 'again'
  if (user.suspended) return false
  const { subject, email } = identity
  return (await insertLink(tx, { id: uuidv7(), userId, provider, subject, email })) || 'again'
}

async function register(options: LinkingOptions, arrival: Arrival, email: string): Promise<Arrived | 'again'> {
  await arrival.mayRegister()
  const id = uuidv7()
  try {
    const admitted = await options.database.asLearner(id, (tx) => insertAll(options, tx, { ...arrival, id, email }))
    return { kind: 'in', outcome: await options.signIn.tokens(admitted), joined: undefined }
  } catch (error) {
    if (error instanceof Failure && error.code === 'conflict') return 'again'
    throw error
  }
}

async function insertAll(options: LinkingOptions, tx: Tx, arrival: Arrival & { readonly id: string; readonly email: string }): Promise<Admitted> {
  const { id, email, provider, identity, timeZone, device } = arrival
  const displayName = identity.displayName ?? email.split('@', 1)[0] ?? 'Learner'
  const made = await insertUser(tx, { id, email, displayName: displayName.slice(0, 80), passwordHash: null, timeZone })
  const isAdmin = options.adminEmails.some((address) => address.toLowerCase() === email)
  const user = (await verifyEmail(tx, id, isAdmin ? ['learner', 'admin'] : made.roles)) ?? made
  if (!(await insertLink(tx, { id: uuidv7(), userId: id, provider, subject: identity.subject, email })))
    throw new Failure('conflict', 'This account is linked already.')
  await record(tx, { type: 'identity.user.registered', topic: 'quint.identity.user.v1', key: id, data: UserRegistered.toJSON({ userId: id }) })
  return options.signIn.admit(tx, { user, device })
}
