/** The streak: how long, what it needs today, the free days that are left, and when a day ends. */
import { Snowflake } from 'lucide-react'
import type { Streak } from '../../../api/gateway.ts'
import { amount } from '../../../coach/words.ts'
import { dayEnd, mostFreezes, streakHead, streakWords } from './advice.ts'

export interface StreakLineProps {
  readonly streak: Streak
  /** Hours after midnight. */
  readonly dayStartHour: number
}

export function StreakLine({ streak, dayStartHour }: StreakLineProps) {
  return (
    <section aria-label="Your streak" className="mt-8 flex flex-wrap items-center gap-x-8 gap-y-3">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-display text-xl text-ink">{streakHead(streak)}</span>
          <span className="text-muted">{streakWords(streak)}</span>
        </p>
        <p className="text-sm text-muted">
          {streak.longest > streak.current ? `Your longest: ${amount(streak.longest, 'day')}. ` : ''}
          {dayEnd(streak.timeZone, dayStartHour)}
        </p>
      </div>
      <p className="flex items-center gap-2 text-sm text-muted" title="A missed day uses one by itself; seven active days earn one back.">
        <span aria-hidden className="flex gap-1">
          {Array.from({ length: mostFreezes }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the signs are all alike
            <Snowflake key={index} className={`size-5 ${index < streak.freezesLeft ? 'text-air' : 'text-edge opacity-50'}`} />
          ))}
        </span>
        {freeDays(streak.freezesLeft)}
      </p>
    </section>
  )
}

function freeDays(left: number): string {
  if (left === 0) return 'No free day left; seven active days earn one.'
  return `${amount(left, 'free day')} left for a day you miss.`
}
