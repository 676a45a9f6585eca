/** Moves that wait: of one event they add up, of two they stay apart, and each shows at once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Occurrence } from '../api/planner.ts'
import { shifted } from './calendar.ts'
import { merged, moved, moveOf } from './move.ts'

const event = (eventId: string): Occurrence => ({
  eventId,
  title: 'Mock',
  description: '',
  type: 'interview',
  startDate: '2026-11-18T16:00:00.000Z',
  endDate: '2026-11-18T17:00:00.000Z',
  completed: false,
  recurring: false,
})
const minute = 60_000

test('three presses that come faster than they are saved are one move by all three', () => {
  let shown = event('a')
  let waiting: ReturnType<typeof merged> = []
  for (let press = 0; press < 3; press += 1) {
    const move = moveOf(shown, shifted(shown, 15))
    waiting = merged(waiting, move)
    shown = moved(shown, move)
  }
  assert.deepEqual(waiting, [{ eventId: 'a', by: 45 * minute, length: 60 * minute }])
  assert.deepEqual([shown.startDate, shown.endDate], ['2026-11-18T16:45:00.000Z', '2026-11-18T17:45:00.000Z'])
})

test('a later length replaces an earlier one, and other events stay where they are', () => {
  const [one, other] = [event('a'), event('b')]
  const longer = moveOf(one, { startDate: one.startDate, endDate: '2026-11-18T18:00:00.000Z' })
  const both = merged(merged([moveOf(one, shifted(one, 15))], longer), moveOf(other, shifted(other, -15)))
  assert.deepEqual(both, [
    { eventId: 'a', by: 15 * minute, length: 120 * minute },
    { eventId: 'b', by: -15 * minute, length: 60 * minute },
  ])
  assert.equal(moved(other, longer), other)
})
