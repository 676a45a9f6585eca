/** Laws of the solver: whatever a learner wishes, the plan keeps its budget, its prerequisites and the catalogue, and is the same again. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { curated } from '../catalogue/catalogue.ts'
import { topics } from '../catalogue/topic.ts'
import { addDays, weekday } from './calendar-day.ts'
import { levels, neutral, type PlanInput, type Solved, type Wishes, weaknesses } from './plan.ts'
import { confidenceIn, knownFrom, opening } from './progress.ts'
import { solve } from './solve.ts'
import { studyDays } from './study-days.ts'

const ids = topics.map(({ id }) => id)
const byId = new Map(curated.map((problem) => [problem.id, problem]))

const wishes: fc.Arbitrary<Wishes> = fc.record({
  level: fc.constantFrom(...levels),
  timelineWeeks: fc.integer({ min: 1, max: 16 }),
  hoursPerWeek: fc.integer({ min: 1, max: 80 }),
  topicConfidence: fc.dictionary(fc.constantFrom(...ids), fc.integer({ min: 1, max: 5 }), { maxKeys: ids.length }),
  weaknesses: fc.subarray([...weaknesses]),
  daysAvailable: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
})

const inputs: fc.Arbitrary<PlanInput> = fc
  .record({
    wishes,
    firstDay: fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2024-01-01', days)),
    done: fc.subarray(
      curated.map(({ id }) => id),
      { maxLength: 60 },
    ),
    weights: fc.record({
      topics: fc.dictionary(fc.constantFrom(...ids), fc.double({ noDefaultInfinity: false })),
      problems: fc.dictionary(fc.constantFrom(...curated.map(({ id }) => id)), fc.double()),
      harder: fc.double({ min: -1, max: 1, noNaN: true }),
    }),
    reviews: fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 40 }),
  })
  .map(({ wishes: wished, firstDay, done, weights, reviews }) => ({
    problems: curated,
    topics,
    wishes: wished,
    firstDay,
    days: wished.timelineWeeks * 7,
    done: new Set(done),
    planned: new Set<string>(),
    weights: { ...neutral, ...weights },
    reviews: Object.fromEntries(reviews.map((minutes, index) => [addDays(firstDay, index), minutes])),
  }))

/** Each day: later than the one before, within the plan, its minutes those of its problems, and no more than its budget and a tenth. */
function judgeDays(input: PlanInput, { days, dayMinutes }: Solved): void {
  days.forEach(({ date, minutes, reviewMinutes, problems }, index) => {
    assert.ok(date > (days[index - 1]?.date ?? '') && date >= input.firstDay && date < addDays(input.firstDay, input.days), date)
    assert.ok(input.wishes.daysAvailable.includes(weekday(date)), date)
    assert.equal(minutes, sum(problems))
    assert.ok(minutes + reviewMinutes <= dayMinutes * 1.1 + 1e-9, `${date}: ${minutes} + ${reviewMinutes} of ${dayMinutes}`)
  })
}

/** Each problem: of the catalogue, once, not one that is done, and behind what its topic stands on. */
function judgeProblems(input: PlanInput, { days }: Solved): ReadonlySet<string> {
  const counts = new Map<string, number>()
  const note = (topic: string) => counts.set(topic, (counts.get(topic) ?? 0) + 1)
  const stands = (need: string) => confidenceIn(input.wishes, need) >= knownFrom || (counts.get(need) ?? 0) >= opening
  for (const id of input.done) note(byId.get(id)?.topic ?? '')
  const seen = new Set(input.done)
  for (const { problems } of days) {
    for (const { problemId, topic } of problems) {
      assert.ok(byId.get(problemId)?.topic === topic && !seen.has(problemId), problemId)
      seen.add(problemId)
      assert.ok(topics.find(({ id }) => id === topic)?.needs.every(stands), problemId)
    }
    for (const { topic } of problems) note(topic)
  }
  return seen
}

