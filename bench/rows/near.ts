/** The nearest of many profiles: how long the question takes for a learner, and how many of the truly nearest ten are found, also among the few of another model. */
import { type Database, openDatabase } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { topics } from '../../services/plans/catalogue/topic.ts'
import { hashed, localModel } from '../../services/plans/intake/embedding.ts'
import { type Profile, textOf } from '../../services/plans/intake/profile.ts'
import { nearTopics } from '../../services/plans/intake/store.ts'
import { migrations } from '../../services/plans/migrate.ts'
import type { Row } from '../row.ts'
import { median, percentile } from '../statistics.ts'

/** As many take some minutes to make and to index on two cores; fewer are enough to see that it works. */
const profiles = Number(process.env.QUINT_BENCH_PROFILES || 100_000)
const batch = 500
const questions = 60
const rounds = 5
const rare = 'rare-words-1'

export async function nearRows(): Promise<readonly Row[]> {
  await using db = await testDatabase('plans', migrations)
  await using admin = openDatabase({ url: db.adminUrl, maxConnections: 1, statementTimeoutMs: 3_600_000 })
  await fill(admin)
  return [...(await rowsOf(admin, db.database, localModel, 'all')), ...(await rowsOf(admin, db.database, rare, 'the one in a hundred'))]
}

/** The index is made once they are there, as a table that grew by and by would have it. */
async function fill(admin: Database): Promise<void> {
  const [graph] = await admin.query<{ made: string }>("select pg_get_indexdef('plans.intake_profiles_nearest'::regclass) as made")
  await admin.query('drop index plans.intake_profiles_nearest')
  for (let number = 0; number < profiles; number += batch) {
    const vectors = Array.from({ length: batch }, (_, index) => vectorOf(number + index))
    await admin.asService((tx) =>
      tx.query(
        `insert into plans.intake_profiles (id, user_id, level, timeline_weeks, hours_per_week, days_available, embedding, embedding_model)
         select gen_random_uuid(), gen_random_uuid(), 'beginner', 4, 4, '{1}', v::extensions.vector, case when n % 100 = 0 then $2 else $3 end
         from unnest($1::text[]) with ordinality as x (v, n)`,
        [vectors, rare, localModel],
      ),
    )
  }
  await admin.asService(async (tx) => {
    await tx.query("set local maintenance_work_mem = '1GB'")
    await tx.query(graph?.made ?? '')
  })
  // As the database does by itself within a minute.
  await admin.query('vacuum (analyze) plans.intake_profiles')
}

/** A small generator of its own: the same profiles every time. */
function vectorOf(seed: number): string {
  let state = seed + 1
  // Mulberry32: whole numbers below `most`.
  const next = (most: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most
  }
  const profile: Profile = {
    level: (['beginner', 'intermediate', 'advanced'] as const)[next(3)] ?? 'beginner',
    roleTarget: [['SWE', 'ML', 'Backend', 'Frontend', 'Mobile', 'Data'][next(6)] ?? ''],
    timelineWeeks: 1 + next(16),
    hoursPerWeek: 1 + next(40),
    weaknesses: ['conceptual', 'pattern_recognition', 'speed', 'communication'].filter(() => next(10) < 4),
    topicConfidence: Object.fromEntries(topics.filter(() => next(10) < 6).map(({ id }) => [id, 1 + next(5)])),
    ...{ constraints: '', pastExperience: '', timeZone: 'UTC', daysAvailable: [1], regenerationAnswers: [], updatedAt: '' },
  }
  return `[${hashed(textOf(profile))
    .vector.map((value) => (value === 0 ? '0' : value.toFixed(5)))
    .join(',')}]`
}

async function rowsOf(admin: Database, database: Database, model: string, whose: string): Promise<Row[]> {
  const learners = await admin.asService((tx) =>
    tx.query<{ id: string }>('select user_id as id from plans.intake_profiles where embedding_model = $1 order by id limit $2', [model, questions]),
  )
  const ask = (id: string) => database.asLearner(id, (tx) => nearTopics(tx, { fewest: 5, most: 10 }))
  // The index was just made; from here on it is in memory, as in a server that runs.
  for (const { id } of learners) await ask(id)
  const times: number[] = []
  for (const { id } of Array.from({ length: rounds }, () => learners).flat()) {
    const began = performance.now()
    await ask(id)
    times.push(performance.now() - began)
  }
  let found = 0
  for (const { id } of learners) {
    const exact = new Set(await nearest(admin, { id, model, exactly: true }))
    found += (await nearest(admin, { id, model, exactly: false })).filter((near) => exact.has(near)).length
  }
  const among = `among ${profiles.toLocaleString('en')} profiles, ${whose}`
  const missed = 1 - found / (learners.length * 10)
  return [
    {
      name: `Nearest profiles ${among}, p95`,
      measured: percentile(times, 0.95),
      unit: 'ms',
      atMost: 20,
      note: `median ${median(times).toFixed(1)} ms`,
    },
    { name: `Of the nearest ten ${among}, not found`, measured: missed * 100, unit: '%', atMost: 5, note: 'against exact search' },
  ]
}

interface Asked {
  readonly id: string
  readonly model: string
  readonly exactly: boolean
}

/** As the service asks, or by comparing every row. */
function nearest(admin: Database, { id, model, exactly }: Asked): Promise<string[]> {
  return admin.asLearner(id, async (tx) => {
    const rows = exactly
      ? await tx.query<{ near: string }>(
          `select user_id as near from plans.intake_profiles where embedding_model = $2 and user_id <> $1
           order by embedding operator(extensions.<=>) (select embedding from plans.intake_profiles where user_id = $1) limit 10`,
          [id, model],
        )
      : await tx.query<{ near: string }>('select user_id as near from plans.nearest_profiles(10)')
    return rows.map(({ near }) => near)
  })
}
