/** The SQL of the boards: membership under row level security, places through named functions. */
import type { Tx } from '@quint/db/database.ts'
import { type Cursor, pageOf, parseCursor } from '../cursor.ts'
import { stretches } from '../dashboard-store.ts'
import { rfc3339 } from '../store.ts'
import { runOf } from '../streak.ts'

export const windows = { week: 7, month: 30, all: 36_500 } as const
export type Window = keyof typeof windows
export const metrics = ['streak', 'sessions', 'depth', 'change'] as const
export type Metric = (typeof metrics)[number]

/** A board of fewer would say who is on it. */
export const fewest = 5

/** Where the streak stands, kept so that a board reads one row a learner. Called in the transaction that adds an active day. */
export async function keepStreak(tx: Tx, userId: string): Promise<void> {
  const run = runOf(await stretches(tx))
  if (run === undefined) return
  await tx.query(
    `insert into streaks (user_id, length, credit, last_day, longest) values ($1, $2, $3, $4::date, $5)
     on conflict (user_id) do update set length = excluded.length, credit = excluded.credit, last_day = excluded.last_day, longest = excluded.longest`,
    [userId, run.length, run.credit, run.lastDay, run.longest],
  )
}

/** Undefined for a learner who has not joined. */
export async function memberName(tx: Tx, userId: string): Promise<string | undefined> {
  const rows = await tx.query<{ readonly pseudonym: string }>('select pseudonym from board_members where user_id = $1', [userId])
  return rows[0]?.pseudonym
}

export async function join(tx: Tx, userId: string, pseudonym: string): Promise<void> {
  await tx.query(
    'insert into board_members (user_id, pseudonym) values ($1, $2) on conflict (user_id) do update set pseudonym = excluded.pseudonym',
    [userId, pseudonym],
  )
  await tx.query('update board_places set pseudonym = $2 where user_id = $1', [userId, pseudonym])
  await keepStreak(tx, userId)
}

/** Another member has the name. */
export function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505'
}

/** Off every board in the same moment. */
export async function leave(tx: Tx, userId: string): Promise<void> {
  await tx.query('delete from board_members where user_id = $1', [userId])
}

export interface PlaceRow extends Cursor {
  readonly pseudonym: string
  readonly value: number
  readonly own: boolean
  readonly computedAt: string
}

const placeColumns = (own: string): string => `place as at, mark as id, pseudonym, value, ${own} as own, ${rfc3339('computed_at')} as "computedAt"`

export interface BoardPage {
  readonly window: Window
  readonly metric: Metric
  readonly limit: number
  readonly cursor: string
}

export async function listPlaces(tx: Tx, page: BoardPage): Promise<{ readonly rows: PlaceRow[]; readonly nextCursor: string }> {
  const after = parseCursor(page.cursor)
  const rows = await tx.query<PlaceRow>(
    `select ${placeColumns('own')} from board_page($1, $2, least($3::bigint, 2147483647)::int, $4::uuid, $5::int, $6::int)`,
    [page.window, page.metric, after.at, after.id, page.limit + 1, fewest],
  )
  return pageOf(rows, page.limit)
}

export async function ownPlace(tx: Tx, userId: string, { window, metric }: Pick<BoardPage, 'window' | 'metric'>): Promise<PlaceRow | undefined> {
  const rows = await tx.query<PlaceRow>(`select ${placeColumns('true')} from board_places where user_id = $1 and span = $2 and metric = $3`, [
    userId,
    window,
    metric,
  ])
  return rows[0]
}

/** @returns how many places the board of this window has now; 0 also when somebody else is computing it. */
export async function computeBoard(tx: Tx, window: Window): Promise<number> {
  const rows = await tx.query<{ readonly made: number }>('select compute_board($1, (current_date - $2::int)::date, $2::int) as made', [
    window,
    windows[window],
  ])
  return rows[0]?.made ?? 0
}
