/** Plans: the solver over the whole catalogue, the search of problems, a feed of a thousand events, and the nearest of many profiles. */

import { openDatabase } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { curated } from '../../services/plans/catalogue/catalogue.ts'
import { topics } from '../../services/plans/catalogue/topic.ts'
import { migrations } from '../../services/plans/migrate.ts'
import { neutral, type PlanInput } from '../../services/plans/plan/plan.ts'
import { solve } from '../../services/plans/plan/solve.ts'
import { entriesBetween } from '../../services/plans/planner/calendar.ts'
import { toCalendar } from '../../services/plans/planner/feed.ts'
import { search } from '../../services/plans/problems/search.ts'
import type { Row } from '../row.ts'
import { median, percentile } from '../statistics.ts'

const plansMade = 60
const searches = 400
const feeds = 30
const events = 1000
const year = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2027-01-01T00:00:00Z') }

export async function planRows(): Promise<readonly Row[]> {
  return [solverRow(), searchRow(), await feedRow()]
}

function timed(times: number[], work: () => unknown): void {
  const began = performance.now()
  work()
  times.push(performance.now() - began)
}

/** Learners who differ in everything that the solver looks at. */
function inputOf(number: number): PlanInput {
  const levels = ['beginner', 'intermediate', 'advanced'] as const
  const topicConfidence = Object.fromEntries(
    topics.filter((_, index) => (index + number) % 3 === 0).map(({ id }, index) => [id, ((index * 7 + number) % 5) + 1]),
  )
  return {
    problems: curated,
    topics,
    wishes: {
      level: levels[number % 3] ?? 'beginner',
      timelineWeeks: 12,
      hoursPerWeek: 3 + ((number * 5) % 20),
      topicConfidence,
      weaknesses: number % 2 === 0 ? ['speed'] : ['conceptual'],
      daysAvailable: [1, 2, 3, 4, 5, 6, 7].slice(number % 4),
    },
    firstDay: '2026-03-02',
    days: 84,
    done: new Set(curated.slice(0, number).map(({ id }) => id)),
    planned: new Set(),
    weights: neutral,
    reviews: {},
  }
}

function solverRow(): Row {
  const times: number[] = []
  for (let number = 0; number < plansMade; number += 1) {
    timed(times, () => {
      if (solve(inputOf(number)).days.length < 10) throw new Error('a plan has too few days')
    })
  }
  const note = `${curated.length} problems; median ${median(times).toFixed(0)} ms; ${times.length} plans`
  return { name: 'A plan of 12 weeks by the solver, p95', measured: percentile(times, 0.95), unit: 'ms', atMost: 300, note }
}

function searchRow(): Row {
  const words = ['two', 'tree pa', 'window', 'longest sub', 'graph', 'x', 'binary search', 'zzz']
  const times: number[] = []
  for (let number = 0; number < searches; number += 1) {
    const query = words[number % words.length] ?? ''
    timed(times, () => search(curated, { topic: '', difficulty: '', pattern: '', source: '', query }))
  }
  const note = `without the way through gateway and database; median ${median(times).toFixed(2)} ms; ${times.length} searches`
  return { name: 'A search of problems, p95', measured: percentile(times, 0.95), unit: 'ms', atMost: 50, note }
}

/** Read, expanded and written. */
async function feedRow(): Promise<Row> {
  await using db = await testDatabase('plans', migrations)
  await using admin = openDatabase({ url: db.adminUrl, maxConnections: 1 })
  const learner = '0198c79f-1b7a-7d52-8e0c-6a9d3b5f7e20'
  await admin.asService((tx) =>
    tx.query(
      `insert into plans.planner_events (id, user_id, title, description, type, starts_at, ends_at, time_zone, remind_minutes_before)
       select gen_random_uuid(), $1, 'Practice ' || n, 'What to do, in a sentence.', 'study', timestamptz '2026-01-01' + n * interval '8 hours',
         timestamptz '2026-01-01' + n * interval '8 hours' + interval '1 hour', 'Europe/Berlin', '{10}' from generate_series(1, $2::int) as n`,
      [learner, events],
    ),
  )
  const times: number[] = []
  let bytes = 0
  for (let number = 0; number < feeds; number += 1) {
    const began = performance.now()
    const entries = await db.database.asReader(learner, (tx) => entriesBetween(tx, learner, year))
    bytes = Buffer.byteLength(toCalendar('Quint', entries))
    if (entries.length !== events) throw new Error(`a feed has ${entries.length} of ${events} events`)
    times.push(performance.now() - began)
  }
  const note = `${(bytes / 1024).toFixed(0)} KiB; median ${median(times).toFixed(0)} ms; ${times.length} feeds`
  return { name: 'A calendar feed of 1,000 events, p95', measured: percentile(times, 0.95), unit: 'ms', atMost: 300, note }
}
