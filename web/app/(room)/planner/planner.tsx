'use client'
/** The calendar: a month, a week or what comes next; events are dragged, resized, made and taken away. */
import { keepPreviousData, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { createInTurn, type InTurn } from '../../../api/in-turn.ts'
import { keys } from '../../../api/keys.ts'
import { type Occurrence, planner } from '../../../api/planner.ts'
import { messageOf } from '../../../api/problem.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { daysOf, endingOn, movedTo, resized, shifted, spanOf, stepped, type View, views } from '../../../plan/calendar.ts'
import { useMoves } from '../../../plan/use-moves.ts'
import { AwakeSelect } from '../../../ui/awake.tsx'
import { Button } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Together } from '../../../ui/together.tsx'
import { isSignedOut, useLearnerQuery } from '../../../ui/use-learner-query.ts'
import { Agenda } from './agenda.tsx'
import { eventName } from './chip.tsx'
import { type Editing, EventDialog, type Saving } from './event-dialog.tsx'
import { FeedLink } from './feed-link.tsx'
import { MonthView } from './month-view.tsx'
import { WeekView } from './week-view.tsx'

export interface CalendarActions {
  readonly open: (occurrence: Occurrence) => void
  readonly add: (at: Date) => void
  readonly move: (occurrence: Occurrence, day: Date) => void
  readonly shift: (occurrence: Occurrence, minutes: number) => void
  readonly resize: (occurrence: Occurrence, minutes: number) => void
  readonly endOn: (occurrence: Occurrence, day: Date) => void
  /** Everything from this day on. */
  readonly show: (day: Date) => void
}

const month = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric' })
const moment = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' })
const names: Readonly<Record<View, string>> = { month: 'Month', week: 'Week', agenda: 'Agenda' }

export function Planner() {
  const [view, setView] = useState<View>('month')
  // Only once it is there: a page that begins otherwise than it was sent is built twice.
  useEffect(() => {
    if (window.innerWidth < 640) setView('agenda')
  }, [])
  const [at, setAt] = useState(() => new Date())
  const [editing, setEditing] = useState<Editing>()
  const days = useMemo(() => daysOf(view, at), [view, at])
  const [from, to] = spanOf(days)
  const query = useLearnerQuery({
    queryKey: keys.calendar(from.toISOString(), to.toISOString()),
    queryFn: ({ signal }) => planner.between(from, to, signal),
    placeholderData: keepPreviousData,
  })
  const hold = useHeldFocus(query.data)
  const show = (day: Date): void => {
    setView('agenda')
    setAt(day)
  }
  const [inTurn] = useState(createInTurn)
  const { actions, moves, said } = useActions({ inTurn, setEditing, show, hold })
  const saves = useSaves(inTurn, { editing, setEditing })
  const occurrences = query.data ?? []
  return (
    <>
      <Head view={view} at={at} onView={setView} onAt={setAt} onAdd={() => setEditing({ kind: 'new', at: nextHour() })} />
      {query.isError && !isSignedOut(query.error) ? <Notice message={messageOf(query.error)} onRetry={() => void query.refetch()} /> : null}
      {moves.error === undefined ? null : <Notice message={messageOf(moves.error)} onRetry={moves.retry} />}
      {saves.left === undefined ? null : <Notice message={messageOf(saves.left)} onRetry={saves.retry} />}
      <div className="mt-4" aria-busy={query.isPending}>
        {view === 'month' ? <MonthView days={days} at={at} occurrences={occurrences} actions={actions} /> : null}
        {view === 'week' ? <WeekView days={days} occurrences={occurrences} actions={actions} /> : null}
        {view === 'agenda' ? <Agenda days={days} occurrences={occurrences} actions={actions} /> : null}
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
      {occurrences.some(({ type }) => type !== 'plan') ? (
        <p className="mt-3 max-w-[70ch] text-sm text-muted">
          Drag an event to another day, or pull its edge to make it longer. By keys: Alt with an arrow moves it, Alt and Shift with an arrow move its
          end.
        </p>
      ) : null}
      {editing === undefined ? null : (
        <EventDialog editing={editing} saving={saves.here} settled={() => inTurn(async () => undefined)} onClose={() => setEditing(undefined)} />
      )}
      <Together waiting={null}>
        <FeedLink />
      </Together>
    </>
  )
}

