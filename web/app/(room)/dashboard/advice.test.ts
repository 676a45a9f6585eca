import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Dashboard } from '../../../api/gateway.ts'
import type { Session } from '../../../coach/coach-client.ts'
import { adviceFrom, dayEnd, greeting, streakHead, streakWords, whereIn, whyOf } from './advice.ts'

const session: Session = {
  id: 's',
  algorithmTitle: 'Two Sum',
  algorithmUrl: '',
  site: 'other',
  difficulty: '',
  tags: [],
  status: 'completed',
  promptsCompleted: 12,
  startedAt: '2026-01-01T00:00:00Z',
  endedAt: null,
  hintRequested: true,
  timeSpentSeconds: 0,
  highestTier: 1,
}

const trend = (averageWords: number, sessions = 6) => ({ sessions, averageWords, trend: [] })

const dashboard: Dashboard = {
  recentSessions: [session],
  streak: null,
  elements: { earth: trend(30), fire: trend(34), air: trend(14.2), water: trend(26) },
  quintessence: null,
  weakestElement: 'air',
  commonestFinding: 'few_questions',
  completedSessions: 6,
}

test('the weakest element is what to work on, with the numbers that say so', () => {
  assert.deepEqual(adviceFrom(dashboard), {
    kind: 'work on',
    element: 'air',
    why: 'Over 6 sessions your Air answers have about 14 words each, where the other elements have 30. What I notice most often: few real questions.',
  })
})

test('an open session comes before anything else', () => {
  const open: Session = { ...session, status: 'in_progress', promptsCompleted: 5, hintRequested: false }
  assert.deepEqual(adviceFrom({ ...dashboard, recentSessions: [session, open] }), { kind: 'go on', session: open, where: '5 of 12 answered.' })
})

test('who has not begun is asked to', () => {
  assert.deepEqual(adviceFrom({ ...dashboard, recentSessions: [], weakestElement: null }), { kind: 'begin' })
})

test('nothing is compared that does not differ, or claimed that was not measured', () => {
  assert.equal(
    whyOf({ ...dashboard, elements: { earth: trend(40, 1) }, commonestFinding: null }, 'earth'),
    'Over 1 session your Earth answers have about 40 words each.',
  )
  assert.equal(whyOf({ ...dashboard, elements: {}, commonestFinding: null }, 'earth'), '')
})

test('an open session says where one is in it', () => {
  const open = { ...session, status: 'in_progress' as const, hintRequested: false }
  assert.equal(whereIn({ ...open, promptsCompleted: 0 }), 'The first question is waiting.')
  assert.equal(whereIn(open), 'All twelve are answered. The hint is waiting.')
  assert.equal(whereIn({ ...open, hintRequested: true }), 'Your hint is there; the last word is yours.')
})

test('the greeting follows the hour, and the streak the day', () => {
  assert.deepEqual([2, 8, 14, 21].map(greeting), ['Still up', 'Good morning', 'Good afternoon', 'Good evening'])
  assert.equal(streakWords({ current: 3, activeToday: false }), 'A finished session today keeps it going.')
  assert.equal(streakWords({ current: 3, activeToday: true }), 'Today counts already.')
  assert.equal(streakWords({ current: 0, activeToday: false }), 'A finished session today begins a streak.')
  assert.deepEqual(
    [0, 1, 4].map((current) => streakHead({ current })),
    ['No streak yet.', 'A first day.', '4 days in a row.'],
  )
})

test('a day ends where and when the learner says', () => {
  assert.equal(dayEnd('America/New_York', 0), 'Days end at midnight in America/New York.')
  assert.equal(dayEnd('UTC', 4), 'Days end at 4:00 at night in UTC.')
})
