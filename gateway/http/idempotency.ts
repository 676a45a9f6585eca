/** Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): the same key and body get the first answer again. */
import { createHash } from 'node:crypto'
import { Failure, type FailureCode } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import type { Request } from 'express'
import type { IdempotencyStore, Key } from './idempotency-store.ts'
import { HttpProblem } from './problem.ts'
import type { Reply } from './route.ts'

interface Answering {
  readonly userId: string
  /** @param effectId under which it is to make what it makes. */
  readonly answer: (effectId?: string) => Promise<Reply | undefined>
}

export type Idempotency = (request: Request, answering: Answering) => Promise<Reply | undefined>

export function idempotency(store: IdempotencyStore): Idempotency {
  return async (request, { userId, answer }) => {
    const key = request.get('idempotency-key')
    if (key === undefined) return answer()
    if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new Failure('invalid', 'Idempotency-Key must be 1 to 255 visible ASCII characters.')
    const known = await store.claim({ userId, key, fingerprint: fingerprint(request), effectId: uuidv7() })
    if (known.kind === 'other')
      throw new HttpProblem(422, 'idempotency', { title: 'Key used before', detail: 'This Idempotency-Key came with another request.' })
    if (known.kind === 'running') throw new Failure('conflict', 'The first request with this Idempotency-Key is still running.')
    if (known.kind === 'answered') return { status: known.status, body: JSON.parse(known.body) as unknown }
    return first(store, { userId, key }, () => answer(known.effectId))
  }
}

function fingerprint(request: Request): Buffer {
  return createHash('sha256')
    .update(`${request.method} ${request.path}\n${JSON.stringify(request.body ?? null)}`)
    .digest()
}

async function first(store: IdempotencyStore, key: Key, answer: () => Promise<Reply | undefined>): Promise<Reply | undefined> {
  try {
    const reply = await answer()
    if (reply !== undefined) await store.remember(key, { status: reply.status, body: JSON.stringify(reply.body ?? null) })
    return reply
  } catch (error) {
    // Also when the store is away: then the claim is free after a while.
    await (isRefusal(error) ? store.forget(key) : store.release(key)).catch(() => undefined)
    throw error
  }
}

const refusals: ReadonlySet<FailureCode> = new Set(['invalid', 'unauthenticated', 'forbidden', 'not_found', 'conflict', 'gone', 'exhausted'])

/** True when nothing was made. Whoever was cut off, or waited in vain, does not know. */
function isRefusal(error: unknown): boolean {
  return error instanceof HttpProblem || (error instanceof Failure && refusals.has(error.code))
}
