/** When reminders are due: none twice, none of the past, and after a time away only those that somebody still needs. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '@quint/db/testing.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import fc from 'fast-check'
import { migrations } from '../migrate.ts'
import type { PlannerEvent } from './event.ts'
import type { Push } from './push.ts'
import { listReminders } from './reminder-store.ts'
import { startReminders } from './reminders.ts'
import { endOfLife, nextReminder, nextTry, remindersDue } from './reminding.ts'
import { saveEvent, saveSubscription } from './store.ts'

const event: PlannerEvent = {
  id: uuidv7(),
  title: 'Exam',
  description: '',
  subject: '',
  type: 'exam',
  startDate: '2026-03-02T09:00:00.000Z',
  endDate: '2026-03-02T10:00:00.000Z',
  rrule: '',
  timeZone: 'Europe/Berlin',
  remindMinutesBefore: [10],
  completed: [],
  sequence: 0,
  updatedAt: '',
}
const at = (text: string): Date => new Date(`2026-03-0${text}:00Z`)

test('looked at in any steps, each reminder of a recurrence comes due once', () => {
  const daily = { ...event, rrule: 'FREQ=DAILY;COUNT=9', remindMinutesBefore: [10, 90] }
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 55 }), { minLength: 60, maxLength: 400 }), (steps) => {
      const seen: string[] = []
      let next = nextReminder(daily, at('1T00:00'))
      let now = at('1T00:00').getTime()
      for (const minutes of steps) {
        now += minutes * 60_000
        if (next === undefined || next.getTime() > now) continue
        for (const { startsAt, minutesBefore } of remindersDue(daily, { since: next, now: new Date(now) }))
          seen.push(`${startsAt.toISOString()} ${minutesBefore}`)
        next = nextReminder(daily, new Date(now))
      }
      assert.equal(new Set(seen).size, seen.length)
      const passed = Array.from({ length: 9 }, (_, day) =>
        [10, 90].map((before) => Date.parse(event.startDate) + day * 86_400_000 - before * 60_000),
      ).flat()
      assert.equal(seen.length, passed.filter((due) => due <= now).length)
    }),
    { numRuns: 100 },
  )
})

test('a reminder of the past is none, and neither is one of what is done', () => {
  assert.equal(nextReminder(event, at('2T09:30')), undefined)
  assert.equal(nextReminder({ ...event, completed: [event.startDate] }, at('1T00:00')), undefined)
  assert.equal(nextReminder({ ...event, remindMinutesBefore: [] }, at('1T00:00')), undefined)
})

test('a reminder of what is years ahead is told in time', () => {
  const far = { ...event, startDate: '2028-06-01T09:00:00.000Z', endDate: '2028-06-01T10:00:00.000Z' }
  let next = nextReminder(far, at('1T00:00'))
  for (let looks = 0; next !== undefined && remindersDue(far, { since: next, now: next }).length === 0; looks += 1) {
    assert.ok(looks < 5)
    next = nextReminder(far, next)
  }
  assert.equal(next?.toISOString(), '2028-06-01T08:50:00.000Z')
  assert.equal(nextReminder(far, new Date('2028-06-01T08:50:00Z')), undefined)
})

test('after a long time away only what is still to come, or was due within the hour, is told', () => {
  const daily = { ...event, rrule: 'FREQ=DAILY', remindMinutesBefore: [10, 1440] }
  const told = remindersDue(daily, { since: at('1T08:50'), now: at('5T09:20') })
  assert.deepEqual(
    told.map(({ startsAt, minutesBefore }) => [startsAt.toISOString().slice(8, 10), minutesBefore]),
    [
      ['05', 10],
      ['06', 1440],
    ],
  )
})

test('a push is tried again later each time, never before the push service asked for it, and not after the end', () => {
  const now = at('2T08:51')
  const pause = (tries: number, retryAfterMs = 0) => (nextTry({ tries, at: now, retryAfterMs }).getTime() - now.getTime()) / 1000
  assert.deepEqual(
    [0, 1, 2, 7, 500].map((tries) => pause(tries)),
    [30, 60, 120, 3600, 3600],
  )
  assert.deepEqual([pause(0, 90_000), pause(5, 90_000)], [90, 960])
  const life = (dueAt: string, startDate: string) => endOfLife({ dueAt, startDate }).toISOString()
  assert.equal(life('2026-03-02T08:50:00Z', '2026-03-02T09:00:00Z'), '2026-03-02T09:50:00.000Z')
  assert.equal(life('2026-03-02T08:50:00Z', '2026-03-04T09:00:00Z'), '2026-03-04T09:00:00.000Z')
})

test('after a crash between sending and noting it a push is repeated under its topic, and the reminder in the app is not', async () => {
  await using db = await testDatabase('plans', migrations)
  const { database } = db
  const userId = uuidv7()
  await database.asLearner(userId, async (tx) => {
    await saveEvent(tx, userId, { event, nextReminderAt: at('2T08:50') })
    await saveSubscription(tx, userId, { endpoint: 'https://push.example/1', p256dh: 'k', auth: 'a' })
  })
  const pushes: Push[] = []
  const open = (crash: boolean) =>
    startReminders({
      database,
      now: () => at(crash ? '2T08:51' : '2T08:53'),
      log: silentLog,
      everyMs: 10,
      async send(push) {
        pushes.push(push)
        if (crash) throw new Error('the process ends here')
        return { outcome: 'sent', retryAfterMs: 0 }
      },
    })
  {
    await using _first = open(true)
    await eventually(() => pushes.length > 0)
  }
  assert.equal(pushes.length, 1)
  const before = pushes.length
  {
    await using _second = open(false)
    await using _third = open(false)
    await eventually(
      async () => (await database.asLearner(userId, (tx) => tx.query('select 1 from reminders where pushed_at is not null'))).length === 1,
    )
  }
  // One of the two instances: what one has taken is not the other's.
  assert.equal(pushes.length, before + 1)
  assert.equal(new Set(pushes.map(({ topic }) => topic)).size, 1)
  const reminders = await database.asLearner(userId, (tx) => listReminders(tx, userId, { at: 0, id: userId, limit: 10 }))
  assert.equal(reminders.length, 1)
  const recorded = await database.asService((tx) => tx.query("select 1 from outbox where type = 'plans.reminder.due'"))
  assert.equal(recorded.length, 1)
})
