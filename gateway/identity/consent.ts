/** That it is the learner who asks for what cannot be undone: their password, a link in their mail, or a provider that has just seen them again. */
import type { Database } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Request, Response } from 'express'
import type { BrowserCookie } from '../http/cookies.ts'
import type { SigningKeys } from './keys.ts'
import type { Mailer } from './mail/mailer.ts'
import { openSeal } from './oauth/sealed.ts'
import type { Passwords } from './passwords.ts'
import { digest, newSecret } from './secret.ts'
import * as store from './store.ts'

export interface Person {
  readonly userId: string
  readonly deviceId: string
}

export interface Shown {
  readonly password: string | undefined
  /** The token of the mailed link. */
  readonly confirmation: string | undefined
  /** May carry the cookie of a provider's word. */
  readonly shown: Request
}

export interface ConsentOptions {
  readonly database: Database
  readonly passwords: Passwords
  readonly mailer: Mailer
  readonly publicUrl: string
  readonly keys: Pick<SigningKeys, 'secretsFor'>
  readonly cookie: BrowserCookie
}

export type Consent = ReturnType<typeof openConsent>

const linkHours = 1
/** How long a provider's word holds. */
const shownSeconds = 300

export function openConsent(options: ConsentOptions) {
  const { database, passwords, cookie } = options
  const find = store.lookups(database)
  const sealed = openSeal<Person>(options.keys, { purpose: 'consent', seconds: shownSeconds })
  const mailed = async (userId: string, secret: string): Promise<boolean> => {
    const hash = digest(secret)
    const owner = await find.emailToken(hash, 'delete')
    return owner?.userId === userId && (await database.asLearner(userId, (tx) => store.takeEmailToken(tx, hash)))
  }
  return {
    /** The provider has just seen the learner again, in this browser. */
    async remember(response: Response, person: Person): Promise<void> {
      cookie.set(response, await sealed.seal(person), shownSeconds)
    },

    async mail(userId: string, signal: AbortSignal): Promise<void> {
      const link = newSecret()
      const user = await database.asLearner(userId, async (tx) => {
        const known = await store.findUser(tx, userId)
        if (known !== undefined) await store.insertEmailToken(tx, { hash: link.hash, userId, purpose: 'delete', hours: linkHours })
        return known
      })
      if (user === undefined) return
      const address = `${options.publicUrl}/settings?confirmation=${link.text}`
      const text = `Somebody who is signed in as you asks to delete your account.\n\nIf that is you, go on here within one hour:\n${address}\n\nIf not, sign out every device in your settings: nothing is deleted without this link.`
      await options.mailer.send({ to: user.email, subject: 'Delete your account', text, link: address }, signal)
    },

    /** An open browser is not consent. Throws Failure('forbidden'). */
    async check(person: Person, { password, confirmation, shown }: Shown): Promise<void> {
      const { userId } = person
      if (password !== undefined) {
        const hash = await database.asLearner(userId, (tx) => store.passwordHash(tx, userId))
        if (await passwords.verify(hash, password)) return
        throw new Failure('forbidden', 'The password is wrong.')
      }
      if (confirmation !== undefined) {
        if (await mailed(userId, confirmation)) return
        throw new Failure('forbidden', 'This link was used before, has expired, or is for another account.')
      }
      const seen = await sealed.open(cookie.read(shown))
      if (seen?.userId === userId && seen.deviceId === person.deviceId) return
      throw new Failure('forbidden', 'Show that it is you: with your password, by the link we mail you, or by signing in with your provider again.')
    },
  }
}
