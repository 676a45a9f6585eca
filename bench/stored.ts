/** Fills the mesh's tables with the past of many learners, straight by SQL. */
import { openDatabase, type Tx } from '@quint/db/database.ts'
import { algorithm, answers } from './hint.ts'
import type { BenchLearner } from './learner.ts'

export interface Stored {
  /** With none to eleven answers; the next prompt to answer is the number given. */
  readonly open: readonly (Owned & { readonly promptIndex: number })[]
  /** With all twelve answers, before the hint. */
  readonly answered: readonly Owned[]
  readonly completed: readonly Owned[]
}

export interface Owned {
  readonly learner: BenchLearner
  readonly sessionId: string
}

const total = 100_000
const strangers = 1980
const completedEach = 200
const openEach = 96
const answeredEach = 30

/** The learners get sessions of every kind; strangers have all the others. */
export async function store(adminUrl: string, learners: readonly BenchLearner[]): Promise<Stored> {
  await using admin = openDatabase({ url: adminUrl, maxConnections: 1, statementTimeoutMs: 300_000 })
  const ids = learners.map((learner) => learner.id)
  const own = learners.length * (completedEach + openEach + answeredEach)
  await admin.asService(async (tx) => {
    await tx.query('create temporary table bench_owner (own boolean, n integer, user_id uuid not null, primary key (own, n))')
    await tx.query('insert into bench_owner select true, n - 1, id from unnest($1::uuid[]) with ordinality learner (id, n)', [ids])
    await tx.query('insert into bench_owner select false, n - 1, gen_random_uuid() from generate_series(1, $1::int) n', [strangers])
    await tx.query('analyze bench_owner')
    await insertSessions(tx, { own: true, owners: ids.length, count: learners.length * completedEach, status: 'completed', prompts: 12 })
    await insertSessions(tx, { own: true, owners: ids.length, count: learners.length * openEach, status: 'in_progress', prompts: 'some' })
    await insertSessions(tx, { own: true, owners: ids.length, count: learners.length * answeredEach, status: 'in_progress', prompts: 12 })
    await insertSessions(tx, { own: false, owners: strangers, count: total - own, status: 'completed', prompts: 12 })
    await insertResponses(tx)
    await insertHints(tx)
  })
  for (const name of ['sessions.sessions', 'sessions.responses', 'hints.hints']) await admin.asService((tx) => tx.query(`analyze ${name}`))
  return await admin.asService((tx) => read(tx, learners))
}

interface Kind {
  readonly own: boolean
  readonly owners: number
  readonly count: number
  readonly status: string
  /** 'some' is none to eleven. */
  readonly prompts: 12 | 'some'
}

async function insertSessions(tx: Tx, { own, owners, count, status, prompts }: Kind): Promise<void> {
  const { title, url, site, slug, statement, difficulty } = algorithm
  const done = status === 'completed'
  await tx.query(
    `insert into sessions.sessions (id, user_id, algorithm_title, algorithm_url, site, slug, statement, difficulty, tags, status, prompts_completed,
       time_spent_seconds, words, hint_requested_at, highest_tier, final_response, additions, search, started_at, touched_at, ended_at, ended_day)
     select uuidv7(), o.user_id, $2 || ' ' || i % 300, $3, $4, $5, $6, $7, array['array'], $8, t.prompts, t.prompts * 30, array_fill(t.prompts * 5, array[4]), case when $10 then t.at end,
       case when $10 then 1 else 0 end, case when $10 then 'I would look at it once.' end, case when $10 then 2 else 0 end,
       array_to_tsvector(array['sum', 'two', '@' || o.user_id]),
       case when $10 then t.at else now() end, case when $10 then t.at else now() end, case when $10 then t.at + interval '20 minutes' end,
       case when $10 then t.at::date end
     from generate_series(1, $1::int) i
     join lateral (select now() - interval '1 day' - i * interval '97 seconds' as at, coalesce($9::int, i / $12::int % 12) as prompts) t on true
     join bench_owner o on o.own = $11 and o.n = i % $12::int`,
    [count, title, url, site, slug, statement, difficulty, status, prompts === 'some' ? null : prompts, done, own, owners],
  )
}

/** For every session of the learners and for each tenth of the others. */
async function insertResponses(tx: Tx): Promise<void> {
  await tx.query(
    `insert into sessions.responses (session_id, prompt_index, user_id, element, sub_element, response_text, word_count, time_spent_seconds)
     select s.id, p.n - 1, s.user_id, (array['earth', 'fire', 'air', 'water'])[(p.n - 1) / 3 + 1], 'x' || (p.n - 1) % 3, p.text, 20, 30
     from (select s.id, s.user_id, s.prompts_completed, o.own, row_number() over () as k
           from sessions.sessions s join bench_owner o using (user_id)) s
     join unnest($1::text[]) with ordinality p (text, n) on p.n <= s.prompts_completed where s.own or s.k % 10 = 0`,
    [answers.map((answer) => answer.responseText)],
  )
}

async function insertHints(tx: Tx): Promise<void> {
  await tx.query(
    `insert into hints.hints (id, session_id, user_id, tier, status, element_focus, patterns_detected, hint_text, source, model, prompt_version)
     select uuidv7(), s.id, s.user_id, 1, 'done', 'earth', '[]', repeat('What do you know already? ', 10), 'offline', '', 'offline-1'
     from sessions.sessions s join bench_owner o using (user_id) where o.own and s.status = 'completed'`,
  )
}

async function read(tx: Tx, learners: readonly BenchLearner[]): Promise<Stored> {
  const rows = await tx.query<{ id: string; userId: string; status: string; prompts: number }>(
    `select id, user_id as "userId", status, prompts_completed as prompts from sessions.sessions where user_id = any($1::uuid[]) order by md5(id::text)`,
    [learners.map((learner) => learner.id)],
  )
  const counted = await tx.query<{ sessions: number }>('select count(*)::int as sessions from sessions.sessions')
  if (counted[0]?.sessions !== total) throw new Error(`${counted[0]?.sessions} sessions are stored, not ${total}`)
  const byId = new Map(learners.map((learner) => [learner.id, learner]))
  const all = rows.flatMap(({ id, userId, status, prompts }) => {
    const learner = byId.get(userId)
    return learner === undefined ? [] : [{ learner, sessionId: id, status, promptIndex: prompts }]
  })
  return {
    open: all.filter((session) => session.promptIndex < 12),
    answered: all.filter((session) => session.status === 'in_progress' && session.promptIndex === 12),
    completed: all.filter((session) => session.status === 'completed'),
  }
}