/** Full to a twentieth, unless what is left is little or longer than a day. */
function judgeFill(input: PlanInput, { days, dayMinutes, relaxed }: Solved, seen: ReadonlySet<string>): void {
  const studied = studyDays(input).dates.length * dayMinutes
  const filled = sum(days) + days.reduce((total, { reviewMinutes }) => total + reviewMinutes, 0)
  if (filled >= leastFilled * studied) return
  const left = curated.filter(({ id }) => !seen.has(id))
  assert.ok(
    sum(left) <= 10 * dayMinutes || left.every(({ minutes }) => minutes * 1.6 > dayMinutes * 0.7),
    `${filled} of ${studied}, ${sum(left)} left`,
  )
  assert.ok(relaxed.some(({ constraint }) => constraint === 'hours'))
}

const leastFilled = 0.95
const sum = (things: readonly { readonly minutes: number }[]): number => things.reduce((total, { minutes }) => total + minutes, 0)

function judge(input: PlanInput, solved: Solved): void {
  judgeDays(input, solved)
  judgeFill(input, solved, judgeProblems(input, solved))
}

test('thousands of plans keep the budget, fill it, respect what comes first, and know only problems of the catalogue', () => {
  fc.assert(
    fc.property(inputs, (input) => judge(input, solve(input))),
    { numRuns: 2000 },
  )
})

test('the same input gives the same plan, in whatever order the catalogue comes', () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const plan = solve(input)
      assert.deepEqual(solve({ ...input, problems: [...input.problems].reverse() }), plan)
    }),
    { numRuns: 100 },
  )
})

const plain: PlanInput = {
  problems: curated,
  topics,
  wishes: { level: 'intermediate', timelineWeeks: 4, hoursPerWeek: 6, topicConfidence: {}, weaknesses: [], daysAvailable: [1, 2, 3, 4, 5, 6, 7] },
  firstDay: '2026-03-02',
  days: 28,
  done: new Set(),
  planned: new Set(),
  weights: neutral,
  reviews: {},
}

test('a learner who is sure of everything still gets a plan, of harder problems', () => {
  const sure = solve({ ...plain, wishes: { ...plain.wishes, topicConfidence: Object.fromEntries(ids.map((id) => [id, 5])) } })
  const hard = (solved: Solved) => solved.days.flatMap(({ problems }) => problems).filter(({ difficulty }) => difficulty === 'hard').length
  assert.ok(hard(sure) > hard(solve(plain)))
})

test('topics that need each other in a circle are left out, and the rest is planned', () => {
  const circle = topics.map((topic) => (topic.id === 'arrays' ? topic : { ...topic, needs: topic.id === 'trees' ? ['graphs'] : topic.needs }))
  const solved = solve({ ...plain, topics: circle })
  assert.ok(solved.days.length > 20)
  assert.ok(solved.days.every(({ problems }) => problems.every(({ topic }) => topic !== 'trees' && topic !== 'graphs')))
})

test('no catalogue gives no days, and says that the hours are not filled', () => {
  const { days, relaxed } = solve({ ...plain, problems: [] })
  assert.deepEqual([days, relaxed.at(-1)?.constraint], [[], 'hours'])
})

test('more hours than a day has are cut, and the plan says so', () => {
  const { dayMinutes, relaxed } = solve({ ...plain, wishes: { ...plain.wishes, hoursPerWeek: 80, daysAvailable: [6] } })
  assert.equal(dayMinutes, 600)
  assert.ok(relaxed.some(({ constraint, reason }) => constraint === 'hours' && /do not fit into 1 day/.test(reason)))
})

test('reviews that are due have their room, and no more than three tenths of the day', () => {
  const { days, dayMinutes, relaxed } = solve({ ...plain, reviews: { '2026-03-02': 10, '2026-03-04': 500 } })
  const room = (date: string) => days.find((day) => day.date === date)?.reviewMinutes
  assert.deepEqual([room('2026-03-02'), room('2026-03-04')], [10, Math.floor(dayMinutes * 0.3)])
  assert.ok(relaxed.some(({ constraint }) => constraint === 'reviews'))
})
