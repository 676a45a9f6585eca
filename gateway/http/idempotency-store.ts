/** The SQL of idempotency keys. */
import type { Database } from '@quint/db/database.ts'

export interface Key {
  readonly userId: string
  readonly key: string
}

type Claim = { readonly kind: 'fresh' | 'running' | 'other' } | { readonly kind: 'answered'; readonly status: number; readonly body: string }

export interface IdempotencyStore {
  claim(request: Key & { readonly fingerprint: Buffer }): Promise<Claim>
  remember(key: Key, answer: { readonly status: number; readonly body: string }): Promise<void>
  release(key: Key): Promise<void>
}

interface Row {
  readonly same: boolean
  readonly status: number | null
  readonly body: string | null
}

export function openIdempotencyStore(database: Database): IdempotencyStore {
  return {
    claim: ({ userId, key, fingerprint }) =>
      database.asLearner(userId, async (tx) => {
        // A claim whose process died is free after a minute, an answer after a day.
        await tx.query(
          `delete from idempotency_keys where user_id = $1 and key = $2
           and created_at < now() - case when status is null then interval '1 minute' else interval '1 day' end`,
          [userId, key],
        )
        const fresh = await tx.query(
          'insert into idempotency_keys (user_id, key, fingerprint) values ($1, $2, $3) on conflict do nothing returning key',
          [userId, key, fingerprint],
        )
        if (fresh.length === 1) return { kind: 'fresh' }
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
    release: ({ userId, key }) =>
      database.asLearner(userId, async (tx) => {
        await tx.query('delete from idempotency_keys where user_id = $1 and key = $2', [userId, key])
      }),
  }
}
