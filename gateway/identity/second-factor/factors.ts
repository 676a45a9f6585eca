/** An account's second factor: an authenticator app, with recovery codes for the day it is lost. */
import type { Database, Tx } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { count } from '@quint/telemetry/metrics.ts'
import { findUser } from '../store.ts'
import { type Codes, isGood } from './codes.ts'
import type { Notice, Notify } from './notices.ts'
import * as store from './store.ts'
import { type Enrolment, newTotp } from './totp.ts'

export interface FactorOptions {
  readonly database: Database
  readonly codes: Codes
  readonly notify: Notify
}

export type Factors = ReturnType<typeof openFactors>

export function openFactors({ database, codes, notify }: FactorOptions) {
  const fresh = async (tx: Tx, userId: string, notice: Notice): Promise<readonly string[]> => {
    const made = await codes.renew(tx, userId)
    await notify(tx, userId, notice)
    return made
  }
  return {
    state: (userId: string): Promise<store.FactorState> => database.asReader(userId, (tx) => store.factorState(tx, userId)),

    /** The app counts once a code of it was seen: see `confirm`. */
    enrol: (userId: string): Promise<Enrolment> =>
      database.asLearner(userId, async (tx) => {
        const user = await findUser(tx, userId)
        if (user === undefined) throw new Failure('unauthenticated', 'Sign in to go on.')
        const enrolment = newTotp(user.email)
        if (!(await store.putFactor(tx, userId, codes.seal(enrolment.secret, userId)))) throw there()
        return enrolment
      }),

    /** Gives the recovery codes, which are never shown again. */
    async confirm(userId: string, code: string): Promise<readonly string[]> {
      let made: readonly string[] = []
      await codes.guarded(userId, async (tx) => {
        const factor = await store.findFactor(tx, userId)
        if (factor === undefined) throw new Failure('conflict', 'Set up an authenticator app first.')
        if (factor.confirmed) throw there()
        const verdict = await codes.checkTotp(tx, { userId, code, factor })
        if (!isGood(verdict)) return verdict
        await store.confirmFactor(tx, userId)
        made = await fresh(tx, userId, 'added')
        return verdict
      })
      count('quint.auth.factors', { 'quint.auth.factor.outcome': 'added' })
      return made
    },

    /** Throws unless the code is the account's. */
    showCode: (userId: string, code: string): Promise<void> => codes.guarded(userId, (tx) => codes.check(tx, { userId, code })),

    /** For a learner who has shown that it is them. */
    async remove(userId: string): Promise<void> {
      await database.asLearner(userId, async (tx) => {
        if (!(await store.removeFactor(tx, userId))) throw new Failure('conflict', 'No authenticator app is set up.')
        await notify(tx, userId, 'removed')
      })
      count('quint.auth.factors', { 'quint.auth.factor.outcome': 'removed' })
    },

    /** In place of those that are left. */
    async renewCodes(userId: string, code: string): Promise<readonly string[]> {
      let made: readonly string[] = []
      await codes.guarded(userId, async (tx) => {
        const verdict = await codes.check(tx, { userId, code })
        if (isGood(verdict)) made = await fresh(tx, userId, 'renewed')
        return verdict
      })
      return made
    },
  }
}

function there(): Failure {
  return new Failure('conflict', 'An authenticator app is set up already.')
}
