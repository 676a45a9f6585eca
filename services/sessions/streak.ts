/** Streaks over the learner's own calendar days, with two freezes for days that are missed. */

/*
 * A learner begins with two freezes. A missed day uses one by itself. Seven active days earn one back, while there are fewer than two.
 * A missed day that no freeze covers ends the streak, and what was earned towards the next freeze with it.
 * So a day more never makes a streak shorter, whenever it becomes known.
 */

export interface Streak {
  /** Active days up to today or yesterday, without a gap that no freeze covered. */
  readonly current: number
  readonly longest: number
  readonly freezesLeft: number
  readonly activeToday: boolean
}

/** Where a streak stood at its last active day. */
export interface Run {
  readonly length: number
  /** Days towards freezes: 14 are two freezes, 7 are one. */
  readonly credit: number
  /** "YYYY-MM-DD". */
  readonly lastDay: string
  readonly longest: number
}

const daysForAFreeze = 7
const mostCredit = 2 * daysForAFreeze
const dayMs = 86_400_000

/** Active days one after the other. */
export interface Stretch {
  /** Days since 1970-01-01. */
  readonly first: number
  readonly days: number
}

/**
 * @param stretches in their order, a missed day or more between two of them; each day as it was where the learner was on that day.
 * @param today "YYYY-MM-DD", where the learner is now. A day after it (a flight back over the date line, a later start of the day) is today.
 */
export function streak(stretches: readonly Stretch[], today: string): Streak {
  const run = runOf(stretches)
  if (run === undefined) return { current: 0, longest: 0, freezesLeft: mostCredit / daysForAFreeze, activeToday: false }
  // Today is still open, so only the days between count as missed.
  const missed = Math.max(0, dayNumber(today) - dayNumber(run.lastDay) - 1)
  const open = afterMissed(run, missed)
  return {
    current: open.length,
    longest: run.longest,
    freezesLeft: Math.floor(open.credit / daysForAFreeze),
    activeToday: dayNumber(run.lastDay) >= dayNumber(today),
  }
}

/** Undefined without a day. */
export function runOf(stretches: readonly Stretch[]): Run | undefined {
  let run = { length: 0, credit: mostCredit, longest: 0 }
  let next = stretches[0]?.first
  if (next === undefined) return undefined
  for (const { first, days } of stretches) {
    const { length, credit } = afterMissed(run, first - next)
    run = { length: length + days, credit: Math.min(mostCredit, credit + days), longest: Math.max(run.longest, length + days) }
    next = first + days
  }
  return { ...run, lastDay: new Date((next - 1) * dayMs).toISOString().slice(0, 10) }
}

function afterMissed({ length, credit }: Pick<Run, 'length' | 'credit'>, missed: number): Pick<Run, 'length' | 'credit'> {
  if (missed <= Math.floor(credit / daysForAFreeze)) return { length, credit: credit - missed * daysForAFreeze }
  return { length: 0, credit: 0 }
}

function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs)
}
