/** Accounts and signed-in devices: register, sign in, sign out, verify, reset, change, delete. */
import { record } from '@quint/bus/outbox.ts'
import type { Database, Tx } from '@quint/db/database.ts'
import { UserRegistered } from '@quint/proto/gen/quint/identity/v1/events.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { count } from '@quint/telemetry/metrics.ts'
import { securityEvents } from '@quint/telemetry/security.ts'
import type { Mailer } from './mail/mailer.ts'
import type { Passwords } from './passwords.ts'
import { eraseAccount } from './people/erasure.ts'
import { keepAnAdmin } from './people/last-admin.ts'
import { lockAdmins, lockUser } from './people/store.ts'
import { digest, newSecret } from './secret.ts'
import type { MfaWanted, SignedIn, SignIn } from './sign-in.ts'
import * as store from './store.ts'

export interface AccountsOptions {
  readonly database: Database
  readonly signIn: SignIn
  readonly passwords: Passwords
  readonly mailer: Mailer
  readonly log: Log
  readonly publicUrl: string
  readonly adminEmails: readonly string[]
  /** That erase what they hold of a learner whose account is deleted. */
  readonly erasers: readonly string[]
}

interface Registration {
  readonly email: string
  readonly password: string
  readonly displayName: string
  readonly timeZone: string
  readonly device: string
}

export type Accounts = ReturnType<typeof openAccounts>

const emailHours = { verify: 48, reset: 1 } as const

export function openAccounts(options: AccountsOptions) {
  return Object.assign(entry(options), mailedLinks(options), profile(options))
}

function entry(options: AccountsOptions) {
  const { database, passwords, signIn } = options
  const find = store.lookups(database)
  const tell = securityEvents(options.log)
  return {
    async register(registration: Registration): Promise<SignedIn> {
      const id = uuidv7()
      const passwordHash = await passwords.hash(registration.password)
      const admitted = await database.asLearner(id, async (tx) => {
        const user = await store.insertUser(tx, { ...registration, id, passwordHash })
        await record(tx, { type: 'identity.user.registered', topic: 'quint.identity.user.v1', key: id, data: UserRegistered.toJSON({ userId: id }) })
        await askToVerify(tx, options, user)
        return signIn.admit(tx, { user, device: registration.device })
      })
      return signIn.tokens(admitted)
    },

    /** Unknown e-mail and wrong password are one answer, after the same work. */
    async login(login: { readonly email: string; readonly password: string; readonly device: string }): Promise<SignedIn | MfaWanted> {
      const account = await find.account(login.email)
      const matches = await passwords.verify(account?.hash ?? undefined, login.password)
      if (account === undefined || !matches) {
        count('quint.auth.sign_ins', { 'quint.auth.outcome': 'failed' })
        count('quint.auth.ways', { 'quint.auth.way': 'password', 'quint.auth.outcome': 'failed' })
        tell('sign_in_failed', { userId: account?.id })
        throw new Failure('unauthenticated', 'E-mail or password is wrong.')
      }
      count('quint.auth.ways', { 'quint.auth.way': 'password', 'quint.auth.outcome': 'succeeded' })
      return signIn.begin({ userId: account.id, device: login.device })
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

    resendVerification: (userId: string): Promise<void> =>
      database.asLearner(userId, async (tx) => {
        const user = await store.findUser(tx, userId)
        if (user !== undefined && !user.emailVerified) await askToVerify(tx, options, user)
      }),

    /** Says nothing about whether the account exists: without one, the same is done for nobody. */
    async forgotPassword(email: string): Promise<void> {
      const userId = (await find.account(email))?.id ?? uuidv7()
      const link = newSecret()
      const address = `${options.publicUrl}/reset?token=${link.text}`
      const text = `Choose a new password within one hour:\n${address}\n\nIf you did not ask for this, do nothing: your password stays as it is.`
      await database.asLearner(userId, async (tx) => {
        await store.insertEmailToken(tx, { hash: link.hash, userId, purpose: 'reset', hours: emailHours.reset })
        await options.mailer.post(tx, { to: email, subject: 'Choose a new password', text, link: address })
      })
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
        await tellOfReset(tx, options, owner.userId)
      })
    },
  }
}

function profile({ database, erasers }: AccountsOptions) {
  return {
    async user(userId: string): Promise<store.User> {
      return found(await database.asReader(userId, (tx) => store.findUser(tx, userId)))
    },

    /** For a learner who has shown that it is them: see consent.ts. */
    remove: (userId: string): Promise<void> =>
      database.asLearner(userId, async (tx) => {
        await lockAdmins(tx)
        const user = await lockUser(tx, userId)
        if (user !== undefined) await keepAnAdmin(tx, user, 'own')
        await eraseAccount(tx, { userId, by: 'learner', services: erasers })
      }),

    devices: (userId: string) => database.asReader(userId, store.listDevices),
    async revokeDevice(userId: string, deviceId: string): Promise<void> {
      if (!(await database.asLearner(userId, (tx) => store.revokeDevice(tx, deviceId)))) throw new Failure('not_found', 'There is no such device.')
    },
    /** How many were signed out. */
    revokeOtherDevices: (userId: string, deviceId: string): Promise<number> =>
      database.asLearner(userId, (tx) => store.revokeOtherDevices(tx, { userId, deviceId })),
    deviceLives: (userId: string, deviceId: string) => database.asLearner(userId, (tx) => store.deviceLives(tx, deviceId)),
  }
}

async function askToVerify(tx: Tx, { mailer, publicUrl }: AccountsOptions, user: store.User): Promise<void> {
  const secret = newSecret()
  await store.insertEmailToken(tx, { hash: secret.hash, userId: user.id, purpose: 'verify', hours: emailHours.verify })
  const link = `${publicUrl}/verify?token=${secret.text}`
  const text = `Welcome to Quint, ${user.displayName}.\n\nConfirm this address within two days:\n${link}`
  await mailer.post(tx, { to: user.email, subject: 'Confirm your e-mail address', text, link })
}

async function tellOfReset(tx: Tx, { mailer, publicUrl }: AccountsOptions, userId: string): Promise<void> {
  const user = await store.findUser(tx, userId)
  if (user === undefined) return
  const link = `${publicUrl}/reset`
  const text = `The password of your account was changed, and every device was signed out.\n\nIf that was not you, choose another one:\n${link}`
  await mailer.post(tx, { to: user.email, subject: 'Your password was changed', text, link })
}

function found(user: store.User | undefined): store.User {
  if (user === undefined) throw new Failure('unauthenticated', 'Sign in to go on.')
  return user
}
