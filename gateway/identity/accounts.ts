/** Accounts and signed-in devices: register, sign in, refresh, sign out, verify, reset, change, delete. */
import { createHash, randomBytes } from 'node:crypto'
import { record } from '@quint/bus/outbox.ts'
import type { Database, Tx } from '@quint/db/database.ts'
import { UserDeleted, UserRegistered } from '@quint/proto/gen/quint/identity/v1/events.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { count } from '@quint/telemetry/metrics.ts'
import { securityEvents } from '@quint/telemetry/security.ts'
import type { SigningKeys } from './keys.ts'
import type { Mailer } from './mailer.ts'
import type { Passwords } from './passwords.ts'
import * as store from './store.ts'

export interface AccountsOptions {
  readonly database: Database
  readonly keys: SigningKeys
  readonly passwords: Passwords
  readonly mailer: Mailer
  readonly log: Log
  readonly publicUrl: string
  readonly adminEmails: readonly string[]
}

interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
  /** Seconds until the access token expires. */
  readonly expiresIn: number
}

export interface SignedIn extends Tokens {
  readonly user: store.User
}

interface Registration {
  readonly email: string
  readonly password: string
  readonly displayName: string
  readonly timeZone: string
  readonly device: string
}

export type Accounts = ReturnType<typeof openAccounts>

const accessSeconds = 600
const deviceDays = 30
const graceSeconds = 10
const emailHours = { verify: 48, reset: 1 } as const

export function openAccounts(options: AccountsOptions) {
  return Object.assign(signIn(options), mailedLinks(options), profile(options))
}

function signIn(options: AccountsOptions) {
  const { database, passwords } = options
  const find = store.lookups(database)
  const tell = securityEvents(options.log)
  return {
    async register(registration: Registration, signal: AbortSignal): Promise<SignedIn> {
      const id = uuidv7()
      const passwordHash = await passwords.hash(registration.password)
      const link = newSecret()
      const signedIn = await database.asLearner(id, async (tx) => {
        const user = await store.insertUser(tx, { ...registration, id, passwordHash })
        await publish(tx, 'registered', UserRegistered.toJSON({ userId: id }), id)
        await store.insertEmailToken(tx, { hash: link.hash, userId: id, purpose: 'verify', hours: emailHours.verify })
        return { user, refreshToken: await newDevice(tx, { user, device: registration.device }) }
      })
      await mailVerification(options, { user: signedIn.user, secret: link.text, signal })
      return withTokens(options, signedIn)
    },

    /** Unknown e-mail and wrong password are one answer, after the same work. */
    async login(login: { readonly email: string; readonly password: string; readonly device: string }): Promise<SignedIn> {
      const account = await find.account(login.email)
      const matches = await passwords.verify(account?.hash, login.password)
      if (account === undefined || !matches) {
        count('quint.auth.sign_ins', { 'quint.auth.outcome': 'failed' })
        tell('sign_in_failed', { userId: account?.id })
        throw new Failure('unauthenticated', 'E-mail or password is wrong.')
      }
      const signedIn = await database.asLearner(account.id, async (tx) => {
        const user = await store.findUser(tx, account.id)
        if (user === undefined) throw new Failure('unauthenticated', 'E-mail or password is wrong.')
        return { user, refreshToken: await newDevice(tx, { user, device: login.device }) }
      })
      count('quint.auth.sign_ins', { 'quint.auth.outcome': 'succeeded' })
      return withTokens(options, signedIn)
    },

    async refresh(refreshToken: string): Promise<SignedIn> {
      const hash = digest(refreshToken)
      const owner = await find.refresh(hash)
      if (owner === undefined) throw signInAgain()
      const outcome = await database.asLearner(owner.userId, (tx) => rotate(tx, { ...owner, hash }))
      if (outcome.kind === 'refused') throw signInAgain()
      if (outcome.kind === 'reused') {
        tell('token_reused', { userId: owner.userId, deviceId: owner.deviceId })
        throw signInAgain()
      }
      return withTokens(options, outcome)
    },

    async logout(user: { readonly userId: string; readonly deviceId: string }): Promise<void> {
      await database.asLearner(user.userId, (tx) => store.revokeDevice(tx, user.deviceId))
    },
  }
}

