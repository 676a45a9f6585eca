/** The second step of signing in: a ticket after the first factor, good for five codes in five minutes. */
import type { Database } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { digest, newSecret } from '../secret.ts'
import type { SecondFactor } from '../sign-in.ts'
import { type Codes, isGood } from './codes.ts'
import type { Notify } from './notices.ts'
import * as store from './store.ts'

export interface ChallengeOptions {
  readonly database: Database
  readonly codes: Codes
  readonly notify: Notify
}

const seconds = 300
const tries = 5

export function openChallenge({ database, codes, notify }: ChallengeOptions): SecondFactor {
  return {
    async challenge(tx, { userId, device }) {
      if (!(await store.factorState(tx, userId)).confirmed) return undefined
      const secret = newSecret()
      await store.insertTicket(tx, { hash: secret.hash, userId, device, tries, seconds })
      return { mfaTicket: secret.text, expiresIn: seconds }
    },

    async answer(mfaTicket, code) {
      const hash = digest(mfaTicket)
      const userId = await store.ticketOwner(database, hash)
      if (userId === undefined) throw over()
      let device = ''
      const judge: Parameters<Codes['guarded']>[1] = async (tx) => {
        const ticket = await store.tryTicket(tx, hash)
        if (ticket === undefined) throw over()
        device = ticket.device
        const verdict = await codes.check(tx, { userId, code })
        if (isGood(verdict)) await store.dropTicket(tx, hash)
        if (verdict === 'recovered') await notify(tx, userId, 'recovered')
        return verdict
      }
      await codes.guarded(userId, judge, 'unauthenticated')
      return { userId, device }
    },
  }
}

function over(): Failure {
  return new Failure('gone', 'This sign-in took too long or too many tries: begin again.')
}
