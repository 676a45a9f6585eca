/** Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): the same key and body get the first answer again. */
import { createHash } from 'node:crypto'
import { Failure } from '@quint/runtime/failure.ts'
import type { Request } from 'express'
import type { IdempotencyStore, Key } from './idempotency-store.ts'
import { HttpProblem } from './problem.ts'
import type { Reply } from './route.ts'

interface Answering {
  readonly userId: string
  readonly answer: () => Promise<Reply | undefined>
}

export type Idempotency = (request: Request, answering: Answering) => Promise<Reply | undefined>

export function idempotency(store: IdempotencyStore): Idempotency {
  return async (request, { userId, answer }) => {
    const key = request.get('idempotency-key')
    if (key === undefined) return answer()
    if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new Failure('invalid', 'Idempotency-Key must be 1 to 255 visible ASCII characters.')
    const known = await store.claim({ userId, key, fingerprint: fingerprint(request) })
    if (known.kind === 'other')
      throw new HttpProblem(422, 'idempotency', { title: 'Key used before', detail: 'This Idempotency-Key came with another request.' })
    if (known.kind === 'running') throw new Failure('conflict', 'The first request with this Idempotency-Key is still running.')
    if (known.kind === 'answered') return { status: known.status, body: JSON.parse(known.body) as unknown }
    return first(store, { userId, key }, answer)
  }
}

function fingerprint(request: Request): Buffer {
  return createHash('sha256')
    .update(`${request.method} ${request.path}\n${JSON.stringify(request.body ?? null)}`)
    .digest()
}

async function first(store: IdempotencyStore, key: Key, answer: Answering['answer']): Promise<Reply | undefined> {
  try {
    const reply = await answer()
    if (reply !== undefined) await store.remember(key, { status: reply.status, body: JSON.stringify(reply.body ?? null) })
    return reply
  } catch (error) {
    // Nothing was created, so the key is free for another try.
    await store.release(key)
    throw error
  }
}