function mailedLinks(options: AccountsOptions) {
  const { database, passwords } = options
  const find = store.lookups(database)
  return {
    async verifyEmail(secret: string): Promise<void> {
      const hash = digest(secret)
      const owner = await find.emailToken(hash, 'verify')
      if (owner === undefined) throw new Failure('gone', 'This link was used before or has expired.')
      await database.asLearner(owner.userId, async (tx) => {
        const user = await store.findUser(tx, owner.userId)
        if (user === undefined || !(await store.takeEmailToken(tx, hash))) throw new Failure('gone', 'This link was used before or has expired.')
        const admin = options.adminEmails.some((email) => email.toLowerCase() === user.email)
        await store.verifyEmail(tx, user.id, admin ? ['learner', 'admin'] : user.roles)
      })
    },

    async resendVerification(userId: string, signal: AbortSignal): Promise<void> {
      const link = newSecret()
      const user = await database.asLearner(userId, async (tx) => {
        const found = await store.findUser(tx, userId)
        if (found === undefined || found.emailVerified) return undefined
        await store.insertEmailToken(tx, { hash: link.hash, userId, purpose: 'verify', hours: emailHours.verify })
        return found
      })
      if (user !== undefined) await mailVerification(options, { user, secret: link.text, signal })
    },

    /** Says nothing about whether the account exists. */
    async forgotPassword(email: string, signal: AbortSignal): Promise<void> {
      const account = await find.account(email)
      if (account === undefined) return
      const link = newSecret()
      await database.asLearner(account.id, (tx) =>
        store.insertEmailToken(tx, { hash: link.hash, userId: account.id, purpose: 'reset', hours: emailHours.reset }),
      )
      const address = `${options.publicUrl}/reset?token=${link.text}`
      await options.mailer.send(
        { to: email, subject: 'Choose a new password', text: `Choose a new password within one hour:\n${address}`, link: address },
        signal,
      )
    },

    async resetPassword(secret: string, password: string): Promise<void> {
      const hash = digest(secret)
      const owner = await find.emailToken(hash, 'reset')
      if (owner === undefined) throw new Failure('gone', 'This link was used before or has expired.')
      const passwordHash = await passwords.hash(password)
      await database.asLearner(owner.userId, async (tx) => {
        if (!(await store.takeEmailToken(tx, hash))) throw new Failure('gone', 'This link was used before or has expired.')
        await store.setPassword(tx, owner.userId, passwordHash)
        await store.revokeAllDevices(tx, owner.userId)
      })
    },
  }
}

function profile({ database, passwords }: AccountsOptions) {
  return {
    async user(userId: string): Promise<store.User> {
      return found(await database.asReader(userId, (tx) => store.findUser(tx, userId)))
    },

    async change(userId: string, change: store.UserChange): Promise<store.User> {
      return found(await database.asLearner(userId, (tx) => store.updateUser(tx, userId, change)))
    },

    /** The password is asked again: an open browser is not consent. */
    async remove(userId: string, password: string): Promise<void> {
      const hash = await database.asLearner(userId, (tx) => store.passwordHash(tx, userId))
      if (!(await passwords.verify(hash, password))) throw new Failure('forbidden', 'The password is wrong.')
      await database.asLearner(userId, async (tx) => {
        if (await store.deleteUser(tx, userId)) await publish(tx, 'deleted', UserDeleted.toJSON({ userId }), userId)
      })
    },

    devices: (userId: string) => database.asReader(userId, store.listDevices),
    async revokeDevice(userId: string, deviceId: string): Promise<void> {
      if (!(await database.asLearner(userId, (tx) => store.revokeDevice(tx, deviceId)))) throw new Failure('not_found', 'There is no such device.')
    },
    deviceLives: (userId: string, deviceId: string) => database.asLearner(userId, (tx) => store.deviceLives(tx, deviceId)),
  }
}

