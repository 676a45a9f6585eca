/** Keeps what happened: items that are done, failed or skipped stand in a new plan where they stood in the one before. */
import { type Day, daysOf, inWeeks, type PlanDocument } from './document.ts'
import { dayOf } from './moving.ts'

/** The new plan with the history of the old one; what has a history is not planned again. */
export function carry(old: PlanDocument, fresh: PlanDocument): PlanDocument {
  const past = new Map(daysOf(old).map((day) => [day.date, { day, items: day.problems.filter(({ status }) => status !== 'planned') }]))
  const settled = new Set([...past.values()].flatMap(({ items }) => items.map(({ problemId }) => problemId)))
  const days = new Map<string, Day>()
  for (const { day, items } of past.values()) if (items.length > 0) days.set(day.date, dayOf(day.date, items, { ...day, reviewMinutes: 0 }))
  for (const day of daysOf(fresh)) {
    const planned = day.problems.filter(({ problemId }) => !settled.has(problemId))
    const before = days.get(day.date)?.problems ?? []
    days.set(day.date, dayOf(day.date, [...before, ...planned], day))
  }
  const kept = [...days.values()].filter(({ problems, reviewMinutes }) => problems.length > 0 || reviewMinutes > 0)
  return { ...fresh, weeks: inWeeks(kept.sort((one, other) => (one.date < other.date ? -1 : 1))) }
}
