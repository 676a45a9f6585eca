/** A plan as it is kept and told: weeks of days of items, each item with a state of its own. */
import { daysBetween } from './calendar-day.ts'
import type { PlannedDay, PlannedItem, Relaxed, Solved } from './plan.ts'

export interface Item extends PlannedItem {
  readonly itemId: string
  readonly status: 'planned' | 'done' | 'failed' | 'skipped'
}

export type Day = PlannedDay<Item>

export interface PlanDocument {
  readonly relaxed: readonly Relaxed[]
  readonly dayMinutes: number
  readonly weeks: readonly { readonly number: number; readonly days: readonly Day[] }[]
}

/** @param newId gives each item its id. */
export function toDocument({ days, relaxed, dayMinutes }: Solved, newId: () => string): PlanDocument {
  const made = days.map((day): Day => ({ ...day, problems: day.problems.map((item) => ({ ...item, itemId: newId(), status: 'planned' })) }))
  return { relaxed, dayMinutes, weeks: inWeeks(made) }
}

export const daysOf = ({ weeks }: Pick<PlanDocument, 'weeks'>): readonly Day[] => weeks.flatMap(({ days }) => days)

/** Weeks of seven days from the first one. */
export function inWeeks(days: readonly Day[]): PlanDocument['weeks'] {
  const first = days[0]?.date ?? ''
  const weeks = Map.groupBy(days, ({ date }) => Math.floor(daysBetween(first, date) / 7) + 1)
  return [...weeks].sort(([one], [other]) => one - other).map(([number, own]) => ({ number, days: own }))
}
