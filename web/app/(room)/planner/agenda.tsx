'use client'
/** What comes next, day by day; while an event is dragged, the days without any are there to drop it on. */
import { useState } from 'react'
import { isOn } from '../../../plan/calendar.ts'
import { Chip, dropping } from './chip.tsx'
import { Grip } from './grip.tsx'
import type { ViewProps } from './month-view.tsx'

const dayName = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' })

export function Agenda({ days, occurrences, actions }: ViewProps) {
  const [dragging, setDragging] = useState(false)
  const all = days.map((day) => ({ day, own: occurrences.filter((occurrence) => isOn(occurrence, day)) }))
  if (all.every(({ own }) => own.length === 0)) return <p className="mt-6 text-muted">Nothing is planned in these thirty days.</p>
  return (
    // Drawn after the drag has begun: a page that changes while it begins ends it.
    <ol
      className={`grid grid-cols-[minmax(0,1fr)] ${dragging ? 'gap-1' : 'gap-5'}`}
      aria-label="Agenda"
      onDragStart={() => setTimeout(() => setDragging(true))}
      onDragEnd={() => setDragging(false)}
      onDrop={() => setDragging(false)}
    >
      {all
        .filter(({ own }) => dragging || own.length > 0)
        .map(({ day, own }) => (
          <li
            key={day.toISOString()}
            {...dropping(actions, day)}
            className={dragging ? 'rounded-card border border-dashed border-edge px-2 py-1' : ''}
          >
            <h2 className={own.length === 0 ? 'font-sans text-sm font-normal text-muted' : 'text-lg'}>{dayName.format(day)}</h2>
            <ul className="mt-1.5 grid max-w-xl grid-cols-[minmax(0,1fr)] gap-1.5 empty:hidden">
              {own.map((occurrence) => (
                <li key={`${occurrence.eventId}${occurrence.startDate}`}>
                  <Chip occurrence={occurrence} actions={actions} className="min-h-10" />
                  {occurrence.type === 'plan' ? null : <Grip occurrence={occurrence} actions={actions} />}
                </li>
              ))}
            </ul>
          </li>
        ))}
    </ol>
  )
}
