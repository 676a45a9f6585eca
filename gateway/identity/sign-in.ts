/** Where every way to sign in ends: checks of the account, the second factor, a signed-in device and its tokens; and their renewal. */
import type { Database, Tx } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { count } from '@quint/telemetry/metrics.ts'
import { securityEvents } from '@quint/telemetry/security.ts'
import type { SigningKeys } from './keys.ts'
import { digest, newSecret } from './secret.ts'
import * as store from './store.ts'

export interface SignedIn {
  readonly user: store.User
  readonly accessToken: string
  readonly refreshToken: string
  /** Seconds until the access token expires. */
  readonly expiresIn: number
}

/** Signed in as far as the first factor goes. */
export interface MfaWanted {
  readonly mfaTicket: string
  /** Seconds until the ticket expires. */
  readonly expiresIn: number
}

export interface Candidate {
  readonly userId: string
  /** What a learner recognises the device by. */
  readonly device: string
}

export interface SecondFactor {
  /** Undefined when the account has no second factor. */
  challenge(tx: Tx, candidate: Candidate): Promise<MfaWanted | undefined>
  /** Throws Failure('unauthenticated') for a ticket or a code that is not good. */
  answer(mfaTicket: string, code: string): Promise<Candidate>
}

export interface SignInOptions {
  readonly database: Database
  readonly keys: SigningKeys
  readonly log: Log
  readonly secondFactor?: SecondFactor
}

/** A device that was let in within a transaction; its tokens are made once that is committed. */
export interface Admitted {
  readonly user: store.User
  readonly refreshToken: Grant
}

interface Grant {
  readonly deviceId: string
  readonly text: string
}

export type SignIn = ReturnType<typeof openSignIn>

const accessSeconds = 600
const deviceDays = 30
const graceSeconds = 10

export function openSignIn(options: SignInOptions) {
  const { database, secondFactor } = options
  const find = store.lookups(database)
  const tell = securityEvents(options.log)
  const completed = async (admitted: Admitted): Promise<SignedIn> => {
    count('quint.auth.sign_ins', { 'quint.auth.outcome': 'succeeded' })
    return tokens(options, admitted)
  }
  return {
    /** For someone whose first factor was good: a password, a provider, a link. */
    async begin(candidate: Candidate): Promise<SignedIn | MfaWanted> {
      const outcome = await database.asLearner(candidate.userId, async (tx) => {
        const user = await welcome(tx, candidate.userId)
        return (await secondFactor?.challenge(tx, candidate)) ?? admit(tx, { user, device: candidate.device })
      })
      return 'mfaTicket' in outcome ? outcome : completed(outcome)
    },

    /** With the ticket that `begin` gave, and a code of the second factor. */
    async finish(mfaTicket: string, code: string): Promise<SignedIn> {
      if (secondFactor === undefined) throw signInAgain()
      const candidate = await secondFactor.answer(mfaTicket, code)
      return completed(
        await database.asLearner(candidate.userId, async (tx) => admit(tx, { user: await welcome(tx, candidate.userId), device: candidate.device })),
      )
    },

    /** For an account that was made in this transaction; `tokens` follows the commit. */
    admit,

    /** For a device that a learner who is signed in has let in: they showed all factors before. `tokens` follows the commit. */
    letIn: async (tx: Tx, { userId, device }: Candidate): Promise<Admitted> => admit(tx, { user: await welcome(tx, userId), device }),

    tokens: (admitted: Admitted) => tokens(options, admitted),

    /** An access token for a device that lives and holds something open; throws Failure('unauthenticated') for another. */
    async accessFor({ userId, deviceId }: { readonly userId: string; readonly deviceId: string }): Promise<string> {
      const user = await database.asLearner(userId, async (tx) => ((await store.deviceLives(tx, deviceId)) ? store.findUser(tx, userId) : undefined))
      if (user === undefined) throw signInAgain()
      return options.keys.sign(claimsOf(user, deviceId), { subject: user.id, lifetimeSeconds: accessSeconds })
    },

    /** @param mayRepeat for clients that may lose an answer and ask again. */
    async refresh(refreshToken: string, { mayRepeat }: { readonly mayRepeat: boolean }): Promise<SignedIn> {
      const hash = digest(refreshToken)
      const owner = await find.refresh(hash)
      if (owner === undefined) throw signInAgain()
      const outcome = await database.asLearner(owner.userId, (tx) => rotate(tx, { ...owner, hash, graceSeconds: mayRepeat ? graceSeconds : 0 }))
      if (outcome.kind === 'refused') throw signInAgain()
      if (outcome.kind === 'reused') {
        tell('token_reused', { userId: owner.userId, deviceId: owner.deviceId })
        throw signInAgain()
      }
      return tokens(options, outcome)
    },
  }
}

