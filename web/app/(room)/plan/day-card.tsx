'use client'
/** A day of the plan: its topic, its problems, and what can be done with each; a problem can be dragged to another day. */
import { Check, CircleDashed, SkipForward, X } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef, useState } from 'react'
import type { ItemStatus, PlanDay, PlanItem } from '../../../api/plans.ts'
import { paths } from '../../../paths.ts'
import { dayWords, minuteWords, today, topicWord } from '../../../plan/words.ts'
import { Button } from '../../../ui/button.tsx'
import { Difficulty } from '../../../ui/difficulty.tsx'
import type { PlanActions } from './current-plan.tsx'

const dragType = 'application/x-quint-item'

export function DayCard({ day, actions }: { readonly day: PlanDay; readonly actions: PlanActions }) {
  const [over, setOver] = useState(false)
  const open = day.problems.some(({ status }) => status === 'planned')
  const isToday = day.date === today()
  return (
    <li
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(dragType)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const dropped = JSON.parse(event.dataTransfer.getData(dragType) || 'null') as PlanItem | null
        if (dropped !== null) actions.change(dropped, { date: day.date })
      }}
      className={`rounded-card border bg-surface p-4 sm:p-5 ${over ? 'border-quint' : 'border-line'}`}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="text-lg">
          {dayWords(day.date)}
          {isToday ? <span className="ml-2 font-sans text-sm font-semibold text-quint">today</span> : null}
        </h3>
        <p className="text-sm text-muted">
          {topicWord(day.topic)}, {minuteWords(day.minutes)}
          {day.reviewMinutes === 0 ? '' : ` and ${minuteWords(day.reviewMinutes)} of reviews`}
        </p>
      </div>
      <p className="mt-1 text-muted">{day.reason}</p>
      <ul className="mt-3 divide-y divide-line">
        {day.problems.map((item) => (
          <ItemRow key={item.itemId} item={item} date={day.date} actions={actions} />
        ))}
      </ul>
      {open && day.date >= today() ? (
        <p className="mt-2">
          <Button look="plain" busy={actions.busy} onClick={() => actions.slip(day.date)}>
            I cannot on this day
          </Button>
        </p>
      ) : null}
    </li>
  )
}

const icons = { planned: CircleDashed, done: Check, failed: X, skipped: SkipForward } as const
const statusWords: Readonly<Record<ItemStatus, string>> = { planned: 'to do', done: 'done', failed: 'did not work out', skipped: 'skipped' }

interface RowProps {
  readonly item: PlanItem
  readonly date: string
  readonly actions: PlanActions
}

function ItemRow({ item, date, actions }: RowProps) {
  const Icon = icons[item.status]
  const open = item.status === 'planned'
  return (
    <li
      draggable={open}
      onDragStart={(event) => event.dataTransfer.setData(dragType, JSON.stringify(item))}
      className={`grid gap-x-4 gap-y-1 py-3 sm:grid-cols-[1fr_auto] ${open ? 'cursor-grab' : ''}`}
    >
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <Icon aria-hidden className="size-4 shrink-0 self-center text-muted" />
          <Link
            href={paths.problem(item.problemId)}
            prefetch={false}
            className="min-w-0 font-semibold underline decoration-line decoration-2 underline-offset-4 hover:decoration-quint"
          >
            {item.title}
          </Link>
          <span className="text-sm text-muted max-sm:basis-full max-sm:pl-7">
            <Difficulty value={item.difficulty} className="mr-2" />
            {minuteWords(item.minutes)}, {statusWords[item.status]}
          </span>
        </p>
        <p className="pl-7 text-sm text-muted">{item.reason}</p>
      </div>
      <Actions item={item} date={date} actions={actions} />
    </li>
  )
}

function Actions({ item, date, actions }: RowProps) {
  const say = (status: ItemStatus) => () => actions.change(item, { status })
  const place = useHeldFocus(item.status)
  const open = item.status === 'planned'
  // What was open here holds its room: whoever marks one after the other finds the next where it was.
  const [begunOpen] = useState(open)
  return (
    <div ref={place} className="grid pl-5 *:[grid-area:1/1] sm:pl-0">
      {open ? null : (
        <div>
          <Button look="plain" busy={actions.busy} onClick={say('planned')} aria-label={`Put back ${item.title}`}>
            Put back
          </Button>
        </div>
      )}
      {open || begunOpen ? <OpenActions item={item} date={date} actions={actions} /> : null}
    </div>
  )
}

function OpenActions({ item, date, actions }: RowProps) {
  const say = (status: ItemStatus) => () => actions.change(item, { status })
  return (
    <div className={`flex flex-wrap items-center gap-x-3 ${item.status === 'planned' ? '' : 'invisible'}`}>
      <Button look="plain" onClick={say('done')} aria-label={`Done: ${item.title}`}>
        Done
      </Button>
      <Button look="plain" onClick={say('failed')} aria-label={`Stuck: ${item.title}`}>
        Stuck
      </Button>
      <Button look="plain" onClick={say('skipped')} aria-label={`Skip: ${item.title}`}>
        Skip
      </Button>
      <label className="text-sm text-muted">
        <span className="sr-only">Move {item.title} to</span>
        <input
          type="date"
          value={date}
          min={today()}
          onChange={({ target }) => {
            if (target.value !== '' && target.value !== date) actions.change(item, { date: target.value })
          }}
          className="min-h-10 rounded-card border border-edge bg-surface px-2 text-ink"
        />
      </label>
    </div>
  )
}

/** The button that was pressed is not to be seen once the item is something else: the focus goes to the first one in its place. */
function useHeldFocus(status: ItemStatus) {
  const place = useRef<HTMLDivElement>(null)
  const before = useRef(status)
  useEffect(() => {
    const focused = document.activeElement
    const lost = focused === document.body || place.current?.contains(focused) === true
    if (before.current !== status && lost) place.current?.querySelector('button')?.focus()
    before.current = status
  }, [status])
  return place
}
