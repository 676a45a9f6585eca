import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alike, standing } from './due-reminders.ts'

const now = Date.parse('2026-03-02T09:00:00Z')
const reminder = (id: string, startDate: string, eventId = id) => ({ id, eventId, title: id, startDate, dueAt: startDate })
const ids = (reminders: readonly { readonly id: string }[]) => reminders.map(({ id }) => id)

test('what is to come, or began within the hour, stands on the screen, the next first', () => {
  const all = [
    reminder('later', '2026-03-02T12:00:00Z'),
    reminder('begun', '2026-03-02T08:30:00Z'),
    reminder('over', '2026-03-02T07:59:00Z'),
    reminder('next', '2026-03-02T09:10:00Z'),
  ]
  assert.deepEqual(ids(standing(all, { seen: [], now })), ['begun', 'next', 'later'])
  assert.deepEqual(ids(standing(all, { seen: ['next'], now })), ['begun', 'later'])
})

test('an event that reminds twice stands there once, and is put away as one', () => {
  const twice = [reminder('a', '2026-03-02T10:00:00Z', 'event'), reminder('b', '2026-03-02T10:00:00Z', 'event')]
  const [shown] = standing(twice, { seen: [], now })
  assert.ok(shown)
  assert.deepEqual(standing(twice, { seen: alike(twice, shown), now }), [])
})

test('no more than three stand there, and a date that is none is left out', () => {
  const many = Array.from({ length: 9 }, (_, hour) => reminder(`r${hour}`, `2026-03-02T1${hour}:00:00Z`))
  assert.equal(standing([reminder('nothing', 'soon'), ...many], { seen: [], now }).length, 3)
})