/** The account as it may sign in. */
async function welcome(tx: Tx, userId: string): Promise<store.User> {
  const user = await store.findUser(tx, userId)
  if (user === undefined) throw signInAgain()
  if (user.suspended) throw suspended()
  return user
}

async function admit(tx: Tx, { user, device }: { readonly user: store.User; readonly device: string }): Promise<Admitted> {
  const deviceId = uuidv7()
  await store.insertDevice(tx, { id: deviceId, userId: user.id, label: device, days: deviceDays })
  return { user, refreshToken: await grant(tx, { userId: user.id, deviceId, parent: null }) }
}

async function grant(tx: Tx, token: { readonly userId: string; readonly deviceId: string; readonly parent: Buffer | null }): Promise<Grant> {
  const secret = newSecret()
  await store.insertRefresh(tx, { ...token, hash: secret.hash })
  return { deviceId: token.deviceId, text: secret.text }
}

interface Presented {
  readonly userId: string
  readonly deviceId: string
  readonly hash: Buffer
  readonly graceSeconds: number
}

type Rotation = { readonly kind: 'refused' } | { readonly kind: 'reused' } | ({ readonly kind: 'rotated' } & Admitted)

/**
 * Each token is good for one use. A client of ours that lost the answer, or two tabs at once, may use the newest one again within the grace time
 * and gets a sibling; any other second use means that somebody copied it, and signs the whole family out (RFC 9700, 4.14.2).
 */
async function rotate(tx: Tx, token: Presented): Promise<Rotation> {
  if ((await store.lockDevice(tx, token.deviceId)) === undefined) return { kind: 'refused' }
  const row = await store.findRefresh(tx, token.hash, token.graceSeconds)
  const user = await store.findUser(tx, token.userId)
  if (row === undefined || user === undefined || user.suspended) return { kind: 'refused' }
  if (row.used && (!row.justUsed || row.childUsed)) {
    await store.revokeDevice(tx, token.deviceId)
    return { kind: 'reused' }
  }
  await store.markUsed(tx, token.hash)
  return { kind: 'rotated', user, refreshToken: await grant(tx, { userId: token.userId, deviceId: token.deviceId, parent: token.hash }) }
}

async function tokens({ keys }: SignInOptions, { user, refreshToken }: Admitted): Promise<SignedIn> {
  const accessToken = await keys.sign(claimsOf(user, refreshToken.deviceId), { subject: user.id, lifetimeSeconds: accessSeconds })
  return { user, accessToken, refreshToken: refreshToken.text, expiresIn: accessSeconds }
}

function claimsOf(user: store.User, deviceId: string) {
  return {
    sid: deviceId,
    roles: user.roles,
    email_verified: user.emailVerified,
    zoneinfo: user.timeZone,
    day_start_hour: user.preferences.dayStartHour ?? 0,
  }
}

function suspended(): Failure {
  return new Failure('forbidden', 'This account is suspended. If you think that is a mistake, write to the people who run this place.')
}

function signInAgain(): Failure {
  return new Failure('unauthenticated', 'Sign in again.')
}
