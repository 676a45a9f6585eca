/** Signing in a device that has no browser: it shows a code, and a learner who is signed in elsewhere lets it in (RFC 8628). */
import type { Database } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { count } from '@quint/telemetry/metrics.ts'
import type { Limit } from '../../http/limits.ts'
import type { SigningKeys } from '../keys.ts'
import { openKeyedHashes } from '../sealed.ts'
import { digest, newSecret } from '../secret.ts'
import type { SignedIn, SignIn } from '../sign-in.ts'
import * as store from './store.ts'
import { newUserCode, readUserCode } from './user-code.ts'

export interface GrantOptions {
  readonly database: Database
  readonly keys: Pick<SigningKeys, 'secretsFor'>
  readonly signIn: SignIn
  /** Codes that a learner typed and nobody was given. */
  readonly wrongCodes: Limit
}

export interface AskedGrant {
  readonly deviceCode: string
  readonly userCode: string
  /** Seconds. */
  readonly expiresIn: number
  readonly interval: number
}

/** As RFC 8628, 3.5 names them, and RFC 6749, 5.2. */
export type NotYet = 'authorization_pending' | 'slow_down' | 'access_denied' | 'expired_token' | 'invalid_grant'

export type Grants = ReturnType<typeof openGrants>

const lifeSeconds = 600
const interval = 5

export function openGrants(options: GrantOptions) {
  const { database, signIn } = options
  const hashes = openKeyedHashes(options.keys, 'device codes')
  const look = lookUp(options, hashes)
  const answer = async (who: Answering, verdict: 'approved' | 'denied'): Promise<void> => {
    const grant = await look(who)
    if (!(await database.asLearner(who.userId, (tx) => store.answerGrant(tx, grant.id, verdict)))) throw new Failure('gone', over)
    count('quint.auth.device_grants', { 'quint.auth.grant.outcome': verdict })
  }
  return {
    async ask(device: string): Promise<AskedGrant> {
      const secret = newSecret()
      const userCode = await withoutClash((code) =>
        store.insertGrant(database, {
          id: uuidv7(),
          deviceHash: secret.hash,
          codeHash: hashes.hash(readUserCode(code) ?? code),
          device,
          seconds: lifeSeconds,
          interval,
        }),
      )
      count('quint.auth.device_grants', { 'quint.auth.grant.outcome': 'asked' })
      return { deviceCode: secret.text, userCode, expiresIn: lifeSeconds, interval }
    },

    async poll(deviceCode: string): Promise<SignedIn | NotYet> {
      const hash = digest(deviceCode)
      const { outcome, userId, device } = await store.pollGrant(database, hash)
      if (outcome !== 'approved' || userId === null) return notYet[outcome]
      // Taken and signed in together: a device whose question is cut short may ask again, and two questions at once are one sign-in.
      const admitted = await database.asLearner(userId, async (tx) =>
        (await store.takeGrant(tx, hash)) ? signIn.letIn(tx, { userId, device: device ?? '' }) : undefined,
      )
      if (admitted === undefined) return 'invalid_grant'
      count('quint.auth.device_grants', { 'quint.auth.grant.outcome': 'signed_in' })
      return signIn.tokens(admitted)
    },

    /** Which device it is that asks. */
    async find(who: Answering): Promise<{ readonly device: string; readonly askedAt: string }> {
      const { device, askedAt } = await look(who)
      return { device, askedAt }
    },

    approve: (who: Answering) => answer(who, 'approved'),
    deny: (who: Answering) => answer(who, 'denied'),
  }
}

interface Answering {
  readonly userId: string
  /** As it was typed. */
  readonly userCode: string
}

const over = 'This code has expired: ask for a new one on the device.'

/** A grant that waits for an answer; says clearly why there is none. */
function lookUp({ database, wrongCodes }: GrantOptions, hashes: ReturnType<typeof openKeyedHashes>) {
  return async ({ userId, userCode }: Answering): Promise<store.FoundGrant> => {
    await wrongCodes.check(userId)
    const code = readUserCode(userCode)
    const grant = code === undefined ? undefined : await database.asLearner(userId, (tx) => store.findGrant(tx, hashes.all(code)))
    if (grant === undefined) {
      await wrongCodes.take(userId)
      count('quint.auth.device_grants', { 'quint.auth.grant.outcome': 'unknown' })
      throw new Failure('not_found', 'No device was given this code: look at it again.')
    }
    if (grant.state !== 'waiting') throw new Failure('conflict', answered(grant, userId))
    if (grant.expired) throw new Failure('gone', over)
    return grant
  }
}

function answered({ state, userId }: store.FoundGrant, asker: string): string {
  if (userId !== asker) return 'Somebody else has answered for this device already: ask for a new code on it.'
  return state === 'denied' ? 'You have turned this device away already.' : 'You have let this device in already.'
}

const notYet: Readonly<Record<store.Polled['outcome'], NotYet>> = {
  waiting: 'authorization_pending',
  early: 'slow_down',
  denied: 'access_denied',
  expired: 'expired_token',
  // Codes that were never given and codes that were used.
  unknown: 'invalid_grant',
  used: 'invalid_grant',
  approved: 'invalid_grant',
}

async function withoutClash(insert: (code: string) => Promise<boolean>): Promise<string> {
  for (let left = 5; left > 0; left -= 1) {
    const code = newUserCode()
    if (await insert(code)) return code
  }
  throw new Failure('unavailable', 'No code is free right now.')
}
