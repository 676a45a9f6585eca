'use client'
/** One occurrence in a calendar: opened by a press, dragged to another day, moved and resized by keys. */
import Link from 'next/link'
import type { Occurrence } from '../../../api/planner.ts'
import { paths } from '../../../paths.ts'
import type { CalendarActions } from './planner.tsx'

const [moveType, endType] = ['application/x-quint-event', 'application/x-quint-event-end']
const time = new Intl.DateTimeFormat('en', { hour: 'numeric', minute: '2-digit' })

export interface ChipProps {
  readonly occurrence: Occurrence
  readonly actions: CalendarActions
  readonly className?: string
}

const look = 'block w-full content-center truncate rounded px-1.5 py-0.5 text-left text-sm'
const shortcuts = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].flatMap((key) => [`Alt+${key}`, `Alt+Shift+${key}`]).join(' ')

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
      onDragStart={(event) => event.dataTransfer.setData(moveType, JSON.stringify(occurrence))}
      onClick={() => actions.open(occurrence)}
      onKeyDown={(event) => byKey(event, occurrence, actions)}
      aria-keyshortcuts={shortcuts}
      title={title}
      data-event={eventName(occurrence.eventId, startDate)}
      className={`${look} cursor-grab bg-quint text-on-accent ${className}`}
    >
      <span className="tabular-nums">{time.format(new Date(startDate))}</span> {words}
    </button>
  )
}

/** By which the page finds it again. */
export const eventName = (eventId: string, startDate: string): string => `${eventId} ${Date.parse(startDate)}`

const quarter = 15

/** Alt with an arrow moves by a day or a quarter of an hour; with Shift it is the end that moves. */
function byKey(event: React.KeyboardEvent, occurrence: Occurrence, actions: CalendarActions): void {
  const days = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
  const quarters = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  if (!event.altKey || (days === undefined && quarters === undefined)) return
  event.preventDefault()
  if (quarters !== undefined) {
    const turn = event.shiftKey ? actions.resize : actions.shift
    turn(occurrence, quarters * quarter)
    return
  }
  // What ends at midnight ends with the day before.
  const day = new Date(event.shiftKey ? Date.parse(occurrence.endDate) - 1 : occurrence.startDate)
  day.setDate(day.getDate() + (days ?? 0))
  if (event.shiftKey) actions.endOn(occurrence, day)
  else actions.move(occurrence, day)
}

/** The right edge of an event among days: dragged to another day it ends there. */
export function EndEdge({ occurrence }: { readonly occurrence: Occurrence }) {
  return (
    <span
      aria-hidden
      draggable
      onDragStart={(event) => event.dataTransfer.setData(endType, JSON.stringify(occurrence))}
      title="Drag to the day on which it ends"
      className="w-1.5 shrink-0 cursor-ew-resize rounded bg-edge"
    />
  )
}

/** What a place does that events can be dropped on. */
export function dropping(actions: CalendarActions, day: Date) {
  return {
    onDragOver: (event: React.DragEvent) => {
      if (event.dataTransfer.types.some((type) => type === moveType || type === endType)) event.preventDefault()
    },
    onDrop: (event: React.DragEvent) => {
      event.preventDefault()
      const read = (type: string) => JSON.parse(event.dataTransfer.getData(type) || 'null') as Occurrence | null
      const [moved, ending] = [read(moveType), read(endType)]
      if (moved !== null) actions.move(moved, day)
      else if (ending !== null) actions.endOn(ending, day)
    },
  }
}
