/** The SQL of what learners say of problems: their own, votes, notes and comments. */
import type { Tx } from '@quint/db/database.ts'
import type { Problem } from '../catalogue/problem.ts'

export interface Counts {
  readonly problemId: string
  readonly upvotes: number
  readonly tooHard: number
  readonly goodIntro: number
  readonly patternPractice: number
  readonly comments: number
}

export function countsOf(tx: Tx, ids: readonly string[]): Promise<Counts[]> {
  return tx.query<Counts>(
    `select problem_id as "problemId", upvotes, too_hard as "tooHard", good_intro as "goodIntro", pattern_practice as "patternPractice", comments
     from problem_counts($1)`,
    [ids],
  )
}

export async function upvotedOf(tx: Tx, userId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }>('select problem_id as id from upvotes where user_id = $1 and problem_id = any ($2)', [userId, ids])
  return new Set(rows.map(({ id }) => id))
}

export async function setUpvote(tx: Tx, userId: string, { problemId, up }: { readonly problemId: string; readonly up: boolean }): Promise<void> {
  if (up) await tx.query('insert into upvotes (user_id, problem_id) values ($1, $2) on conflict do nothing', [userId, problemId])
  else await tx.query('delete from upvotes where user_id = $1 and problem_id = $2', [userId, problemId])
}

const ownColumns = `id, title, link, topic, difficulty, patterns, 'own' as source, minutes`

export function ownProblems(tx: Tx, userId: string): Promise<Problem[]> {
  return tx.query<Problem>(`select ${ownColumns} from own_problems where user_id = $1 order by id`, [userId])
}

export async function findOwn(tx: Tx, userId: string, id: string): Promise<Problem | undefined> {
  const rows = await tx.query<Problem>(`select ${ownColumns} from own_problems where user_id = $1 and id = $2::uuid`, [userId, id])
  return rows[0]
}

/** A problem that is told again under its id is the same problem. */
export async function insertOwn(tx: Tx, userId: string, { id, title, link, topic, difficulty, patterns, minutes }: Problem): Promise<void> {
  await tx.query(
    `insert into own_problems (id, user_id, title, link, topic, difficulty, patterns, minutes) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (id) do nothing`,
    [id, userId, title, link, topic, difficulty, patterns, minutes],
  )
}

export async function deleteOwn(tx: Tx, userId: string, id: string): Promise<boolean> {
  const rows = await tx.query('delete from own_problems where user_id = $1 and id = $2::uuid returning 1', [userId, id])
  return rows.length > 0
}

export async function findNotes(tx: Tx, userId: string, problemId: string): Promise<string> {
  const rows = await tx.query<{ notes: string }>('select notes from problem_notes where user_id = $1 and problem_id = $2', [userId, problemId])
  return rows[0]?.notes ?? ''
}

export async function putNotes(tx: Tx, userId: string, { problemId, notes }: { readonly problemId: string; readonly notes: string }): Promise<void> {
  await tx.query(
    `insert into problem_notes (user_id, problem_id, notes) values ($1, $2, $3)
     on conflict (user_id, problem_id) do update set notes = excluded.notes, updated_at = now()`,
    [userId, problemId, notes],
  )
}
