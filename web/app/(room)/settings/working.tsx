'use client'
/** How Quint works for the learner: when a day begins, and whether difficulty shows. Kept as soon as it is chosen. */
import { type ReactNode, useId } from 'react'
import type { User } from '../../../api/gateway.ts'
import { messageOf } from '../../../api/problem.ts'
import { Notice } from '../../../ui/notice.tsx'
import { usePreferring } from './use-preferring.ts'

export interface WorkingProps {
  readonly user: User
  readonly onChange: (user: User) => void
}

const latestStartHour = 6

export function Working({ user, onChange }: WorkingProps) {
  const { preferences, sending, error, choose, retry } = usePreferring(user, onChange)
  const { hideDifficulty = false, dayStartHour = 0 } = preferences
  return (
    <div className="grid gap-7">
      <DayStart hour={dayStartHour} onChoose={(hour) => choose({ dayStartHour: hour })} />
      <Choice checked={hideDifficulty} onChange={(checked) => choose({ hideDifficulty: checked })} label="Hide how hard a problem is">
        Easy, medium and hard are other people’s words. Hidden, they show nowhere.
      </Choice>
      {error === undefined ? null : <Notice message={messageOf(error)} onRetry={retry} />}
      <p role="status" className="sr-only">
        {sending ? 'One moment.' : ''}
      </p>
    </div>
  )
}

function DayStart({ hour, onChoose }: { readonly hour: number; readonly onChoose: (hour: number) => void }) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-semibold">
        A new day begins
      </label>
      <select
        id={id}
        value={hour}
        onChange={(event) => onChoose(Number(event.target.value))}
        aria-describedby={`${id}-note`}
        className="min-h-12 w-full rounded-card border border-edge bg-surface px-3 text-lg text-ink sm:w-auto"
      >
        {Array.from({ length: latestStartHour + 1 }, (_, start) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the hours are what they are
          <option key={start} value={start}>
            {start === 0 ? 'at midnight' : `at ${start}:00`}
          </option>
        ))}
      </select>
      <p id={`${id}-note`} className="mt-1.5 text-sm text-muted">
        What you finish before that still counts for the day before.
      </p>
    </div>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly children: ReactNode
}

function Choice({ label, checked, onChange, children }: ChoiceProps) {
  const id = useId()
  return (
    <div className="flex items-start gap-3">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        aria-describedby={`${id}-note`}
        className="mt-1 size-5 shrink-0 accent-(--quint)"
      />
      <div>
        <label htmlFor={id} className="font-semibold">
          {label}
        </label>
        <p id={`${id}-note`} className="text-sm text-muted">
          {children}
        </p>
      </div>
    </div>
  )
}
