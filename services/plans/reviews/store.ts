/** The SQL of reviews: cards, grades, and what was seen of the learner elsewhere. */
import type { Tx } from '@quint/db/database.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import type { GradeName, Memory } from './card.ts'

export interface CardRow extends Memory {
  readonly id: string
  readonly problemId: string
  readonly title: string
  readonly link: string
  readonly topic: string
  readonly difficulty: string
}

const columns = `id, problem_id as "problemId", title, link, topic, difficulty, due::text as due, stability, hardness, reps, lapses, state,
  last_day::text as "lastDay"`

export function dueCards(tx: Tx, userId: string, day: string): Promise<CardRow[]> {
  return tx.query<CardRow>(`select ${columns} from review_cards where user_id = $1 and due <= $2::date order by due, id`, [userId, day])
}

export async function countDue(tx: Tx, userId: string, day: string): Promise<number> {
  const rows = await tx.query<{ count: number }>('select count(*) as count from review_cards where user_id = $1 and due <= $2::date', [userId, day])
  return rows[0]?.count ?? 0
}

export async function findCard(
  tx: Tx,
  userId: string,
  where: { readonly id: string } | { readonly problemId: string },
): Promise<CardRow | undefined> {
  const rows =
    'id' in where
      ? await tx.query<CardRow>(`select ${columns} from review_cards where user_id = $1 and id = $2::uuid`, [userId, where.id])
      : await tx.query<CardRow>(`select ${columns} from review_cards where user_id = $1 and problem_id = $2`, [userId, where.problemId])
  return rows[0]
}

export async function saveCard(tx: Tx, userId: string, card: CardRow): Promise<void> {
  await tx.query(
    `insert into review_cards (id, user_id, problem_id, title, link, topic, difficulty, due, stability, hardness, reps, lapses, state, last_day)
     values ($1, $2, $3, $4, $5, $6, $7, $8::date, $9, $10, $11, $12, $13, $14::date)
     on conflict (user_id, problem_id) do update set due = excluded.due, stability = excluded.stability, hardness = excluded.hardness,
       reps = excluded.reps, lapses = excluded.lapses, state = excluded.state, last_day = excluded.last_day`,
    [
      card.id,
      userId,
      card.problemId,
      card.title,
      card.link,
      card.topic,
      card.difficulty,
      card.due,
      card.stability,
      card.hardness,
      card.reps,
      card.lapses,
      card.state,
      card.lastDay,
    ],
  )
}

export interface GradeRow {
  readonly cardId: string
  readonly userId: string
  readonly grade: GradeName
  readonly day: string
  readonly elapsedDays: number
}

export async function insertGrade(tx: Tx, { cardId, userId, grade, day, elapsedDays }: GradeRow): Promise<void> {
  await tx.query(
    `insert into review_grades (id, card_id, user_id, grade, day, elapsed_days) values ($1, $2, $3, $4, $5::date, $6) on conflict (card_id, day) do nothing`,
    [uuidv7(), cardId, userId, grade, day, elapsedDays],
  )
}

export interface DayRow {
  readonly day: string
  readonly reviews: number
  readonly remembered: number
}

/** First grades are not remembering: what was new is left out. */
export function gradedDays(tx: Tx, userId: string, since: string): Promise<DayRow[]> {
  return tx.query<DayRow>(
    `select day::text as day, count(*)::integer as reviews, count(*) filter (where grade <> 'again')::integer as remembered
     from review_grades where user_id = $1 and day >= $2::date and elapsed_days > 0 group by 1 order by 1`,
    [userId, since],
  )
}

export function dueDays(tx: Tx, userId: string, { from, until }: { readonly from: string; readonly until: string }): Promise<DayRow[]> {
  return tx.query<DayRow>(
    `select greatest(due, $2::date)::text as day, count(*)::integer as reviews, 0 as remembered
     from review_cards where user_id = $1 and due <= $3::date group by 1 order by 1`,
    [userId, from, until],
  )
}

export async function countCards(tx: Tx, userId: string): Promise<number> {
  const rows = await tx.query<{ count: number }>('select count(*)::integer as count from review_cards where user_id = $1', [userId])
  return rows[0]?.count ?? 0
}

export interface Signal {
  readonly source: 'coach' | 'interview' | 'import' | 'quiz'
  readonly ref: string
  readonly problemId: string
  readonly topics: readonly string[]
  readonly outcome: 'solved' | 'failed' | 'met'
  readonly weakest: string
}

/** @returns whether it says something new. */
export async function noteSignal(tx: Tx, userId: string, { source, ref, problemId, topics, outcome, weakest }: Signal): Promise<boolean> {
  const rows = await tx.query(
    `insert into signals (user_id, source, ref, problem_id, topics, outcome, weakest) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (user_id, source, ref) do nothing returning 1`,
    [userId, source, ref, problemId, topics, outcome, weakest],
  )
  return rows.length > 0
}

/** What a session was about is known when it starts, and how it went when it ends. */
export async function noteWeakest(tx: Tx, userId: string, { ref, weakest }: Pick<Signal, 'ref' | 'weakest'>): Promise<void> {
  await tx.query(`update signals set weakest = $3, at = now() where user_id = $1 and source = 'coach' and ref = $2`, [userId, ref, weakest])
}

/** The latest first. */
export function recentSignals(tx: Tx, userId: string, most: number): Promise<Signal[]> {
  return tx.query<Signal>(
    `select source, ref, problem_id as "problemId", topics, outcome, weakest from signals where user_id = $1 order by at desc, ref limit $2`,
    [userId, most],
  )
}

/** Problems that the learner has solved somewhere, or that come back as reviews. */
export async function knownProblems(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select problem_id as id from signals where user_id = $1 and outcome = 'solved' and problem_id <> ''
     union select problem_id from review_cards where user_id = $1`,
    [userId],
  )
  return rows.map(({ id }) => id)
}
