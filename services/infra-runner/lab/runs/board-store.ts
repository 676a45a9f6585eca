/** The SQL of the lab's boards: who chose to be on them, their best runs, and the places through named functions. */
import type { Tx } from '@quint/db/database.ts'
import type { RunRow } from './run-store.ts'

/** A board of fewer would say who is on it. */
export const fewest = 5

/** The learner's own name on the boards; undefined when they are not on them. */
export async function memberName(tx: Tx, userId: string): Promise<string | undefined> {
  return (await tx.query<{ pseudonym: string }>('select pseudonym from lab_members where user_id = $1', [userId]))[0]?.pseudonym
}

/** @returns false when another learner has the name. */
export async function join(tx: Tx, userId: string, pseudonym: string): Promise<boolean> {
  const rows = await tx.query(
    `insert into lab_members (user_id, pseudonym) values ($1, $2)
     on conflict do nothing returning 1`,
    [userId, pseudonym],
  )
  return rows.length > 0
}

/** Off every board in the same moment. */
export async function leave(tx: Tx, userId: string): Promise<void> {
  await tx.query('delete from lab_members where user_id = $1', [userId])
}

/** What the learner has reached is kept also while they are on no board. */
export async function keepBest(tx: Tx, { userId, workload, id, operations, messagesPerOperation }: RunRow): Promise<void> {
  await tx.query(
    `insert into lab_bests (user_id, workload, run_id, value, operations) values ($1, $2, $3, $4, $5)
     on conflict (user_id, workload) do update set run_id = excluded.run_id, value = excluded.value, operations = excluded.operations, reached_at = now()
     where excluded.value < lab_bests.value`,
    [userId, workload, id, messagesPerOperation, operations],
  )
}

export interface PlaceRow {
  readonly at: number
  readonly id: string
  readonly pseudonym: string
  readonly value: number
  readonly operations: number
  readonly own: boolean
}

const columns = 'place::float8 as at, mark as id, pseudonym, value, operations, own'

/** One more than asked for when there are more. */
export function listPlaces(
  tx: Tx,
  workload: string,
  page: { readonly at: number; readonly id: string; readonly limit: number },
): Promise<PlaceRow[]> {
  return tx.query<PlaceRow>(`select ${columns} from lab_board($1, $2, $3::bigint, $4::uuid, $5::integer + 1)`, [
    workload,
    fewest,
    page.at,
    page.id,
    page.limit,
  ])
}

export async function ownPlace(tx: Tx, workload: string): Promise<PlaceRow | undefined> {
  return (await tx.query<PlaceRow>(`select ${columns} from lab_place($1, $2)`, [workload, fewest]))[0]
}
