/** The SQL of what is owed to learners: each thing is done by one at a time, and whoever falls silent is replaced. */
import type { Tx } from '@quint/db/database.ts'
import type { Cue, DutyKind } from './stage.ts'

export interface DutyRow {
  readonly seq: number
  readonly kind: DutyKind
  readonly cue: Cue
  readonly driver: string
  /** 0: nobody is at it. */
  readonly heldMs: number
  readonly said: string
}

const columns = `seq, kind, cue, driver, said,
  ceil(greatest(0, extract(epoch from coalesce(held_until, clock_timestamp()) - clock_timestamp()) * 1000))::int as "heldMs"`

/** After so long without a word from whoever is at it, somebody else goes on. */
const holdSeconds = 6

export interface NewDuty {
  readonly seq: number
  readonly kind: DutyKind
  readonly cue: Cue
}

export async function addDuty(tx: Tx, { id, userId }: { readonly id: string; readonly userId: string }, duty: NewDuty): Promise<void> {
  await tx.query('insert into interview_duties (interview_id, seq, user_id, kind, cue) values ($1, $2, $3, $4, $5)', [
    id,
    duty.seq,
    userId,
    duty.kind,
    duty.cue,
  ])
}

export function listDuties(tx: Tx, id: string): Promise<DutyRow[]> {
  return tx.query<DutyRow>(`select ${columns} from interview_duties where interview_id = $1 order by seq`, [id])
}

/** The interview is locked, and nobody is at it. */
export async function takeDuty(tx: Tx, id: string, { seq, driver }: { readonly seq: number; readonly driver: string }): Promise<void> {
  await tx.query(
    `update interview_duties set driver = $3, held_until = clock_timestamp() + make_interval(secs => ${holdSeconds}) where interview_id = $1 and seq = $2`,
    [id, seq, driver],
  )
}

export interface Hold {
  readonly seq: number
  readonly driver: string
  readonly said: string
  readonly release: boolean
}

/** @returns false when it is done, or somebody else is at it. */
export async function holdDuty(tx: Tx, id: string, { seq, driver, said, release }: Hold): Promise<boolean> {
  const rows = await tx.query(
    `update interview_duties set said = case when $4 = '' then said else $4 end, driver = case when $5 then '' else driver end,
       held_until = case when $5 then null else clock_timestamp() + make_interval(secs => ${holdSeconds}) end
     where interview_id = $1 and seq = $2 and driver = $3 returning seq`,
    [id, seq, driver, said, release],
  )
  return rows.length > 0
}

/** @returns what it was; undefined when it is done, or somebody else is at it. */
export async function removeDuty(
  tx: Tx,
  id: string,
  { seq, driver }: { readonly seq: number; readonly driver: string },
): Promise<DutyRow | undefined> {
  const [row] = await tx.query<DutyRow>(
    `delete from interview_duties where interview_id = $1 and seq = $2 and driver = $3 and driver <> '' returning ${columns}`,
    [id, seq, driver],
  )
  return row
}

/** Replies that nobody has begun: what is said next answers what they would have answered too. */
export async function dropUnbegunReplies(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `delete from interview_duties where interview_id = $1 and kind = 'reply' and said = '' and (driver = '' or held_until < clock_timestamp())`,
    [id],
  )
}

/** Whoever writes or says something is not silent any more, unless the interviewer has begun to speak. */
export async function dropUnbegunSilence(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `delete from interview_duties where interview_id = $1 and cue = 'silence' and said = '' and (driver = '' or held_until < clock_timestamp())`,
    [id],
  )
}

/** @returns how many were left alone for so long. */
export async function abandonIdle(tx: Tx, idle: { readonly hours: number; readonly most: number }): Promise<number> {
  const [row] = await tx.query<{ readonly ended: number }>(
    'select abandon_idle_interviews(now() - make_interval(hours => $1::int), $2::int) as ended',
    [idle.hours, idle.most],
  )
  return row?.ended ?? 0
}
