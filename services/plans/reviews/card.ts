/** A review card: when a problem comes back, by FSRS over the learner's days. No card is due twice in a day. */
import { type Card, createEmptyCard, fsrs, type Grade, Rating, State } from 'ts-fsrs'
import { addDays, daysBetween } from '../plan/calendar-day.ts'

export const grades = ['again', 'hard', 'good', 'easy'] as const
export type GradeName = (typeof grades)[number]

/** What FSRS remembers of a problem. */
export interface Memory {
  /** The learner's day, YYYY-MM-DD. */
  readonly due: string
  readonly stability: number
  readonly hardness: number
  readonly reps: number
  readonly lapses: number
  /** As ts-fsrs numbers them: 0 new, 1 learning, 2 review, 3 relearning. */
  readonly state: number
  /** The day of the last grade. */
  readonly lastDay: string | null
}

export const stateNames = ['new', 'learning', 'review', 'relearning'] as const

// Whole days only: a problem takes too long to come back within the same one. Without fuzz the same grades give the same days.
const scheduler = fsrs({ enable_short_term: false, enable_fuzz: false, request_retention: 0.9, maximum_interval: 365 })

const ratings: Readonly<Record<GradeName, Grade>> = { again: Rating.Again, hard: Rating.Hard, good: Rating.Good, easy: Rating.Easy }

/** Noon, so that whole days stay whole whatever the arithmetic. */
const noon = (day: string): Date => new Date(`${day}T12:00:00Z`)

/** Never seen: due at once. */
export function newMemory(day: string): Memory {
  return { due: day, stability: 0, hardness: 0, reps: 0, lapses: 0, state: State.New, lastDay: null }
}

/** @param day of the grade, in the learner's zone; after it the card is due tomorrow at the earliest. */
export function graded(memory: Memory, grade: GradeName, day: string): Memory {
  const { card } = scheduler.next(toCard(memory, day), noon(day), ratings[grade])
  const due = card.due.toISOString().slice(0, 10)
  return {
    due: due > day ? due : addDays(day, 1),
    stability: card.stability,
    hardness: card.difficulty,
    reps: card.reps,
    lapses: card.lapses,
    state: card.state,
    lastDay: day,
  }
}

/** The day on which each grade would bring the card back. */
export function nextDays(memory: Memory, day: string): Readonly<Record<GradeName, string>> {
  const [again, hard, good, easy] = grades.map((grade) => graded(memory, grade, day).due)
  return { again: again ?? '', hard: hard ?? '', good: good ?? '', easy: easy ?? '' }
}

function toCard(memory: Memory, day: string): Card {
  const empty = createEmptyCard(noon(day))
  if (memory.lastDay === null) return empty
  return {
    ...empty,
    due: noon(memory.due),
    stability: memory.stability,
    difficulty: memory.hardness,
    reps: memory.reps,
    lapses: memory.lapses,
    state: memory.state,
    elapsed_days: daysBetween(memory.lastDay, day),
    scheduled_days: daysBetween(memory.lastDay, memory.due),
    last_review: noon(memory.lastDay),
  }
}
