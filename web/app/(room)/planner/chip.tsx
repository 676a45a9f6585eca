'use client'
/** One occurrence in a calendar: opened by a press, dragged to another day, moved by keys. */
import Link from 'next/link'
import type { Occurrence } from '../../../api/planner.ts'
import { paths } from '../../../paths.ts'
import type { CalendarActions } from './planner.tsx'

const dragType = 'application/x-quint-event'
const time = new Intl.DateTimeFormat('en', { hour: 'numeric', minute: '2-digit' })

export interface ChipProps {
  readonly occurrence: Occurrence
  readonly actions: CalendarActions
  readonly className?: string
}

const look = 'block w-full truncate rounded px-1.5 py-0.5 text-left text-sm'

export function Chip({ occurrence, actions, className = '' }: ChipProps) {
  const { title, type, startDate, completed } = occurrence
  const words = `${completed ? '✓ ' : ''}${title}`
  if (type === 'plan')
    return (
      <Link href={paths.plan} prefetch={false} title={title} className={`${look} border border-quint text-quint ${className}`}>
        {words}
      </Link>
    )
  return (
    <button
      type="button"
      draggable
      onDragStart={(event) => event.dataTransfer.setData(dragType, JSON.stringify(occurrence))}
      onClick={() => actions.open(occurrence)}
      onKeyDown={(event) => {
        const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
        if (!event.altKey || step === undefined) return
        event.preventDefault()
        const day = new Date(startDate)
        day.setDate(day.getDate() + step)
        actions.move(occurrence, day)
      }}
      aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight"
      title={title}
      className={`${look} cursor-grab bg-quint text-on-accent ${className}`}
    >
      <span className="tabular-nums">{time.format(new Date(startDate))}</span> {words}
    </button>
  )
}

/** What a place does that events can be dropped on. */
export function dropping(actions: CalendarActions, day: Date) {
  return {
    onDragOver: (event: React.DragEvent) => {
      if (event.dataTransfer.types.includes(dragType)) event.preventDefault()
    },
    onDrop: (event: React.DragEvent) => {
      event.preventDefault()
      const dropped = JSON.parse(event.dataTransfer.getData(dragType) || 'null') as Occurrence | null
      if (dropped !== null) actions.move(dropped, day)
    },
  }
}
