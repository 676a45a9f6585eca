/** Every way to sign in that is not our own password, put together out of the configuration. */
import type { Database } from '@quint/db/database.ts'
import type { Log } from '@quint/runtime/log.ts'
import type { GatewayConfig } from '../config.ts'
import { browserCookie, type Cookies } from '../http/cookies.ts'
import type { Limit } from '../http/limits.ts'
import type { Route } from '../http/route.ts'
import type { Accounts } from './accounts.ts'
import { type Consent, openConsent } from './consent.ts'
import { readIssuers } from './external/issuer.ts'
import { exchangeRoutes } from './external/routes.ts'
import { externalVerifier } from './external/token.ts'
import type { SigningKeys } from './keys.ts'
import type { Mailer } from './mail/mailer.ts'
import { openAttempts } from './oauth/attempt.ts'
import { configuredProviders } from './oauth/configured.ts'
import { openLinking } from './oauth/linking.ts'
import { openNotices } from './oauth/notices.ts'
import { oauthRoutes } from './oauth/routes.ts'
import { listLinks } from './oauth/store.ts'
import { openWays } from './oauth/ways.ts'
import type { Passwords } from './passwords.ts'
import type { HeldPart } from './people/held.ts'
import type { SignIn } from './sign-in.ts'

export interface WaysInOptions {
  readonly config: GatewayConfig
  readonly database: Database
  readonly keys: SigningKeys
  readonly accounts: Accounts
  readonly signIn: SignIn
  readonly passwords: Passwords
  readonly mailer: Mailer
  readonly cookies: Cookies
  readonly publicUrl: string
  readonly limits: { readonly registrations: Limit; readonly loginsFromAddress: Limit; readonly mails: Limit }
  readonly log: Log
}

export interface WaysIn {
  readonly routes: readonly Route[]
  readonly consent: Consent
}

export function openWaysIn(options: WaysInOptions): WaysIn {
  const { config, database, keys, accounts, signIn, mailer, cookies, publicUrl, limits, log } = options
  const consent = openConsent({ ...options, cookie: browserCookie(publicUrl, 'quint_consent') })
  const issuers = readIssuers(config.GATEWAY_TRUSTED_ISSUERS)
  const linking = openLinking({ database, signIn, adminEmails: config.GATEWAY_ADMIN_EMAILS })
  const notices = openNotices({ database, mailer, publicUrl, log })
  const labels = new Map([['google', 'Google'], ['github', 'GitHub'], ...issuers.map(({ issuer, name }) => [issuer, name] as const)])
  const routes = [
    ...oauthRoutes({
      providers: configuredProviders(config),
      attempts: openAttempts({ database, keys, cookie: browserCookie(publicUrl, 'quint_oauth') }),
      linking,
      ways: openWays(database),
      consent,
      notices,
      cookies,
      publicUrl,
      registrations: limits.registrations,
      mails: limits.mails,
      deviceLives: accounts.deviceLives,
      labelOf: (provider) => labels.get(provider) ?? provider,
      log,
    }),
    ...exchangeRoutes({
      verify: externalVerifier({ issuers, deadlineMs: config.GATEWAY_PROVIDER_DEADLINE_MS }),
      linking,
      notices,
      cookies,
      limits,
    }),
  ]
  return { routes, consent }
}

/** For a learner's export. */
export const linkedHeld: HeldPart = { name: 'waysToSignIn', read: listLinks }