interface Acting {
  readonly inTurn: InTurn
  readonly setEditing: (editing: Editing) => void
  readonly show: (day: Date) => void
  readonly hold: (name: string) => void
}

function useActions({ inTurn, setEditing, show, hold }: Acting) {
  const [said, setSaid] = useState('')
  const moves = useMoves(inTurn, (occurrence, span) => {
    setSaid(`${occurrence.title}: ${moment.formatRange(new Date(span.startDate), new Date(span.endDate))}.`)
    hold(eventName(occurrence.eventId, span.startDate))
  })
  const actions: CalendarActions = {
    open: (occurrence) => setEditing({ kind: 'known', occurrence }),
    add: (day) => setEditing({ kind: 'new', at: day }),
    move: (occurrence, day) => moves.move(occurrence, movedTo(occurrence, day)),
    shift: (occurrence, minutes) => moves.move(occurrence, shifted(occurrence, minutes)),
    resize: (occurrence, minutes) => moves.move(occurrence, resized(occurrence, minutes)),
    endOn: (occurrence, day) => moves.move(occurrence, endingOn(occurrence, day)),
    show,
  }
  return { actions, moves, said }
}

interface Edited {
  readonly editing: Editing | undefined
  readonly setEditing: (next: (now: Editing | undefined) => Editing | undefined) => void
}

/** What the dialog saves. When it was closed meanwhile, no other one is closed for it, and what went wrong is said on the page. */
function useSaves(inTurn: InTurn, { editing, setEditing }: Edited) {
  const queries = useQueryClient()
  const [of, setOf] = useState<Editing>()
  const { sending, error, send, retry } = useSending(async (work: () => Promise<unknown>, saved: Editing | undefined) => {
    setOf(saved)
    await inTurn(work)
    await queries.invalidateQueries({ queryKey: keys.planner })
    setEditing((now) => (now === saved ? undefined : now))
  })
  const here: Saving = { sending, error: of === editing ? error : undefined, send: (work) => void send(work, editing) }
  return { here, left: of === editing ? undefined : error, retry: () => void retry() }
}

/** An event on another day is drawn anew, without the focus that it had. @returns what remembers which one had it. */
function useHeldFocus(drawn: unknown): (name: string) => void {
  const held = useRef<string>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something else is drawn
  useEffect(() => {
    const event = held.current === undefined ? null : document.querySelector<HTMLElement>(`[data-event="${held.current}"]`)
    if (event === null) return
    held.current = undefined
    if (document.activeElement === document.body) event.focus()
  }, [drawn])
  return (name) => {
    held.current = name
  }
}

function nextHour(): Date {
  const now = new Date()
  return new Date(now.getFullYear(), now.getMonth(), now.getDate(), now.getHours() + 1)
}

interface HeadProps {
  readonly view: View
  readonly at: Date
  readonly onView: (view: View) => void
  readonly onAt: (at: Date) => void
  readonly onAdd: () => void
}

function Head({ view, at, onView, onAt, onAdd }: HeadProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <h1 className="text-2xl sm:text-3xl">{month.format(at)}</h1>
      <div className="flex flex-wrap items-center gap-2">
        <Button look="quiet" onClick={() => onAt(stepped(view, at, -1))}>
          Earlier
        </Button>
        <Button look="quiet" onClick={() => onAt(new Date())}>
          Today
        </Button>
        <Button look="quiet" onClick={() => onAt(stepped(view, at, 1))}>
          Later
        </Button>
        <label>
          <span className="sr-only">View</span>
          <AwakeSelect
            value={view}
            onChange={({ target }) => onView(views.find((one) => one === target.value) ?? 'month')}
            className="min-h-11 rounded-card border border-edge bg-surface px-3"
          >
            {views.map((one) => (
              <option key={one} value={one}>
                {names[one]}
              </option>
            ))}
          </AwakeSelect>
        </label>
        <Button onClick={onAdd}>Plan something</Button>
      </div>
    </div>
  )
}
