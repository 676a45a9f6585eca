/** The SQL of idempotency keys. */
import type { Database } from '@quint/db/database.ts'

export interface Key {
  readonly userId: string
  readonly key: string
}

type Claim =
  /** `effectId`: the same for every try under the key. */
  | { readonly kind: 'fresh'; readonly effectId: string }
  | { readonly kind: 'running' }
  | { readonly kind: 'other' }
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }

export interface IdempotencyStore {
  claim(request: Key & { readonly fingerprint: Buffer; readonly effectId: string }): Promise<Claim>
  remember(key: Key, answer: { readonly status: number; readonly body: string }): Promise<void>
  /** Nothing was done: the key is as if it had not been used. */
  forget(key: Key): Promise<void>
  /** What was done is not known: the next try under the key has the same effect. */
  release(key: Key): Promise<void>
}

interface Row {
  readonly same: boolean
  readonly status: number | null
  readonly body: string | null
}

export function openIdempotencyStore(database: Database): IdempotencyStore {
  return {
    claim: ({ userId, key, fingerprint, effectId }) =>
      database.asLearner(userId, async (tx) => {
        await tx.query("delete from idempotency_keys where user_id = $1 and key = $2 and created_at < now() - interval '1 day'", [userId, key])
        // A claim whose process died is free after a minute; it stays bound to its request and to its effect.
        const [claimed] = await tx.query<{ effectId: string }>(
          `insert into idempotency_keys as known (user_id, key, fingerprint, effect_id) values ($1, $2, $3, $4)
           on conflict (user_id, key) do update set created_at = now(), effect_id = coalesce(known.effect_id, excluded.effect_id)
             where known.status is null and known.fingerprint = excluded.fingerprint and known.created_at < now() - interval '1 minute'
           returning effect_id as "effectId"`,
          [userId, key, fingerprint, effectId],
        )
        if (claimed !== undefined) return { kind: 'fresh', effectId: claimed.effectId }
        const [row] = await tx.query<Row>('select fingerprint = $3 as same, status, body from idempotency_keys where user_id = $1 and key = $2', [
          userId,
          key,
          fingerprint,
        ])
        if (row === undefined) return { kind: 'running' }
        if (!row.same) return { kind: 'other' }
        return row.status === null ? { kind: 'running' } : { kind: 'answered', status: row.status, body: row.body ?? 'null' }
      }),
    remember: ({ userId, key }, answer) =>
      database.asLearner(userId, async (tx) => {
        await tx.query('update idempotency_keys set status = $3, body = $4 where user_id = $1 and key = $2', [
          userId,
          key,
          answer.status,
          answer.body,
        ])
      }),
    forget: ({ userId, key }) =>
      database.asLearner(userId, async (tx) => {
        await tx.query('delete from idempotency_keys where user_id = $1 and key = $2', [userId, key])
      }),
    release: ({ userId, key }) =>
      database.asLearner(userId, async (tx) => {
        await tx.query("update idempotency_keys set created_at = now() - interval '2 minutes' where user_id = $1 and key = $2 and status is null", [
          userId,
          key,
        ])
      }),
  }
}
