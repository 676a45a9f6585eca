/** An attempt to sign in with a provider, as the browser that began it keeps it: nobody else can end it, and nobody twice. */
import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '@quint/db/database.ts'
import type { Request, Response } from 'express'
import type { BrowserCookie } from '../../http/cookies.ts'
import type { SigningKeys } from '../keys.ts'
import type { Checks, ProviderName } from './provider.ts'
import { openSeal } from './sealed.ts'

/** What is to happen when the learner comes back. */
export type Purpose =
  | { readonly kind: 'sign-in'; readonly timeZone: string }
  /** For the learner who began it, on the device that began it. */
  | { readonly kind: 'link' | 'confirm'; readonly userId: string; readonly deviceId: string }

export interface Attempt {
  readonly provider: ProviderName
  readonly purpose: Purpose
  readonly checks: Checks
  /** A path of ours. */
  readonly next: string
}

const attemptSeconds = 600

export interface Attempts {
  begin(response: Response, attempt: Omit<Attempt, 'checks'>): Promise<Checks>
  /** Undefined when this browser began none, or it has ended. The cookie is gone afterwards. */
  end(request: Request, response: Response): Promise<Attempt | undefined>
  /** False when the attempt has come back before. */
  isFirst(attempt: Attempt): Promise<boolean>
}

export interface AttemptOptions {
  readonly database: Database
  readonly keys: Pick<SigningKeys, 'secretsFor'>
  readonly cookie: BrowserCookie
}

export function openAttempts({ database, keys, cookie }: AttemptOptions): Attempts {
  const sealed = openSeal<Attempt>(keys, { purpose: 'oauth attempt', seconds: attemptSeconds })
  return {
    async begin(response, attempt) {
      const checks = { state: random(), nonce: random(), verifier: random() }
      cookie.set(response, await sealed.seal({ ...attempt, checks }), attemptSeconds)
      return checks
    },
    async end(request, response) {
      const held = cookie.read(request)
      if (held !== undefined) cookie.clear(response)
      return sealed.open(held)
    },
    async isFirst({ checks }) {
      const hash = createHash('sha256').update(checks.state).digest()
      const rows = await database.query<{ first: boolean }>('select take_oauth_state($1, $2) as first', [hash, attemptSeconds])
      return rows[0]?.first === true
    },
  }
}

const random = (): string => randomBytes(32).toString('base64url')
