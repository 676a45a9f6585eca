/** Laws of moving: nothing is lost or doubled, no day gets too full, and what slips keeps its order. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { curated } from '../catalogue/catalogue.ts'
import { topics } from '../catalogue/topic.ts'
import { addDays } from './calendar-day.ts'
import { carry } from './carrying.ts'
import { differences } from './difference.ts'
import { daysOf, type PlanDocument, toDocument } from './document.ts'
import { readFeedback } from './feedback.ts'
import { moveItem, slipDay } from './moving.ts'
import { neutral, type PlanInput, type Wishes } from './plan.ts'
import { solve } from './solve.ts'
import { rhythm } from './study-days.ts'

const wishes: Wishes = { level: 'intermediate', timelineWeeks: 3, hoursPerWeek: 6, topicConfidence: {}, weaknesses: [], daysAvailable: [1, 3, 5, 6] }
const input: PlanInput = {
  problems: curated,
  topics,
  wishes,
  firstDay: '2026-03-02',
  days: 21,
  done: new Set(),
  planned: new Set(),
  weights: neutral,
  reviews: {},
}

function documentOf(asked: PlanInput = input): PlanDocument {
  let number = 0
  return toDocument(solve(asked), () => {
    number += 1
    return `item-${number}`
  })
}

const start = documentOf()
const ids = (document: PlanDocument) => daysOf(document).flatMap(({ problems }) => problems.map(({ itemId }) => itemId))
const holds = ({ dayMinutes, ...document }: PlanDocument, but = ''): void => {
  for (const { date, minutes, problems } of daysOf({ ...document }))
    assert.ok(
      minutes <= dayMinutes * 1.1 ||
        problems.length === 1 ||
        problems.filter(({ itemId }) => itemId !== but).every(({ status }) => status !== 'planned') ||
        date === '',
      date,
    )
}

test('however items are moved and days slip, nothing is lost, and no day is too full', () => {
  const steps = fc.array(fc.record({ item: fc.nat(), day: fc.nat(40), slips: fc.boolean() }), { maxLength: 12 })
  fc.assert(
    fc.property(steps, (all) => {
      let document = start
      for (const { item, day, slips } of all) {
        const itemId = ids(document)[item % ids(document).length] ?? ''
        const date = addDays('2026-03-02', day)
        document = slips ? slipDay(document, rhythm(wishes), date) : (moveItem(document, rhythm(wishes), { itemId, date }) ?? document)
        holds(document, itemId)
      }
      assert.deepEqual(ids(document).toSorted(), ids(start).toSorted())
    }),
    { numRuns: 200 },
  )
})

test('days that slip one after another keep the order of everything', () => {
  let document = start
  for (const date of ['2026-03-02', '2026-03-04', '2026-03-06', '2026-03-13']) document = slipDay(document, rhythm(wishes), date)
  assert.deepEqual(ids(document), ids(start))
})

test('an item that is not there moves nothing', () => {
  assert.equal(moveItem(start, rhythm(wishes), { itemId: 'nobody', date: '2026-03-04' }), undefined)
})

test('what has a history stands where it stood in a new plan, and is not planned again', () => {
  const [first] = ids(start)
  const weeks = start.weeks.map((week) => ({
    ...week,
    days: week.days.map((day) => ({
      ...day,
      problems: day.problems.map((item) => (item.itemId === first ? { ...item, status: 'done' as const } : item)),
    })),
  }))
  const carried = carry({ ...start, weeks }, documentOf({ ...input, firstDay: '2026-03-04' }))
  const problems = daysOf(carried).flatMap((day) => day.problems.map((item) => ({ ...item, date: day.date })))
  const done = problems.filter(({ status }) => status === 'done')
  assert.deepEqual(
    done.map(({ date }) => date),
    [daysOf(start)[0]?.date],
  )
  assert.equal(new Set(problems.map(({ problemId }) => problemId)).size, problems.length)
})

test('differences name each open problem once, and a plan differs from itself in nothing', () => {
  assert.ok(differences(start, start).every(({ kind }) => kind === 'kept'))
  const other = documentOf({ ...input, weights: { ...neutral, topics: { graphs: 3, trees: 0.2 } }, firstDay: '2026-03-04' })
  const found = differences(start, other)
  assert.equal(new Set(found.map(({ problemId }) => problemId)).size, found.length)
  assert.ok(found.filter(({ kind }) => kind === 'added').every(({ fromDate }) => fromDate === ''))
  assert.ok(found.filter(({ kind }) => kind === 'dropped').every(({ toDate }) => toDate === ''))
})

test('feedback is read by its words', () => {
  const said = (a: string) => readFeedback([{ q: 'What felt hardest?', a }])
  assert.deepEqual(said('Graphs, and DP.'), { topics: ['graphs', 'dp-1d', 'dp-2d'], harder: 0 })
  assert.deepEqual(said('It was all too hard.'), { topics: [], harder: -0.4 })
  assert.deepEqual(said('I was bored.'), { topics: [], harder: 0.4 })
  assert.deepEqual(said('Nothing in particular (.*)'), { topics: [], harder: 0 })
})
