/** Judges codes: of the app, each step once, and recovery codes, each once. Wrong ones count against the account. */
import type { Database, Tx } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import { count } from '@quint/telemetry/metrics.ts'
import { securityEvents } from '@quint/telemetry/security.ts'
import type { Limit } from '../../http/limits.ts'
import type { SigningKeys } from '../keys.ts'
import { openKeyedHashes, openVault } from '../sealed.ts'
import { newRecoveryCodes, readRecoveryCode } from './recovery-codes.ts'
import * as store from './store.ts'
import { stepOf } from './totp.ts'

export interface CodesOptions {
  readonly database: Database
  readonly keys: Pick<SigningKeys, 'secretsFor'>
  /** Wrong codes for one account. */
  readonly wrongCodes: Limit
  readonly log: Log
  readonly now?: () => number
}

export type Verdict = 'passed' | 'recovered' | 'failed' | 'replayed'

export const isGood = (verdict: Verdict): boolean => verdict === 'passed' || verdict === 'recovered'

interface Tried {
  readonly userId: string
  readonly code: string
}

export type Codes = ReturnType<typeof openCodes>

export function openCodes({ database, keys, wrongCodes, log, now = Date.now }: CodesOptions) {
  const vault = openVault(keys, 'totp')
  const hashes = openKeyedHashes(keys, 'recovery codes')
  const tell = securityEvents(log)
  const checkTotp = async (tx: Tx, { userId, code, factor }: Tried & { readonly factor: store.Factor }): Promise<Verdict> => {
    const step = stepOf(code.replace(/\s/g, ''), { secret: vault.open(factor.sealed, userId), nowMs: now() })
    if (step === undefined) return 'failed'
    return (await store.takeStep(tx, userId, step)) ? 'passed' : 'replayed'
  }
  const named = (userId: string, code: string): string => `${userId} ${readRecoveryCode(code)}`
  return {
    seal: (secret: string, userId: string): Buffer => vault.seal(secret, userId),
    checkTotp,

    /** A code of the app or a recovery code. */
    async check(tx: Tx, { userId, code }: Tried): Promise<Verdict> {
      const factor = await store.findFactor(tx, userId)
      if (factor?.confirmed !== true) throw new Failure('conflict', 'No authenticator app is set up.')
      if (readRecoveryCode(code) === undefined) return checkTotp(tx, { userId, code, factor })
      return (await store.takeRecoveryCode(tx, userId, hashes.all(named(userId, code)))) ? 'recovered' : 'failed'
    },

    /** What `judge` does stays done whether the code was right or wrong. Throws for a wrong one. */
    async guarded(userId: string, judge: (tx: Tx) => Promise<Verdict>, wrong: 'unauthenticated' | 'forbidden' = 'forbidden'): Promise<void> {
      await wrongCodes.check(userId)
      const verdict = await database.asLearner(userId, judge)
      count('quint.auth.factors', { 'quint.auth.factor.outcome': verdict })
      if (isGood(verdict)) return
      tell('sign_in_failed', { userId, reason: 'second_factor' })
      await wrongCodes.take(userId)
      throw new Failure(wrong, 'This code is wrong, or was used before.')
    },

    /** In place of all that there were. */
    async renew(tx: Tx, userId: string): Promise<readonly string[]> {
      const fresh = newRecoveryCodes()
      await store.replaceRecoveryCodes(
        tx,
        userId,
        fresh.map((code) => hashes.hash(named(userId, code))),
      )
      return fresh
    },
  }
}
