'use client'
/** A month: six weeks of days, with what is on each. */
import type { Occurrence } from '../../../api/planner.ts'
import { isOn, isSameDay } from '../../../plan/calendar.ts'
import { weekdays } from '../../../plan/words.ts'
import { AwakeButton } from '../../../ui/awake.tsx'
import { Chip, dropping, EndEdge } from './chip.tsx'
import type { CalendarActions } from './planner.tsx'

export interface ViewProps {
  readonly days: readonly Date[]
  readonly occurrences: readonly Occurrence[]
  readonly actions: CalendarActions
}

const mostShown = 3
const dayName = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' })

export function MonthView({ days, at, occurrences, actions }: ViewProps & { readonly at: Date }) {
  const weeks = Array.from({ length: Math.ceil(days.length / 7) }, (_, index) => days.slice(index * 7, index * 7 + 7))
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">Month</caption>
      <thead>
        <tr>
          {weekdays.map((name) => (
            <th key={name} scope="col" className="border border-line p-1.5 text-sm font-semibold text-muted">
              <abbr title={name} className="no-underline">
                {name.slice(0, 3)}
              </abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.toISOString()}>
            {week.map((day) => (
              <DayCell key={day.toISOString()} day={day} other={day.getMonth() !== at.getMonth()} occurrences={occurrences} actions={actions} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface CellProps extends Omit<ViewProps, 'days'> {
  readonly day: Date
  readonly other: boolean
}

function DayCell({ day, other, occurrences, actions }: CellProps) {
  const own = occurrences.filter((occurrence) => isOn(occurrence, day))
  const here = isSameDay(day, new Date())
  const next = new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1)
  return (
    <td {...dropping(actions, day)} className={`h-28 border border-line p-1 align-top ${other ? 'bg-paper' : 'bg-surface'}`}>
      <AwakeButton
        type="button"
        onClick={() => actions.add(new Date(day.getFullYear(), day.getMonth(), day.getDate(), 18))}
        aria-label={`Plan something on ${dayName.format(day)}`}
        className={`mb-1 min-h-6 min-w-6 rounded px-1 text-sm ${here ? 'font-bold text-quint' : 'text-muted'}`}
      >
        {day.getDate()}
      </AwakeButton>
      <ul className="grid gap-0.5">
        {own.slice(0, mostShown).map((occurrence) => (
          <li key={`${occurrence.eventId}${occurrence.startDate}`} className="flex min-w-0 gap-px">
            <Chip occurrence={occurrence} actions={actions} />
            {occurrence.type === 'plan' || isOn(occurrence, next) ? null : <EndEdge occurrence={occurrence} />}
          </li>
        ))}
        {own.length > mostShown ? (
          <li>
            <AwakeButton
              type="button"
              onClick={() => actions.show(day)}
              aria-label={`and ${own.length - mostShown} more on ${dayName.format(day)}`}
              className="min-h-6 rounded px-1 text-sm text-muted underline underline-offset-2 hover:text-ink"
            >
              and {own.length - mostShown} more
            </AwakeButton>
          </li>
        ) : null}
      </ul>
    </td>
  )
}
