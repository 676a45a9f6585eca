/** A hints service of its own for tests: real Postgres, real contract, models that are fake HTTP servers. */

import { serviceIdentity } from '@quint/auth/service.ts'
import { testIssuer } from '@quint/auth/testing.ts'
import { memoryBus } from '@quint/bus/testing.ts'
import { testDatabase } from '@quint/db/testing.ts'
import type { Answer } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import { HintsServiceDefinition, type StreamHintResponse } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { connect } from '@quint/rpc/client.ts'
import { readSettings } from '@quint/runtime/config.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { settings } from './config.ts'
import { migrations } from './migrate.ts'
import { start } from './service.ts'

export interface TestHintsOptions {
  /** Settings beside those of the house, such as a model's address. */
  readonly environment?: Readonly<Record<string, string>>
  readonly lostAfterMs?: number
}

export async function testHints({ environment = {}, lostAfterMs = 60_000 }: TestHintsOptions = {}) {
  const owned = new AsyncDisposableStack()
  const issuer = owned.use(await testIssuer(['gateway', 'sessions', 'hints']))
  const db = owned.use(await testDatabase('hints', migrations))
  const bus = owned.use(memoryBus())
  const config = readSettings(settings, {
    HINTS_LISTEN_ADDRESS: '127.0.0.1:0',
    HINTS_DATABASE_URL: db.urls.url,
    HINTS_DATABASE_OWNER_URL: db.urls.ownerUrl,
    BUS_URL: db.urls.url,
    GATEWAY_JWKS_URL: issuer.jwksUrl,
    GATEWAY_ISSUER: issuer.issuer,
    MESH_TRUSTED_KEYS: JSON.stringify(issuer.mesh.trusted),
    HINTS_DISCONNECT_GRACE_MS: '0',
    ...environment,
  })
  const identity = await serviceIdentity('gateway', issuer.mesh.privateKeys.gateway ?? {})
  const replica = async () => {
    const hints = owned.use(await start(config, { bus, log: silentLog, eventRetryDelaysMs: [1, 1], lostAfterMs }))
    const { call } = owned.use(connect(HintsServiceDefinition, { address: hints.address, identity, audience: 'hints' }))
    return { hints, call }
  }
  const { hints, call } = await replica()
  const learner = async (userId = uuidv7()) => ({ userId, options: { learnerToken: await issuer.token(userId, {}) } })
  return { call, bus, db, hints, learner, replica, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

export const twoSum = {
  title: 'Two Sum',
  site: 'leetcode',
  slug: 'two-sum',
  url: 'https://leetcode.com/problems/two-sum/',
  statement:
    'Given a list of integers nums and an integer target, return the positions of the two that add up to target.\n\nInput: nums = [2,7,11,15], target = 9\nOutput: [0,1]',
  difficulty: 'easy',
  tags: [],
  examples: [],
}

const texts = [
  'I get a row of numbers and a goal, and I must say where the two stand that make the goal.',
  'With nums = [3, 5, 8] and target = 11 I looked at 3, then at 5, then at 8, and 3 and 8 make 11.',
  'I take for granted that exactly one pair exists, and that a number may be negative.',
  'Try every pair of two places; ten times longer means a hundred times the work.',
  'With 10,000 numbers the plain way takes far too long, and with [5] there is no pair at all.',
  'The step to blame is that I go back to the start for each number and read the same things again.',
  'May the same number be used twice? Is the row in any order? What if nothing fits?',
  'My guess is that order is not promised; I would try [4, 4] with target 8 on paper first.',
  'They would ask why I read the row so often, and honestly I have no reason yet.',
  'It is like finding two coins in a purse that pay for a coffee exactly, except that coins have places here.',
  'If the row were shorter it would be no problem, so length is what hurts, because the pairs grow.',
  'First I thought of pairs, then I saw the waste, so next I would look for what I forget between two rounds.',
] as const

/** Twelve good answers; `changed` replaces some by their prompt index. */
export function answers(changed: Readonly<Record<number, string>> = {}): Answer[] {
  return texts.map((text, promptIndex) => ({ promptIndex, responseText: changed[promptIndex] ?? text, timeSpentSeconds: 30 }))
}

export interface ReadHint {
  readonly events: StreamHintResponse[]
  /** What the learner reads in the end. */
  readonly text: string
  /** Everything that was ever shown, taken back or not. */
  readonly shown: string
  readonly source: string
}

/** Reads a stream to its end as a client does. */
export async function readHint(stream: AsyncIterable<StreamHintResponse>): Promise<ReadHint> {
  const events: StreamHintResponse[] = []
  let text = ''
  let shown = ''
  let source = ''
  for await (const message of stream) {
    events.push(message)
    const { event } = message
    if (event?.$case === 'token') {
      text += event.value.text
      shown += event.value.text
    } else if (event?.$case === 'retract') text = text.slice(0, event.value.from)
    else if (event?.$case === 'done') source = event.value.source
  }
  return { events, text, shown, source }
}
