/** The calendar through the contract: events, the feed and its secret, files, reminders. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Event } from '@quint/proto/gen/quint/plans/v1/planner.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import ICAL from 'ical.js'
import { failure, house, planned } from '../testing.ts'

const event = Event.fromPartial({
  title: 'Mock interview',
  type: 'interview',
  startDate: '2026-03-03T17:00:00Z',
  endDate: '2026-03-03T18:00:00Z',
  remindMinutesBefore: [30],
})
const march = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' }

test('an event is made, changed and taken away, and what recurs is shown each time', async () => {
  await using place = await house()
  const { options } = await place.learner(uuidv7(), { zoneinfo: 'Europe/Berlin' })
  const { event: made } = await place.call.createEvent({ event: { ...event, rrule: 'FREQ=WEEKLY' } }, options)
  assert.deepEqual([made?.sequence, made?.timeZone], [0, 'Europe/Berlin'])
  const shown = await place.call.listEvents(march, options)
  // The clock changes on the last Sunday of March.
  assert.deepEqual(
    shown.occurrences.map(({ startDate }) => startDate.slice(0, 16)),
    ['2026-03-03T17:00', '2026-03-10T17:00', '2026-03-17T17:00', '2026-03-24T17:00', '2026-03-31T16:00'],
  )
  const changed = { ...Event.fromPartial(made ?? {}), title: 'Another', rrule: '', completed: ['2026-03-03T17:00:00Z'] }
  const { event: after } = await place.call.updateEvent({ event: changed }, options)
  assert.deepEqual([after?.sequence, after?.title], [1, 'Another'])
  assert.deepEqual(
    (await place.call.listEvents(march, options)).occurrences.map(({ completed }) => completed),
    [true],
  )
  await assert.rejects(place.call.updateEvent({ event: changed }, (await place.learner()).options), failure('not_found'))
  await place.call.deleteEvent({ eventId: made?.id ?? '' }, options)
  await assert.rejects(place.call.deleteEvent({ eventId: made?.id ?? '' }, options), failure('not_found'))
})

test('an event that cannot be is refused', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const wrong: Partial<Event>[] = [
    { title: ' ' },
    { type: 'party' },
    { startDate: 'tomorrow' },
    { endDate: '2026-03-03T16:00:00Z' },
    { endDate: '2026-05-03T16:00:00Z' },
    { startDate: '1999-01-01T00:00:00Z' },
    { timeZone: 'Nowhere/Else' },
    { rrule: 'FREQ=SECONDLY' },
    { remindMinutesBefore: [-5] },
    { remindMinutesBefore: [1, 2, 3, 4, 5, 6] },
    { remindMinutesBefore: [1_000_000] },
  ]
  for (const change of wrong)
    await assert.rejects(place.call.createEvent({ event: { ...event, ...change } }, options), failure('invalid'), JSON.stringify(change))
  for (const span of [
    { from: 'x', to: march.to },
    { from: march.to, to: march.from },
    { from: '2020-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' },
  ])
    await assert.rejects(place.call.listEvents(span, options), failure('invalid'))
})

test('the feed has the events and the days of the plan, under a secret that can be changed', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const plan = await planned(place, options)
  await place.call.createEvent({ event }, options)
  const { secret } = await place.call.getFeed({}, options)
  assert.equal((await place.call.getFeed({}, options)).secret, secret)
  const { ics } = await place.call.readFeed({ secret })
  const found = new ICAL.Component(ICAL.parse(ics.toString())).getAllSubcomponents('vevent')
  assert.equal(found.length, 1 + plan.weeks.reduce((sum, { days }) => sum + days.length, 0))
  assert.deepEqual((await place.call.readFeed({ secret })).ics, ics)
  const { secret: next } = await place.call.rotateFeed({}, options)
  assert.notEqual(next, secret)
  for (const gone of [secret, '', "' or 1=1", 'x'.repeat(43)]) await assert.rejects(place.call.readFeed({ secret: gone }), failure('not_found'))
  assert.ok((await place.call.readFeed({ secret: next })).ics.length > 0)
})

const file = (body: string) => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n${body}\r\nEND:VCALENDAR\r\n`
const entry = (lines: string) => `BEGIN:VEVENT\r\n${lines}\r\nEND:VEVENT`

test('a calendar file is read, read again it replaces what it brought, and what cannot be read is counted', async () => {
  await using place = await house()
  const { options } = await place.learner(uuidv7(), { zoneinfo: 'Europe/Berlin' })
  const ics = file(
    [
      entry('UID:a\r\nSUMMARY:Exam\r\nDTSTART;TZID=America/New_York:20260310T090000\r\nDTEND;TZID=America/New_York:20260310T100000'),
      entry('UID:b\r\nSUMMARY:Run\r\nDTSTART:20260302T060000Z\r\nDURATION:PT30M\r\nRRULE:FREQ=WEEKLY;BYDAY=MO'),
      entry('UID:c\r\nSUMMARY:Moon\r\nDTSTART;TZID=Moon/Base:20260305T090000\r\nDTEND;TZID=Moon/Base:20260305T093000'),
      entry('SUMMARY:No name'),
      entry('UID:e\r\nSUMMARY:Each second\r\nDTSTART:20260302T060000Z\r\nRRULE:FREQ=SECONDLY'),
    ].join('\r\n'),
  )
  const read = await place.call.importCalendar({ ics }, options)
  assert.deepEqual([read.imported, read.passedOver], [3, 2])
  assert.deepEqual(
    read.notes.map(({ title, note }) => `${title}: ${note}`),
    [
      'Moon: Its time zone, “Moon/Base”, is not known: it is taken for Europe/Berlin, where you are.',
      'No name: Not brought along: it has no name of its own by which it could be replaced.',
      'Each second: Not brought along: its recurrence must repeat DAILY, WEEKLY or MONTHLY.',
    ],
  )
  const exam = (await place.call.listEvents(march, options)).occurrences.find(({ title }) => title === 'Exam')
  const { event: before } = await place.call.getEvent({ eventId: exam?.eventId ?? '' }, options)
  await place.call.updateEvent({ event: { ...Event.fromPartial(before ?? {}), completed: ['2026-03-10T13:00:00Z'] } }, options)
  await place.call.importCalendar({ ics }, options)
  const { occurrences } = await place.call.listEvents(march, options)
  const starts = (title: string) => occurrences.filter((one) => one.title === title).map(({ startDate }) => startDate.slice(0, 16))
  assert.deepEqual(starts('Exam'), ['2026-03-10T13:00'])
  assert.equal(occurrences.find(({ title }) => title === 'Exam')?.completed, true)
  assert.equal(starts('Run').length, 5)
  // A zone that does not exist is the learner's, and they are told.
  assert.deepEqual(starts('Moon'), ['2026-03-05T08:00'])
})

test('an occurrence keeps its UID at another hour, and its SEQUENCE grows', async () => {
  await using place = await house()
  const { options } = await place.learner(uuidv7(), { zoneinfo: 'Europe/Berlin' })
  const { event: made } = await place.call.createEvent({ event: { ...event, rrule: 'FREQ=WEEKLY;COUNT=9' } }, options)
  const { secret } = await place.call.getFeed({}, options)
  const told = async () => {
    const { ics } = await place.call.readFeed({ secret })
    const found = new ICAL.Component(ICAL.parse(ics.toString())).getAllSubcomponents('vevent')
    return found.map((one) => `${one.getFirstPropertyValue('uid')} ${one.getFirstPropertyValue('sequence')}`)
  }
  const before = await told()
  const later = { startDate: '2026-03-03T18:00:00Z', endDate: '2026-03-03T19:00:00Z' }
  await place.call.updateEvent({ event: { ...Event.fromPartial(made ?? {}), ...later } }, options)
  assert.equal(new Set(before).size, 9)
  assert.deepEqual(
    await told(),
    before.map((one) => one.replace(/0$/, '1')),
  )
})

test('a file that is a bomb, or none at all, is refused at once', async () => {
  await using place = await house()
  const { options } = await place.learner()
  const bombs = [
    '',
    'hello',
    file('BEGIN:VEVENT\r\n'.repeat(5000)),
    file(`${entry('UID:a\r\nDTSTART:20260302T060000Z')}\r\n`.repeat(600)),
    'x'.repeat(600_000),
    file('BEGIN:VEVENT'),
    `BEGIN:VCALENDAR\r\n${'A\r\n'.repeat(30_000)}END:VCALENDAR`,
  ]
  for (const ics of bombs) await assert.rejects(place.call.importCalendar({ ics }, options), failure('invalid'), ics.slice(0, 40))
})

test('a reminder is told once in the app and pushed under its own topic; one in the past is not', async () => {
  await using place = await house()
  const { options, userId } = await place.learner()
  await place.call.createEvent(
    { event: { ...event, startDate: '2026-03-02T09:10:00Z', endDate: '2026-03-02T10:00:00Z', remindMinutesBefore: [5, 60] } },
    options,
  )
  const keys = { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) }
  await place.call.subscribePush({ endpoint: 'https://fcm.googleapis.com/fcm/send/one', ...keys }, options)
  place.clock.now = new Date('2026-03-02T09:05:01Z')
  const told = await eventually(async () => {
    const { reminders } = await place.call.listReminders({ limit: 0, cursor: '' }, options)
    return reminders.length > 0 ? reminders : undefined
  })
  assert.deepEqual(
    told.map(({ title, dueAt }) => [title, dueAt]),
    [['Mock interview', '2026-03-02T09:05:00.000Z']],
  )
  await eventually(() => place.pushes.length > 0)
  assert.equal(place.pushes[0]?.topic, told[0]?.id.replaceAll('-', ''))
  const next = await place.db.database.asLearner(userId, (tx) => tx.query('select 1 from planner_events where next_reminder_at is not null'))
  assert.deepEqual(next, [])
  await assert.rejects(place.call.subscribePush({ endpoint: 'https://10.0.0.1/push', ...keys }, options), failure('invalid'))
  await assert.rejects(place.call.subscribePush({ endpoint: 'http://fcm.googleapis.com/x', ...keys }, options), failure('invalid'))
})
