/** Which days are studied, and how long: the hours of a week over its days. */
import { addDays, weekday } from './calendar-day.ts'
import type { PlanInput, Relaxed, Wishes } from './plan.ts'

/** A shorter day holds no problem worth the name. */
const shortestMinutes = 50
/** Nobody learns for longer. */
const longestMinutes = 600

export interface StudyDays {
  readonly dates: readonly string[]
  readonly dayMinutes: number
  readonly relaxed: readonly Relaxed[]
}

export function studyDays({ wishes, firstDay, days }: Pick<PlanInput, 'wishes' | 'firstDay' | 'days'>): StudyDays {
  const { weekdays, dayMinutes, relaxed } = rhythm(wishes)
  const dates = Array.from({ length: days }, (_, index) => addDays(firstDay, index)).filter((date) => weekdays.includes(weekday(date)))
  return { dates, dayMinutes, relaxed }
}

/** The weekdays that are studied, ascending, and how long. */
export function rhythm({ hoursPerWeek, daysAvailable }: Pick<Wishes, 'hoursPerWeek' | 'daysAvailable'>) {
  const free = [...new Set(daysAvailable)].sort((one, other) => one - other)
  const weekMinutes = hoursPerWeek * 60
  const count = Math.max(1, Math.min(free.length, Math.floor(weekMinutes / shortestMinutes)))
  const weekdays = spread(free, count)
  const dayMinutes = Math.min(longestMinutes, Math.floor(weekMinutes / count))
  const relaxed: Relaxed[] = []
  if (count < free.length)
    relaxed.push({
      constraint: 'days',
      reason: `${hoursPerWeek} h a week make ${count} study ${count === 1 ? 'day' : 'days'} of ${dayMinutes} minutes, in place of ${free.length} short ones.`,
    })
  if (dayMinutes * count < weekMinutes - count)
    relaxed.push({ constraint: 'hours', reason: `${hoursPerWeek} h do not fit into ${count} ${count === 1 ? 'day' : 'days'}: each holds 10 hours.` })
  return { weekdays, dayMinutes, relaxed }
}

/** So many of them, as far apart as can be. */
function spread(days: readonly number[], count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => days[Math.floor((index * days.length) / count)] ?? 1)
}
