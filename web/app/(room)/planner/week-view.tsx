'use client'
/** A week by the hour: events are dragged to other days, and made longer, shorter, earlier or later by a quarter of an hour. */
import { ChevronDown, ChevronUp, Minus, Plus } from 'lucide-react'
import type { Occurrence } from '../../../api/planner.ts'
import { isOn, isSameDay } from '../../../plan/calendar.ts'
import { Chip, dropping } from './chip.tsx'
import { Grip } from './grip.tsx'
import type { ViewProps } from './month-view.tsx'
import type { CalendarActions } from './planner.tsx'

const dayName = new Intl.DateTimeFormat('en', { weekday: 'short', day: 'numeric', month: 'short' })
const quarter = 15

export function WeekView({ days, occurrences, actions }: ViewProps) {
  return (
    <ol className="grid gap-2 lg:grid-cols-7" aria-label="Week">
      {days.map((day) => (
        <li key={day.toISOString()} {...dropping(actions, day)} className="min-h-32 rounded-card border border-line bg-surface p-2">
          <h2 className={`font-sans text-sm font-semibold ${isSameDay(day, new Date()) ? 'text-quint' : 'text-muted'}`}>{dayName.format(day)}</h2>
          <ul className="mt-2 grid gap-2">
            {occurrences
              .filter((occurrence) => isOn(occurrence, day))
              .map((occurrence) => (
                <WeekEvent key={`${occurrence.eventId}${occurrence.startDate}`} occurrence={occurrence} actions={actions} />
              ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

/** As tall as it is long, within what can still be read. */
function heightClass({ startDate, endDate }: Occurrence): string {
  const hours = (Date.parse(endDate) - Date.parse(startDate)) / 3_600_000
  return hours >= 3 ? 'min-h-28' : hours >= 1.5 ? 'min-h-20' : hours >= 0.75 ? 'min-h-12' : 'min-h-8'
}

const small = 'grid size-8 place-items-center rounded text-muted hover:text-ink'

function WeekEvent({ occurrence, actions }: { readonly occurrence: Occurrence; readonly actions: CalendarActions }) {
  const { title } = occurrence
  if (occurrence.type === 'plan')
    return (
      <li>
        <Chip occurrence={occurrence} actions={actions} className={heightClass(occurrence)} />
      </li>
    )
  return (
    <li>
      <Chip occurrence={occurrence} actions={actions} className={heightClass(occurrence)} />
      <Grip occurrence={occurrence} actions={actions} />
      <p className="flex flex-wrap">
        <button
          type="button"
          className={small}
          aria-label={`${title} a quarter of an hour earlier`}
          onClick={() => actions.shift(occurrence, -quarter)}
        >
          <ChevronUp aria-hidden className="size-4" />
        </button>
        <button type="button" className={small} aria-label={`${title} a quarter of an hour later`} onClick={() => actions.shift(occurrence, quarter)}>
          <ChevronDown aria-hidden className="size-4" />
        </button>
        <button
          type="button"
          className={small}
          aria-label={`${title} a quarter of an hour shorter`}
          onClick={() => actions.resize(occurrence, -quarter)}
        >
          <Minus aria-hidden className="size-4" />
        </button>
        <button
          type="button"
          className={small}
          aria-label={`${title} a quarter of an hour longer`}
          onClick={() => actions.resize(occurrence, quarter)}
        >
          <Plus aria-hidden className="size-4" />
        </button>
      </p>
    </li>
  )
}
