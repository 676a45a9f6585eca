/** What the plan has for today, in one line: the next problem, and reviews that are due. */
import Link from 'next/link'
import type { Dashboard } from '../../../api/gateway.ts'
import { amount } from '../../../coach/words.ts'
import { paths } from '../../../paths.ts'
import { minuteWords, shortDay } from '../../../plan/words.ts'

const link = 'underline decoration-line decoration-2 underline-offset-4 hover:decoration-quint'

/** Nothing for a learner without a plan, and of what a device kept from an earlier version. */
export function AgendaLine({ dueReviews = 0, nextItem = null }: Pick<Dashboard, 'dueReviews' | 'nextItem'>) {
  if (dueReviews === 0 && nextItem === null) return null
  return (
    <p className="mt-6 flex flex-wrap gap-x-6 gap-y-1">
      {nextItem === null ? null : (
        <span>
          Next in your plan:{' '}
          <Link href={paths.plan} className={link}>
            {nextItem.title}
          </Link>
          <span className="text-muted">
            , {minuteWords(nextItem.minutes)}, {shortDay(nextItem.date)}
          </span>
        </span>
      )}
      {dueReviews === 0 ? null : (
        <Link href={paths.reviews} className={link}>
          {amount(dueReviews, 'review')} due
        </Link>
      )}
    </p>
  )
}
