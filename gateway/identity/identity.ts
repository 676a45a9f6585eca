/** Identity, put together: accounts, the ways to sign in, second factors, people, mail. */
import type { Bus } from '@quint/bus/bus.ts'
import type { Database } from '@quint/db/database.ts'
import type { Log } from '@quint/runtime/log.ts'
import type { Allowances } from '../allowances.ts'
import type { GatewayConfig } from '../config.ts'
import type { Cookies } from '../http/cookies.ts'
import { type LivingDevices, openLivingDevices } from '../http/living-devices.ts'
import type { Route } from '../http/route.ts'
import { startReminderMail } from '../plans/reminder-mail.ts'
import { openAccounts } from './accounts.ts'
import { factorsHeld, openSecondSteps } from './factors.ts'
import type { SigningKeys } from './keys.ts'
import { openMail } from './mail/mail.ts'
import type { Mailbox, Mailer } from './mail/mailer.ts'
import { type HashFunctions, openPasswords } from './passwords.ts'
import type { Eraser } from './people/erasing.ts'
import type { Held } from './people/held.ts'
import { openPeople } from './people/people.ts'
import { type Clients, erasers } from './people/services.ts'
import { identityRoutes } from './routes.ts'
import { openSignIn, type SignIn } from './sign-in.ts'
import { linkedHeld, openWaysIn } from './ways-in.ts'

export interface IdentityOptions {
  readonly config: GatewayConfig
  readonly database: Database
  readonly bus: Bus
  readonly log: Log
  readonly keys: SigningKeys
  readonly limits: Allowances
  readonly cookies: Cookies
  readonly site: { readonly publicUrl: string; readonly allowedOrigins: readonly string[] }
  readonly clients: Clients
  /** What the gateway keeps of learners outside its schema. */
  readonly erase: readonly Eraser[]
  /** In place of mail server and mailbox. */
  readonly mailer?: Mailer
  readonly hashFunctions?: HashFunctions
  /** Milliseconds since the epoch. */
  readonly now?: () => number
}

export interface Identity extends AsyncDisposable {
  readonly routes: readonly Route[]
  readonly devices: LivingDevices
  /** For what a device holds open longer than a token lasts. */
  readonly accessFor: SignIn['accessFor']
  readonly deviceLives: (userId: string, deviceId: string) => Promise<boolean>
  readonly held: Held
  readonly mailbox: Mailbox | undefined
}

export async function openIdentity(options: IdentityOptions): Promise<Identity> {
  const { config, database, bus, log, keys, limits, cookies, site, clients, erase } = options
  const { publicUrl } = site
  const own = { database, log, keys }
  const passwords = await openPasswords(options.hashFunctions)
  const mail = openMail({ ...own, config, given: options.mailer })
  const { mailer, mailbox } = mail
  const factors = openSecondSteps({ ...own, mailer, publicUrl, limits, now: options.now })
  const signIn = openSignIn({ ...own, secondFactor: factors.secondFactor })
  const accounts = openAccounts({ ...own, signIn, passwords, mailer, publicUrl, adminEmails: config.GATEWAY_ADMIN_EMAILS, erasers })
  const devices = openLivingDevices({ ask: accounts.deviceLives })
  const waysIn = openWaysIn({ ...own, config, accounts, signIn, passwords, mailer, cookies, publicUrl, limits })
  const { consent } = waysIn
  const people = openPeople({ ...own, bus, clients, accounts, consent, held: [linkedHeld, factorsHeld], cookies, devices, erase })
  const reminding = startReminderMail({ ...own, bus, publicUrl, mailer })
  return {
    routes: [
      ...identityRoutes({ accounts, signIn, cookies, ...site, limits }),
      ...waysIn.routes,
      ...factors.routes({ signIn, consent, cookies, ...site }),
      ...people.routes,
    ],
    devices,
    accessFor: signIn.accessFor,
    deviceLives: people.deviceLives,
    held: people.held,
    mailbox,
    async [Symbol.asyncDispose]() {
      await reminding[Symbol.asyncDispose]()
      await people[Symbol.asyncDispose]()
      await mail[Symbol.asyncDispose]()
    },
  }
}
