/** The SQL of profiles: what learners say of themselves, what others may see, when they were last here. */
import type { Database, Tx } from '@quint/db/database.ts'
import { type User, userColumns } from '../store.ts'
import type { Chosen } from './preferences.ts'
import type { PublicUser } from './user.ts'

export interface Profile {
  readonly displayName: string
  readonly timeZone: string
  readonly avatarColor: string | null
  readonly subjects: readonly string[]
  readonly preferences: Chosen
}

/** Until the transaction ends, nobody else changes the account. */
export async function lockUser(tx: Tx, id: string): Promise<User | undefined> {
  const [row] = await tx.query<User>(`select ${userColumns} from users where user_id = $1 for update`, [id])
  return row
}

/** Nothing is chosen by who is not there. */
export async function findChosen(tx: Tx, id: string): Promise<Chosen> {
  const [row] = await tx.query<{ preferences: Chosen }>('select preferences from users where user_id = $1', [id])
  return row?.preferences ?? {}
}

export async function putProfile(tx: Tx, id: string, profile: Profile): Promise<User | undefined> {
  const [row] = await tx.query<User>(
    `update users set display_name = $2, time_zone = $3, avatar_color = $4, subjects = $5, preferences = $6::jsonb,
       profile_version = profile_version + 1, updated_at = now() where user_id = $1 returning ${userColumns}`,
    [id, profile.displayName, profile.timeZone, profile.avatarColor, profile.subjects, JSON.stringify(profile.preferences)],
  )
  return row
}

/** Undefined for who shows themselves to nobody, and for who is not there. */
export function findPublic(database: Database, id: string): Promise<PublicUser | undefined> {
  return database.asService(async (tx) => {
    const [row] = await tx.query<PublicUser>(
      `select id, display_name as "displayName", avatar_color as "avatarColor", subjects, joined from public_profile($1)`,
      [id],
    )
    return row
  })
}

/** @param everySeconds what was written less than this ago is left as it is. */
export async function touchActivity(tx: Tx, id: string, everySeconds: number): Promise<void> {
  await tx.query(
    `update users set last_active_at = now()
     where user_id = $1 and (last_active_at is null or last_active_at < now() - make_interval(secs => $2::float8))`,
    [id, everySeconds],
  )
}

export async function setStanding(
  tx: Tx,
  id: string,
  standing: { readonly roles: readonly string[]; readonly suspended: boolean },
): Promise<User | undefined> {
  const [row] = await tx.query<User>(
    `update users set roles = $2, suspended_at = case when $3::boolean then coalesce(suspended_at, now()) end, updated_at = now()
     where user_id = $1 returning ${userColumns}`,
    [id, standing.roles, standing.suspended],
  )
  return row
}

/** Those who change who is an administrator come one after another. */
export async function lockAdmins(tx: Tx): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('quint.admins', 0))")
}

export async function hasOtherAdmin(tx: Tx, besides: string): Promise<boolean> {
  const [row] = await tx.query<{ other: boolean }>('select has_other_admin($1) as other', [besides])
  return row?.other === true
}
