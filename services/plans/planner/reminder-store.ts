/** The SQL of reminders: told once, pushed until they were taken. */
import type { Tx } from '@quint/db/database.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { iso } from './store.ts'

export interface NewReminder {
  readonly eventId: string
  readonly title: string
  readonly startsAt: Date
  readonly minutesBefore: number
  readonly dueAt: Date
}

/** @returns its id; undefined when it was told before. */
export async function insertReminder(tx: Tx, userId: string, reminder: NewReminder): Promise<string | undefined> {
  const rows = await tx.query<{ id: string }>(
    `insert into reminders (id, user_id, event_id, title, starts_at, minutes_before, due_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (event_id, starts_at, minutes_before) do nothing returning id`,
    [uuidv7(), userId, reminder.eventId, reminder.title, reminder.startsAt, reminder.minutesBefore, reminder.dueAt],
  )
  return rows[0]?.id
}

export interface ReminderRow {
  readonly id: string
  readonly eventId: string
  readonly title: string
  readonly startDate: string
  readonly dueAt: string
  /** Microseconds since 1970. */
  readonly at: number
}

const reminderColumns = `id, event_id as "eventId", title, ${iso('starts_at')} as "startDate", ${iso('due_at')} as "dueAt",
  (extract(epoch from created_at) * 1000000)::bigint as at`

export function listReminders(
  tx: Tx,
  userId: string,
  { at, id, limit }: { readonly at: number; readonly id: string; readonly limit: number },
): Promise<ReminderRow[]> {
  return tx.query<ReminderRow>(
    `select ${reminderColumns} from reminders
     where user_id = $1 and ($2::bigint = 0 or (created_at, id) < (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
     order by created_at desc, id desc limit $4 + 1`,
    [userId, at, id, limit],
  )
}

export interface Claim {
  readonly id: string
  readonly at: Date
  /** Until then nobody else takes it. */
  readonly until: Date
}

export interface ClaimedReminder extends ReminderRow {
  readonly tries: number
  /** Ids of the subscriptions that have not got it; null: of none yet. */
  readonly pushTo: readonly string[] | null
}

/** Undefined when it was pushed, is gone, waits for a later moment, or is in another instance's hands. */
export async function claimReminder(tx: Tx, userId: string, { id, at, until }: Claim): Promise<ClaimedReminder | undefined> {
  const rows = await tx.query<ClaimedReminder>(
    `update reminders set push_after = $4
     where user_id = $1 and id = $2 and pushed_at is null and (push_after is null or push_after <= $3)
     returning ${reminderColumns}, push_tries as tries, push_to as "pushTo"`,
    [userId, id, at, until],
  )
  return rows[0]
}

export function unpushed(
  tx: Tx,
  { at, most }: { readonly at: Date; readonly most: number },
): Promise<{ readonly reminderId: string; readonly userId: string }[]> {
  return tx.query('select reminder_id as "reminderId", user_id as "userId" from reminders_to_push($1, $2)', [at, most])
}

export async function markPushed(tx: Tx, userId: string, id: string): Promise<void> {
  await tx.query('update reminders set pushed_at = now() where user_id = $1 and id = $2', [userId, id])
}

export interface Postponed {
  readonly id: string
  readonly after: Date
  /** Ids of subscriptions. */
  readonly to: readonly string[]
}

export async function postponePush(tx: Tx, userId: string, { id, after, to }: Postponed): Promise<void> {
  await tx.query('update reminders set push_after = $3, push_to = $4::uuid[], push_tries = push_tries + 1 where user_id = $1 and id = $2', [
    userId,
    id,
    after,
    to,
  ])
}

export async function backlog(tx: Tx, at: Date): Promise<{ readonly overdueSeconds: number; readonly unpushed: number }> {
  const rows = await tx.query<{ overdueSeconds: number; unpushed: number }>(
    'select overdue_seconds as "overdueSeconds", unpushed from reminder_backlog($1)',
    [at],
  )
  return rows[0] ?? { overdueSeconds: 0, unpushed: 0 }
}
