'use client'
/** Whom the learner is coached by. Kept as soon as it is chosen. */
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { learning, type User } from '../../../api/gateway.ts'
import { keys } from '../../../api/keys.ts'
import { messageOf } from '../../../api/problem.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { isUnreadable } from '../../../ui/use-learner-query.ts'
import { type CoachChoice as Choice, coachChoices } from './coach-choices.ts'
import { usePreferring } from './use-preferring.ts'

export interface CoachChoiceProps {
  readonly user: User
  readonly onChange: (user: User) => void
}

export function CoachChoice({ user, onChange }: CoachChoiceProps) {
  const coaches = useQuery({ queryKey: keys.coaches, queryFn: ({ signal }) => learning.coaches(signal) })
  const { preferences, sending, error, choose, retry } = usePreferring(user, onChange)
  if (coaches.isPending) return <Skeleton className="h-40" />
  if (isUnreadable(coaches)) return <Notice message={messageOf(coaches.error)} onRetry={() => void coaches.refetch()} />
  const kept = user.preferences?.coach ?? 'default'
  const chosen = preferences.coach ?? 'default'
  return (
    <div className="grid gap-4">
      <fieldset className="grid gap-3">
        <legend className="mb-3 text-muted">
          For hints, conversations, interviews and words about your designs, from the next one on. None of them gives a solution away.
        </legend>
        {coachChoices(coaches.data, kept).map((choice) => (
          <Row key={choice.value} choice={choice} checked={chosen === choice.value} onChoose={() => choose({ coach: choice.value })} />
        ))}
      </fieldset>
      {error === undefined ? null : <Notice message={messageOf(error)} onRetry={retry} />}
      <p role="status" className="sr-only">
        {sending ? 'One moment.' : ''}
      </p>
    </div>
  )
}

interface RowProps {
  readonly choice: Choice
  readonly checked: boolean
  readonly onChoose: () => void
}

function Row({ choice: { name, words }, checked, onChoose }: RowProps) {
  const id = useId()
  return (
    <div className="relative flex items-start gap-3 rounded-card border border-edge bg-surface px-4 py-3 has-[:checked]:border-ink has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-quint">
      <input
        id={id}
        type="radio"
        name="coach"
        checked={checked}
        onChange={onChoose}
        aria-describedby={`${id}-note`}
        className="mt-1 size-5 shrink-0 accent-(--quint) outline-none"
      />
      <div className="min-w-0">
        {/* All of the row can be pressed. */}
        <label htmlFor={id} className="font-semibold after:absolute after:inset-0">
          {name}
        </label>
        <p id={`${id}-note`} className="break-words text-sm text-muted">
          {words}
        </p>
      </div>
    </div>
  )
}
