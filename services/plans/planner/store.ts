/** The SQL of the planner: events, the feed's secret, and where browsers take pushes. */
import type { Tx } from '@quint/db/database.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import type { PlannerEvent } from './event.ts'

export const iso = (column: string): string => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const columns = `id, title, description, subject, type, ${iso('starts_at')} as "startDate", ${iso('ends_at')} as "endDate", rrule, time_zone as "timeZone",
  remind_minutes_before as "remindMinutesBefore", array(select ${iso('c')} from unnest(completed) as c order by c) as completed, sequence,
  ${iso('updated_at')} as "updatedAt"`

/** Events that may have an occurrence before the end: those that recur, and those that end after the start. */
export function eventsBetween(tx: Tx, userId: string, { from, to }: { readonly from: Date; readonly to: Date }): Promise<PlannerEvent[]> {
  return tx.query<PlannerEvent>(
    `select ${columns} from planner_events where user_id = $1 and starts_at < $3 and (rrule <> '' or ends_at >= $2) order by starts_at, id limit 5000`,
    [userId, from, to],
  )
}

export async function countEvents(tx: Tx, userId: string): Promise<number> {
  const rows = await tx.query<{ count: number }>('select count(*)::integer as count from planner_events where user_id = $1', [userId])
  return rows[0]?.count ?? 0
}

export async function findEvent(tx: Tx, userId: string, id: string): Promise<PlannerEvent | undefined> {
  const rows = await tx.query<PlannerEvent>(`select ${columns} from planner_events where user_id = $1 and id = $2::uuid`, [userId, id])
  return rows[0]
}

export interface SavedEvent {
  readonly event: PlannerEvent
  readonly nextReminderAt: Date | undefined
  readonly importedUid?: string
}

/** One that is there already becomes what is given, and its sequence grows; what is imported again stays done. */
export async function saveEvent(tx: Tx, userId: string, { event, nextReminderAt, importedUid = '' }: SavedEvent): Promise<PlannerEvent> {
  const target = importedUid === '' ? '(id)' : "(user_id, imported_uid) where imported_uid <> ''"
  const rows = await tx.query<PlannerEvent>(
    `insert into planner_events (id, user_id, title, description, subject, type, starts_at, ends_at, rrule, time_zone, remind_minutes_before, completed,
       next_reminder_at, imported_uid)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::timestamptz[], $13, $14)
     on conflict ${target} do update set title = excluded.title, description = excluded.description, subject = excluded.subject, type = excluded.type,
       starts_at = excluded.starts_at, ends_at = excluded.ends_at, rrule = excluded.rrule, time_zone = excluded.time_zone,
       remind_minutes_before = excluded.remind_minutes_before,
       completed = case when excluded.imported_uid = '' then excluded.completed else planner_events.completed end, next_reminder_at = excluded.next_reminder_at,
       sequence = planner_events.sequence + 1, updated_at = now()
     returning ${columns}`,
    [
      event.id,
      userId,
      event.title,
      event.description,
      event.subject,
      event.type,
      event.startDate,
      event.endDate,
      event.rrule,
      event.timeZone,
      event.remindMinutesBefore,
      event.completed,
      nextReminderAt ?? null,
      importedUid,
    ],
  )
  const [row] = rows
  if (row === undefined) throw new Error('an event was not written')
  return row
}

export async function deleteEvent(tx: Tx, userId: string, id: string): Promise<boolean> {
  const rows = await tx.query('delete from planner_events where user_id = $1 and id = $2::uuid returning 1', [userId, id])
  return rows.length > 0
}

/** The one that is there, unless it is to be another. */
export async function feedSecret(
  tx: Tx,
  userId: string,
  { secret, replace }: { readonly secret: string; readonly replace: boolean },
): Promise<string> {
  const rows = await tx.query<{ secret: string }>(
    `insert into feeds (user_id, secret) values ($1, $2)
     on conflict (user_id) do update set secret = case when $3 then excluded.secret else feeds.secret end returning secret`,
    [userId, secret, replace],
  )
  return rows[0]?.secret ?? secret
}

export async function feedOwner(tx: Tx, secret: string): Promise<string | undefined> {
  const rows = await tx.query<{ userId: string }>('select user_id as "userId" from feed_owner($1)', [secret])
  return rows[0]?.userId
}

export interface DueEvent {
  readonly eventId: string
  readonly userId: string
}

export function dueEvents(tx: Tx, { at, most }: { readonly at: Date; readonly most: number }): Promise<DueEvent[]> {
  return tx.query<DueEvent>('select event_id as "eventId", user_id as "userId" from due_reminders($1, $2)', [at, most])
}

/** Undefined when it is gone, not due any more, or in another instance's hands. */
export async function takeDueEvent(tx: Tx, userId: string, { eventId, at }: { readonly eventId: string; readonly at: Date }) {
  const rows = await tx.query<PlannerEvent & { readonly since: Date }>(
    `select ${columns}, next_reminder_at as since from planner_events where user_id = $1 and id = $2 and next_reminder_at <= $3 for update skip locked`,
    [userId, eventId, at],
  )
  return rows[0]
}

export async function setNextReminder(
  tx: Tx,
  userId: string,
  { eventId, at }: { readonly eventId: string; readonly at: Date | undefined },
): Promise<void> {
  await tx.query('update planner_events set next_reminder_at = $3 where user_id = $1 and id = $2', [userId, eventId, at ?? null])
}

export interface Subscription {
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
}

const mostSubscriptions = 10

/** The oldest goes when there are too many. */
export async function saveSubscription(tx: Tx, userId: string, { endpoint, p256dh, auth }: Subscription): Promise<void> {
  await tx.query(
    `insert into push_subscriptions (id, user_id, endpoint, p256dh, auth) values ($1, $2, $3, $4, $5)
     on conflict (user_id, endpoint) do update set p256dh = excluded.p256dh, auth = excluded.auth`,
    [uuidv7(), userId, endpoint, p256dh, auth],
  )
  await tx.query(
    `delete from push_subscriptions where user_id = $1 and id not in
       (select id from push_subscriptions where user_id = $1 order by created_at desc, id desc limit $2)`,
    [userId, mostSubscriptions],
  )
}

export interface KeptSubscription extends Subscription {
  readonly id: string
}

export function subscriptionsOf(tx: Tx, userId: string): Promise<KeptSubscription[]> {
  return tx.query<KeptSubscription>('select id, endpoint, p256dh, auth from push_subscriptions where user_id = $1 order by created_at', [userId])
}

export async function deleteSubscription(tx: Tx, userId: string, endpoint: string): Promise<void> {
  await tx.query('delete from push_subscriptions where user_id = $1 and endpoint = $2', [userId, endpoint])
}

export interface PushKeys {
  readonly publicKey: string
  readonly privateKey: string
}

/** The mesh has one pair; the first instance to ask makes it. */
export async function pushKeys(tx: Tx, made: PushKeys): Promise<PushKeys> {
  await tx.query('insert into push_keys (id, public_key, private_key) values (1, $1, $2) on conflict (id) do nothing', [
    made.publicKey,
    made.privateKey,
  ])
  const rows = await tx.query<PushKeys>('select public_key as "publicKey", private_key as "privateKey" from push_keys where id = 1')
  return rows[0] ?? made
}
