/** Cards: nothing is due twice in a day, better grades bring a problem back later, and a lapse brings it back soon. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '../plan/calendar-day.ts'
import { graded, grades, newMemory, nextDays } from './card.ts'

const day = '2026-03-28'

test('after any grades on any days a card is due on a later day, and hardly more than a year ahead', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ grade: fc.constantFrom(...grades), late: fc.nat(40) }), { minLength: 1, maxLength: 20 }), (course) => {
      let memory = newMemory(day)
      let today = day
      for (const { grade, late } of course) {
        memory = graded(memory, grade, today)
        assert.ok(memory.due > today && memory.due <= addDays(today, 370), `${today} ${memory.due}`)
        assert.equal(memory.lastDay, today)
        today = addDays(memory.due, late)
      }
      assert.equal(memory.reps, course.length)
    }),
    { numRuns: 300 },
  )
})

test('a better grade never brings a problem back sooner', () => {
  const memory = graded(graded(newMemory(day), 'good', day), 'good', addDays(day, 3))
  const { again, hard, good, easy } = nextDays(memory, memory.due)
  assert.ok(again <= hard && hard <= good && good < easy, [again, hard, good, easy].join(' '))
})

test('a lapse is counted and comes back soon', () => {
  let memory = newMemory(day)
  for (let count = 0; count < 5; count += 1) memory = graded(memory, 'good', memory.due)
  const forgotten = graded(memory, 'again', memory.due)
  assert.equal(forgotten.lapses, 1)
  assert.ok(forgotten.due <= addDays(memory.due, 7))
  assert.ok(forgotten.stability < memory.stability)
})
