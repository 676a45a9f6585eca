/** The SQL of a learner's overview: two queries over an index, whatever the number of sessions in the table. */
import type { Tx } from '@quint/db/database.ts'
import { type SessionRow, sessionColumns } from './store.ts'
import type { Stretch } from './streak.ts'

export interface Summary {
  readonly completedSessions: number
  /** Sums of words over all completed sessions: earth, fire, air, water. */
  readonly words: readonly number[]
  readonly additions: number
  readonly active: readonly Stretch[]
}

export interface RecentCompleted {
  readonly words: readonly number[]
  readonly additions: number
  /** protobuf-JSON. */
  readonly findings: readonly { readonly code?: string }[]
}

/** Active days in stretches: as many rows as there were gaps, whatever the years. */
const activeStretches = `coalesce((
  select jsonb_agg(jsonb_build_object('first', first, 'days', days) order by first) from (
    select min(number) as first, count(*) as days from (
      select day - date '1970-01-01' as number, day - date '1970-01-01' - row_number() over (order by day) as island
      from active_days where user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
    ) numbered group by island
  ) stretch), '[]')`

export async function stretches(tx: Tx): Promise<readonly Stretch[]> {
  const rows = await tx.query<{ stretches: readonly Stretch[] }>(`select ${activeStretches} as stretches`)
  return rows[0]?.stretches ?? []
}

const mine = `user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)`

export function recentSessions(tx: Tx, limit: number): Promise<SessionRow[]> {
  return tx.query<SessionRow>(`select ${sessionColumns} from sessions where ${mine} order by started_at desc, id desc limit $1`, [limit])
}

/** The last ten completed sessions, newest first. */
export function recentCompleted(tx: Tx): Promise<RecentCompleted[]> {
  return tx.query<RecentCompleted>(
    `select words, additions, findings from sessions where ${mine} and status = 'completed' order by ended_at desc limit $1`,
    [10],
  )
}

export async function summary(tx: Tx): Promise<Summary> {
  const rows = await tx.query<Summary>(
    `select count(*)::int as "completedSessions",
       array[coalesce(sum(words[1]), 0), coalesce(sum(words[2]), 0), coalesce(sum(words[3]), 0), coalesce(sum(words[4]), 0)]::float8[] as words,
       coalesce(sum(additions), 0)::int as additions,
       ${activeStretches} as active
     from sessions where ${mine} and status = $1`,
    ['completed'],
  )
  return rows[0] ?? { completedSessions: 0, words: [0, 0, 0, 0], additions: 0, active: [] }
}

export interface WeekRow {
  /** "YYYY-MM-DD". */
  readonly monday: string
  readonly sessions: number
  /** Words an answer: earth, fire, air, water. */
  readonly averageWords: readonly number[]
  readonly averageAdditions: number
}

/**
 * Of the last twelve weeks those with a completed session, oldest first: so few rows are read, however many there are. In the order of their
 * index, or the planner, which cannot know whose they are, may read all of a learner's sessions for it.
 */
export async function weeks(tx: Tx): Promise<WeekRow[]> {
  const average = (element: number): string => `round(avg(words[${element}]) / 3, 1)::float8`
  const rows = await tx.query<WeekRow>(
    `select to_char(week, 'YYYY-MM-DD') as monday, count(*)::int as sessions,
       array[${[1, 2, 3, 4].map(average).join(', ')}] as "averageWords", round(avg(additions), 1)::float8 as "averageAdditions"
     from (
       select date_trunc('week', coalesce(ended_day, ended_at::date)) as week, words, additions
       from sessions where ${mine} and status = 'completed' and ended_at > now() - interval '91 days' order by ended_at desc
     ) lately group by week order by week desc limit $1`,
    [12],
  )
  return rows.reverse()
}

export interface StatsRow {
  readonly inProgress: number
  readonly completed: number
  readonly abandoned: number
  readonly hints: number
  readonly timeSpentSeconds: number
  /** Earth, fire, air, water. */
  readonly answers: readonly number[]
  readonly words: readonly number[]
  readonly changes: readonly { readonly kind: string; readonly count: number }[]
  readonly imports: number
  readonly active: readonly Stretch[]
}

export async function stats(tx: Tx): Promise<StatsRow> {
  const answered = (element: number): string => `coalesce(sum(least(greatest(prompts_completed - ${(element - 1) * 3}, 0), 3)), 0)`
  const four = (sum: (element: number) => string): string => `array[${[1, 2, 3, 4].map(sum).join(', ')}]::float8[]`
  const byStatus = (status: string): string => `count(*) filter (where status = '${status}')::int`
  const rows = await tx.query<StatsRow>(
    `select ${byStatus('in_progress')} as "inProgress", ${byStatus('completed')} as completed, ${byStatus('abandoned')} as abandoned,
       coalesce(sum(hints), 0)::int as hints, coalesce(sum(time_spent_seconds), 0)::float8 as "timeSpentSeconds",
       ${four(answered)} as answers, ${four((element) => `coalesce(sum(words[${element}]), 0)`)} as words,
       coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'count', times) order by times desc, kind) from (
         select added->>'kind' as kind, count(*) as times from sessions changed, jsonb_array_elements(changed.change->'added') as added
         where changed.${mine} and changed.change is not null and added->>'kind' is not null group by 1) kinds), '[]') as changes,
       (select count(*)::int from imported_submissions where ${mine}) as imports,
       ${activeStretches} as active
     from sessions where ${mine}`,
  )
  return (
    rows[0] ?? {
      inProgress: 0,
      completed: 0,
      abandoned: 0,
      hints: 0,
      timeSpentSeconds: 0,
      answers: [],
      words: [],
      changes: [],
      imports: 0,
      active: [],
    }
  )
}
