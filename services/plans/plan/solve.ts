/**
 * The solver: a plan out of the catalogue, day by day. What always holds: known ids only, each once, prerequisites, no day above its minutes and a
 * tenth. What gives way, in this order and only on the days that need it: spacing, diversity, the order of difficulty, and last the hours.
 * The same input gives the same plan.
 */
import { type Problem, rank } from '../catalogue/problem.ts'
import { type Candidate, fill, type Span } from './fill.ts'
import type { Constraint, PlanInput, PlannedDay, PlannedItem, Relaxed, Solved } from './plan.ts'
import { openProgress, type Progress } from './progress.ts'
import { dayReason, reasonFor } from './reason.ts'
import { type Moment, minutesFor, problemWorth, topicWorth } from './score.ts'
import { studyDays } from './study-days.ts'

const mostOver = 1.1
const leastFilled = 0.95
/** Of a day, at most, for reviews. */
const reviewShare = 0.3
const mostCandidates = 60
/** Minutes a day for each topic beyond the first. */
const minutesPerTopic = 60

type Rule = Extract<Constraint, 'spacing' | 'diversity' | 'difficulty'>

/** Which rules hold, from all to none. */
const steps: readonly (readonly Rule[])[] = [['spacing', 'diversity', 'difficulty'], ['diversity', 'difficulty'], ['difficulty'], []]

interface State {
  readonly input: PlanInput
  readonly progress: Progress
  readonly left: Map<string, Problem>
  readonly minutes: ReadonlyMap<string, number>
  readonly lately: string[]
  /** Minutes by which the days so far fell short. */
  short: number
}

interface Choice {
  readonly ids: readonly string[]
  /** How many rules gave way. */
  readonly dropped: number
  readonly full: boolean
}

export function solve(input: PlanInput): Solved {
  const { dates, dayMinutes, relaxed } = studyDays(input)
  const state: State = {
    input,
    progress: openProgress(input),
    left: new Map(input.problems.filter(({ id }) => !input.done.has(id)).map((problem) => [problem.id, problem])),
    minutes: new Map(input.problems.map((problem) => [problem.id, minutesFor(problem, input)])),
    lately: [],
    short: 0,
  }
  const given = new Map<Constraint, number>()
  const days: PlannedDay[] = []
  dates.forEach((date, index) => {
    const reviewMinutes = reviewRoom(input.reviews[date] ?? 0, dayMinutes, given)
    const moment: Moment = { day: date, part: index / Math.max(1, dates.length - 1), progress: state.progress }
    const choice = choose(state, moment, spanOf({ dayMinutes, reviewMinutes, short: state.short }))
    for (const constraint of droppedBy(choice)) given.set(constraint, (given.get(constraint) ?? 0) + 1)
    const day = toDay(state, moment, { ids: choice.ids, reviewMinutes })
    state.short = Math.max(0, state.short + dayMinutes - day.minutes - reviewMinutes)
    state.lately.splice(0, Math.max(0, state.lately.length - 1))
    state.lately.push(date)
    if (day.problems.length > 0 || reviewMinutes > 0) days.push(day)
  })
  return { days, relaxed: [...relaxed, ...wordsOf(given, dates.length)], dayMinutes }
}

function reviewRoom(due: number, dayMinutes: number, given: Map<Constraint, number>): number {
  const room = Math.floor(dayMinutes * reviewShare)
  if (due > room) given.set('reviews', (given.get('reviews') ?? 0) + 1)
  return Math.min(due, room)
}

interface Room {
  readonly dayMinutes: number
  readonly reviewMinutes: number
  readonly short: number
}

/** A day makes up for those that fell short, within its tenth. */
function spanOf({ dayMinutes, reviewMinutes, short }: Room): Span {
  const most = dayMinutes * mostOver
  return { least: dayMinutes * leastFilled - reviewMinutes, wished: Math.min(dayMinutes + short, most) - reviewMinutes, most: most - reviewMinutes }
}

/** The first step of the rules that fills the day; when none does, as full as it gets without any. */
function choose(state: State, moment: Moment, span: Span): Choice {
  const scored = score(state, moment)
  for (const [dropped, rules] of steps.entries()) {
    const ids = fill(candidates(scored, rules, span), span)
    if (ids !== undefined) return { ids, dropped, full: true }
  }
  return { ids: fill(scored, { ...span, least: 0, wished: span.most }) ?? [], dropped: steps.length - 1, full: false }
}

interface Scored extends Candidate {
  readonly problem: Problem
  readonly rested: boolean
  readonly fair: boolean
}

