/** The SQL of the ledger of erasures: which account was deleted when, and which services have erased what they held. Ids only. */
import type { Database, Tx } from '@quint/db/database.ts'

export interface Asked {
  readonly userId: string
  readonly by: 'learner' | 'admin'
  readonly services: readonly string[]
}

export interface Step {
  readonly service: string
  /** RFC 3339; null while the service has not said so. */
  readonly doneAt: string | null
}

export interface Erasure {
  readonly userId: string
  readonly askedAt: string
  readonly askedBy: 'learner' | 'admin'
  readonly doneAt: string | null
  readonly steps: readonly Step[]
}

/** In the transaction of the deletion. */
export async function openErasure(tx: Tx, { userId, by, services }: Asked): Promise<void> {
  await actFor(tx, userId)
  await tx.query('insert into erasures (user_id, asked_by) values ($1, $2) on conflict do nothing', [userId, by])
  await tx.query('insert into erasure_steps (user_id, service) select $1::uuid, unnest($2::text[]) on conflict do nothing', [userId, services])
}

/** A second word of the same service changes nothing; that of a service that was not asked is kept as well. */
export async function markErased(tx: Tx, { userId, service }: { readonly userId: string; readonly service: string }): Promise<void> {
  await actFor(tx, userId)
  // The last two services to finish must see each other.
  const known = await tx.query('select 1 from erasures where user_id = $1 for update', [userId])
  if (known.length === 0) return
  await tx.query(
    `insert into erasure_steps as step (user_id, service, done_at) values ($1, $2, clock_timestamp())
     on conflict (user_id, service) do update set done_at = coalesce(step.done_at, excluded.done_at)`,
    [userId, service],
  )
  await tx.query(
    `update erasures set done_at = clock_timestamp()
     where user_id = $1 and done_at is null and not exists (select from erasure_steps where user_id = $1 and done_at is null)`,
    [userId],
  )
}

export interface ErasurePage {
  readonly open: boolean
  readonly before: { readonly at: string; readonly id: string } | undefined
  readonly most: number
}

export function listErasures(database: Database, { open, before, most }: ErasurePage): Promise<Erasure[]> {
  return database.asService((tx) =>
    tx.query<Erasure>(
      `select user_id as "userId", ${rfc3339('asked_at')} as "askedAt", asked_by as "askedBy", ${rfc3339('done_at')} as "doneAt", steps
       from list_erasures($1, $2::timestamptz, $3::uuid, $4)`,
      [open, before?.at ?? null, before?.id ?? null, most],
    ),
  )
}

export interface Waiting {
  readonly service: string
  readonly waiting: number
  readonly oldestSeconds: number
}

export function waitingErasures(database: Database): Promise<Waiting[]> {
  return database.query<Waiting>('select service, waiting, oldest_seconds as "oldestSeconds" from waiting_erasures()')
}

/** How many were asked for longer ago than that and are not done everywhere. */
export async function countLateErasures(database: Database, seconds: number): Promise<number> {
  const rows = await database.query<{ n: number }>('select late_erasures($1) as n', [seconds])
  return rows[0]?.n ?? 0
}

const rfc3339 = (column: string): string => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

async function actFor(tx: Tx, userId: string): Promise<void> {
  await tx.query("select set_config('app.user_id', $1, true)", [userId])
}