function publish(tx: Tx, fact: 'registered' | 'deleted', data: unknown, userId: string): Promise<void> {
  return record(tx, { type: `identity.user.${fact}`, topic: 'quint.identity.user.v1', key: userId, data })
}

async function newDevice(tx: Tx, { user, device }: { readonly user: store.User; readonly device: string }): Promise<Grant> {
  const deviceId = uuidv7()
  await store.insertDevice(tx, { id: deviceId, userId: user.id, label: device, days: deviceDays })
  return grant(tx, { userId: user.id, deviceId, parent: null })
}

interface Grant {
  readonly deviceId: string
  readonly text: string
}

async function grant(tx: Tx, token: { readonly userId: string; readonly deviceId: string; readonly parent: Buffer | null }): Promise<Grant> {
  const secret = newSecret()
  await store.insertRefresh(tx, { ...token, hash: secret.hash })
  return { deviceId: token.deviceId, text: secret.text }
}

type Rotation =
  | { readonly kind: 'refused' }
  | { readonly kind: 'reused' }
  | { readonly kind: 'rotated'; readonly user: store.User; readonly refreshToken: Grant }

/**
 * Each token is good for one use. A client that lost the answer, or two tabs at once, may use the newest one again within the grace time and gets a
 * sibling; any other second use means that somebody copied it, and signs the whole family out (RFC 9700, 4.14.2).
 */
async function rotate(tx: Tx, token: { readonly userId: string; readonly deviceId: string; readonly hash: Buffer }): Promise<Rotation> {
  if ((await store.lockDevice(tx, token.deviceId)) === undefined) return { kind: 'refused' }
  const row = await store.findRefresh(tx, token.hash, graceSeconds)
  const user = await store.findUser(tx, token.userId)
  if (row === undefined || user === undefined) return { kind: 'refused' }
  if (row.used && (!row.justUsed || row.childUsed)) {
    await store.revokeDevice(tx, token.deviceId)
    return { kind: 'reused' }
  }
  await store.markUsed(tx, token.hash)
  return { kind: 'rotated', user, refreshToken: await grant(tx, { userId: token.userId, deviceId: token.deviceId, parent: token.hash }) }
}

async function withTokens(options: AccountsOptions, signedIn: { readonly user: store.User; readonly refreshToken: Grant }): Promise<SignedIn> {
  const { user, refreshToken } = signedIn
  const claims = { sid: refreshToken.deviceId, roles: user.roles, email_verified: user.emailVerified, zoneinfo: user.timeZone }
  const accessToken = await options.keys.sign(claims, { subject: user.id, lifetimeSeconds: accessSeconds })
  return { user, accessToken, refreshToken: refreshToken.text, expiresIn: accessSeconds }
}

interface Verification {
  readonly user: store.User
  readonly secret: string
  readonly signal: AbortSignal
}

/** An account works before its e-mail is verified, so a mail server that is away does not undo a registration. */
async function mailVerification({ mailer, publicUrl, log }: AccountsOptions, { user, secret, signal }: Verification): Promise<void> {
  const link = `${publicUrl}/verify?token=${secret}`
  const text = `Welcome to Quint, ${user.displayName}.\n\nConfirm this address within two days:\n${link}`
  try {
    await mailer.send({ to: user.email, subject: 'Confirm your e-mail address', text, link }, signal)
  } catch (error) {
    log.error('a verification mail was not sent', error, { userId: user.id })
  }
}

function found(user: store.User | undefined): store.User {
  if (user === undefined) throw new Failure('unauthenticated', 'Sign in to go on.')
  return user
}

function signInAgain(): Failure {
  return new Failure('unauthenticated', 'Sign in again.')
}

/** 256 random bits; only the hash is stored. */
function newSecret(): { readonly text: string; readonly hash: Buffer } {
  const text = randomBytes(32).toString('base64url')
  return { text, hash: digest(text) }
}

function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
