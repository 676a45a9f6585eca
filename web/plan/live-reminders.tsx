'use client'
/** Reminders on screen: the moment they come due, and those that came due while no page was open. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Bell, X } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { keys } from '../api/keys.ts'
import { watchNotices } from '../api/notices.ts'
import { planner, type Reminder } from '../api/planner.ts'
import { paths } from '../paths.ts'
import { alike, keepSeen, readSeen, standing } from './due-reminders.ts'

const when = new Intl.DateTimeFormat('en', { weekday: 'long', hour: 'numeric', minute: '2-digit' })

export function LiveReminders() {
  const [seen, setSeen] = useState<readonly string[]>()
  const { data = [] } = useQuery({ queryKey: keys.reminders, queryFn: ({ signal }) => planner.reminders(signal), retry: false })
  useEffect(() => setSeen(readSeen()), [])
  useWatched()
  const shown = seen === undefined ? [] : standing(data, { seen, now: Date.now() })
  const putAway = (reminder: Reminder): void => {
    const ids = [...(seen ?? []), ...alike(data, reminder)]
    setSeen(ids)
    keepSeen(ids)
  }
  return (
    <section
      aria-label="Reminders"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 top-16 z-40 grid justify-items-end gap-2 p-3 sm:p-4"
    >
      {shown.map((reminder) => (
        <div
          key={reminder.id}
          className="pointer-events-auto flex w-full items-center gap-3 rounded-card border border-line bg-surface py-2 pl-4 pr-2 shadow-lg sm:w-96"
        >
          <Bell aria-hidden className="size-5 shrink-0 text-quint" />
          <p className="min-w-0 flex-1">
            <Link href={paths.planner} className="block break-words font-semibold underline-offset-4 hover:underline">
              {reminder.title}
            </Link>
            <span className="text-sm text-muted">{when.format(new Date(reminder.startDate))}</span>
          </p>
          <button
            type="button"
            aria-label={`Put away the reminder of ${reminder.title}`}
            onClick={() => putAway(reminder)}
            className="grid size-11 shrink-0 place-items-center rounded-card text-muted hover:text-ink"
          >
            <X aria-hidden className="size-5" />
          </button>
        </div>
      ))}
    </section>
  )
}

/** A page that nobody looks at holds no line; one that is looked at again asks what it missed. */
function useWatched(): void {
  const queries = useQueryClient()
  useEffect(() => {
    let watching: AbortController | undefined
    const look = (): void => void queries.invalidateQueries({ queryKey: keys.reminders })
    const follow = (): void => {
      watching?.abort()
      watching = undefined
      if (document.visibilityState !== 'visible') return
      watching = new AbortController()
      watchNotices(['plans.reminder.due'], { onNotice: look, signal: watching.signal })
    }
    const again = (): void => {
      follow()
      if (watching !== undefined) look()
    }
    follow()
    document.addEventListener('visibilitychange', again)
    return () => {
      document.removeEventListener('visibilitychange', again)
      watching?.abort()
    }
  }, [queries])
}
