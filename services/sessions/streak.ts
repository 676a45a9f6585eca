/** Streaks over the learner's own calendar days: a missed day is bridged by a freeze while there is one, and active days earn freezes back. */

export interface Streak {
  /** Active days up to today or yesterday, without a gap that no freeze covered. */
  readonly current: number
  readonly longest: number
  readonly freezesLeft: number
  readonly activeToday: boolean
}

const mostFreezes = 2
const daysForAFreeze = 7
const dayMs = 86_400_000

/**
 * Deterministic in the set of days: order and repeats do not matter.
 * @param days "YYYY-MM-DD", each as it was where the learner was on that day.
 * @param today "YYYY-MM-DD", where the learner is now. A day after it (a traveller flew back over the date line) counts as today.
 */
export function streak(days: Iterable<string>, today: string): Streak {
  const now = dayNumber(today)
  const active = [...new Set([...days].map((day) => Math.min(dayNumber(day), now)))].sort((a, b) => a - b)
  let run: Run = { length: 0, freezes: mostFreezes, earning: 0 }
  let longest = 0
  let previous: number | undefined
  for (const day of active) {
    run = next(previous === undefined ? run : afterGap(run, day - previous - 1))
    longest = Math.max(longest, run.length)
    previous = day
  }
  if (previous === undefined) return { current: 0, longest: 0, freezesLeft: mostFreezes, activeToday: false }
  // Today is still open, so only the days between count as missed.
  const open = afterGap(run, Math.max(0, now - previous - 1))
  return { current: open.length, longest, freezesLeft: open.freezes, activeToday: previous === now }
}

interface Run {
  readonly length: number
  readonly freezes: number
  /** Active days since the last freeze was earned. */
  readonly earning: number
}

function next(run: Run): Run {
  const earning = run.earning + 1
  const earned = earning === daysForAFreeze
  return {
    length: run.length + 1,
    freezes: earned ? Math.min(mostFreezes, run.freezes + 1) : run.freezes,
    earning: earned ? 0 : earning,
  }
}

/** A gap that the freezes do not cover ends the run, and a new one begins with all of them. */
function afterGap(run: Run, missed: number): Run {
  if (missed <= run.freezes) return { ...run, freezes: run.freezes - missed }
  return { length: 0, freezes: mostFreezes, earning: 0 }
}

function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs)
}