/** Everything that is open, the worthiest first. */
function score({ input, progress, left, minutes, lately }: State, moment: Moment): Scored[] {
  const open = new Map(
    input.topics
      .filter(({ id }) => progress.isOpen(id))
      .map((topic) => [topic.id, { worth: topicWorth(topic, input, moment), rested: progress.isRested(topic.id, lately) }]),
  )
  const scored: Scored[] = []
  for (const problem of left.values()) {
    const topic = open.get(problem.topic)
    if (topic === undefined) continue
    const { id } = problem
    const worth = topic.worth * problemWorth(problem, input, moment)
    scored.push({ id, problem, worth, minutes: minutes.get(id) ?? problem.minutes, rested: topic.rested, fair: progress.mayAsk(problem) })
  }
  return scored.sort((one, other) => other.worth - one.worth || (one.id < other.id ? -1 : 1))
}

function candidates(scored: readonly Scored[], rules: readonly Rule[], span: Span): readonly Scored[] {
  if (rules.length === 0) return scored
  const able = scored.filter(({ rested, fair }) => (rested || !rules.includes('spacing')) && (fair || !rules.includes('difficulty')))
  return (rules.includes('diversity') ? diverse(able, span) : able).slice(0, mostCandidates)
}

/** A few topics a day, and of one pattern two problems; long days have room for more. */
function diverse(scored: readonly Scored[], { most }: Span): Scored[] {
  const mostTopics = 1 + Math.max(1, Math.floor(most / minutesPerTopic))
  const mostOfPattern = 2 + Math.floor(most / 180)
  const topics = new Set<string>()
  const patterns = new Map<string, number>()
  return scored.filter(({ problem }) => {
    const [pattern = ''] = problem.patterns
    const count = patterns.get(pattern) ?? 0
    if (count >= mostOfPattern || (!topics.has(problem.topic) && topics.size >= mostTopics)) return false
    topics.add(problem.topic)
    patterns.set(pattern, count + 1)
    return true
  })
}

function toDay(
  { input, progress, left, minutes }: State,
  { day }: Moment,
  { ids, reviewMinutes }: { readonly ids: readonly string[]; readonly reviewMinutes: number },
): PlannedDay {
  const chosen = ids.map((id) => left.get(id)).filter((problem) => problem !== undefined)
  const load = new Map<string, number>()
  for (const { id, topic } of chosen) load.set(topic, (load.get(topic) ?? 0) + (minutes.get(id) ?? 0))
  const [main] = [...load].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
  const topic = input.topics.find(({ id }) => id === main?.[0])
  const reason =
    chosen.length === 0 ? 'Only reviews today.' : dayReason(topic, input, topic === undefined ? undefined : progress.daysSince(topic.id, day))
  chosen.sort((one, other) => order(one, topic?.id) - order(other, topic?.id) || (one.id < other.id ? -1 : 1))
  const problems = chosen.map((problem): PlannedItem => {
    const item = { ...factsOf(problem), minutes: minutes.get(problem.id) ?? problem.minutes, reason: reasonFor(problem, input, progress) }
    left.delete(problem.id)
    progress.note(problem, day)
    return item
  })
  return {
    date: day,
    topic: topic?.id ?? '',
    difficulty: chosen.reduce<Problem['difficulty']>((hardest, { difficulty }) => (rank(difficulty) > rank(hardest) ? difficulty : hardest), 'easy'),
    reason,
    minutes: problems.reduce((sum, item) => sum + item.minutes, 0),
    reviewMinutes,
    problems,
  }
}

/** The day's topic first, easy before hard. */
const order = (problem: Problem, main: string | undefined): number => (problem.topic === main ? 0 : 3) + rank(problem.difficulty)

const factsOf = ({ id, title, link, topic, difficulty }: Problem) => ({ problemId: id, title, link, topic, difficulty })

function droppedBy({ dropped, full }: Choice): Constraint[] {
  const rules = steps[0]?.slice(0, dropped) ?? []
  return full ? rules : [...rules, 'hours']
}

const words: Readonly<Record<Exclude<Constraint, 'days'>, string>> = {
  reviews: 'more reviews are due than a third of the day holds: the rest comes the day after.',
  spacing: 'a topic comes back without a day of rest: nothing else was open.',
  diversity: 'more problems of one pattern stand together: there were no others.',
  difficulty: 'a harder problem comes before the easier ones of its topic: those are used up.',
  hours: 'the day is lighter than you wished: nothing that fits is left.',
}

function wordsOf(given: ReadonlyMap<Constraint, number>, total: number): Relaxed[] {
  const inOrder = ['reviews', 'spacing', 'diversity', 'difficulty', 'hours'] as const
  return inOrder.flatMap((constraint) => {
    const count = given.get(constraint)
    return count === undefined ? [] : [{ constraint, reason: `On ${count} of ${total} study days ${words[constraint]}` }]
  })
}
