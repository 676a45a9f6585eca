'use client'
/** What comes next, day by day. */
import { isOn } from '../../../plan/calendar.ts'
import { Chip } from './chip.tsx'
import type { ViewProps } from './month-view.tsx'

const dayName = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' })

export function Agenda({ days, occurrences, actions }: ViewProps) {
  const busy = days.map((day) => ({ day, own: occurrences.filter((occurrence) => isOn(occurrence, day)) })).filter(({ own }) => own.length > 0)
  if (busy.length === 0) return <p className="mt-6 text-muted">Nothing is planned in these thirty days.</p>
  return (
    <ol className="grid gap-5">
      {busy.map(({ day, own }) => (
        <li key={day.toISOString()}>
          <h2 className="text-lg">{dayName.format(day)}</h2>
          <ul className="mt-1.5 grid max-w-xl gap-1.5">
            {own.map((occurrence) => (
              <li key={`${occurrence.eventId}${occurrence.startDate}`}>
                <Chip occurrence={occurrence} actions={actions} className="min-h-10" />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}
