/** Second factors and device grants, put together. */
import type { Database } from '@quint/db/database.ts'
import type { Log } from '@quint/runtime/log.ts'
import type { Cookies } from '../http/cookies.ts'
import type { Limit } from '../http/limits.ts'
import type { Route } from '../http/route.ts'
import type { Consent } from './consent.ts'
import { openGrants } from './device-grant/grants.ts'
import { grantRoutes } from './device-grant/routes.ts'
import type { SigningKeys } from './keys.ts'
import type { Mailer } from './mail/mailer.ts'
import type { HeldPart } from './people/held.ts'
import { openChallenge } from './second-factor/challenge.ts'
import { openCodes } from './second-factor/codes.ts'
import { openFactors } from './second-factor/factors.ts'
import { notices } from './second-factor/notices.ts'
import { factorRoutes } from './second-factor/routes.ts'
import { factorState } from './second-factor/store.ts'
import type { SecondFactor, SignIn } from './sign-in.ts'

export interface FactorsOptions {
  readonly database: Database
  readonly keys: Pick<SigningKeys, 'secretsFor'>
  readonly mailer: Mailer
  readonly publicUrl: string
  readonly limits: { readonly wrongCodes: Limit; readonly deviceCodes: Limit; readonly deviceAsks: Limit }
  readonly log: Log
  /** Milliseconds since the epoch. */
  readonly now: (() => number) | undefined
}

export interface FactorsSite {
  readonly signIn: SignIn
  readonly consent: Consent
  readonly cookies: Cookies
  readonly publicUrl: string
  readonly allowedOrigins: readonly string[]
}

export interface Factors {
  readonly secondFactor: SecondFactor
  readonly routes: (site: FactorsSite) => readonly Route[]
}

export function openSecondSteps({ database, keys, mailer, publicUrl, limits, log, now }: FactorsOptions): Factors {
  const codes = openCodes({ database, keys, wrongCodes: limits.wrongCodes, log, ...(now === undefined ? {} : { now }) })
  const notify = notices({ mailer, publicUrl })
  const factors = openFactors({ database, codes, notify })
  return {
    secondFactor: openChallenge({ database, codes, notify }),
    routes: (site) => [
      ...factorRoutes({ ...site, factors }),
      ...grantRoutes({
        ...site,
        asks: limits.deviceAsks,
        grants: openGrants({ database, keys, signIn: site.signIn, wrongCodes: limits.deviceCodes }),
      }),
    ],
  }
}

/** For a learner's export: that there is a second factor, and nothing that would be one. */
export const factorsHeld: HeldPart = { name: 'secondFactor', read: factorState }
