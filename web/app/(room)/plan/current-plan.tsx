'use client'
/** The current plan, a week at a time: what is done, what is to do, and how to change it. */
import { useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { putAnswer } from '../../../api/answers.ts'
import { keys } from '../../../api/keys.ts'
import { type Plan, type PlanItem, plans } from '../../../api/plans.ts'
import { messageOf } from '../../../api/problem.ts'
import { useKept } from '../../../offline/use-kept.ts'
import { paths } from '../../../paths.ts'
import { minuteWords, today } from '../../../plan/words.ts'
import { Button, buttonClass } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Skeleton, Waiting } from '../../../ui/skeleton.tsx'
import { Unavailable } from '../../../ui/unavailable.tsx'
import { isUnreadable, useLearnerQuery } from '../../../ui/use-learner-query.ts'
import { useQueued } from '../../../ui/use-queued.ts'
import { DayCard } from './day-card.tsx'
import { Regenerate } from './regenerate.tsx'

export function CurrentPlan() {
  const query = useLearnerQuery({ queryKey: keys.plan, queryFn: ({ signal }) => plans.current(signal) })
  if (query.isPending)
    return (
      <>
        <Waiting label="Your plan is being read" />
        <Skeleton className="h-10 w-64" />
        <Skeleton className="mt-6 h-72" />
      </>
    )
  if (isUnreadable(query)) return <Unavailable what="plan" error={query.error} onRetry={() => void query.refetch()} />
  return query.data === null ? <NoPlan /> : <PlanView plan={query.data} />
}

function NoPlan() {
  return (
    <section className="max-w-xl">
      <h1 className="text-2xl sm:text-3xl">A plan that fits your hours</h1>
      <p className="mt-4 text-muted">
        Five questions, then a plan by week and day: which problems, in which order, and why. It moves when your days do.
      </p>
      <p className="mt-8">
        <Link href={paths.onboarding} className={buttonClass()}>
          Answer five questions
        </Link>
      </p>
    </section>
  )
}

/** The week of today, else the first that is still to come, else the last. */
function weekNow({ weeks }: Plan): number {
  const found = weeks.findIndex(({ days }) => (days.at(-1)?.date ?? '') >= today())
  return found === -1 ? Math.max(0, weeks.length - 1) : found
}

export interface PlanActions {
  readonly busy: boolean
  readonly change: (item: PlanItem, change: Parameters<typeof plans.change>[2]) => void
  readonly slip: (date: string) => void
}

function PlanView({ plan }: { readonly plan: Plan }) {
  useKept('/api/plans/current')
  const queries = useQueryClient()
  const [index, setIndex] = useState(() => weekNow(plan))
  const [said, setSaid] = useState('')
  // What is done with one problem does not wait for another, and is not lost while that is being saved.
  const changing = useQueued(async (work: () => Promise<Plan>, done: string) => {
    putAnswer<Plan | null>(queries, keys.plan, await work())
    setSaid(done)
    for (const queryKey of [keys.due, keys.planner]) void queries.invalidateQueries({ queryKey })
  })
  const week = plan.weeks[Math.min(index, plan.weeks.length - 1)]
  const actions: PlanActions = {
    busy: changing.sending,
    change: (item, change) => void changing.send(() => plans.change(plan, item.itemId, change), `${item.title}: noted.`),
    slip: (date) => void changing.send(() => plans.slip(plan, date), 'Moved on.'),
  }
  return (
    <>
      <Head plan={plan} />
      {changing.error === undefined ? null : <Notice message={messageOf(changing.error)} onRetry={() => void changing.retry()} />}
      <p role="status" className="sr-only">
        {said}
      </p>
      <div className="mt-8 flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-xl">
          Week {week?.number ?? 1} of {plan.weeks.length}
        </h2>
        <p className="flex gap-2">
          <Button look="quiet" disabled={index === 0} onClick={() => setIndex(index - 1)}>
            Earlier
          </Button>
          <Button look="quiet" disabled={index >= plan.weeks.length - 1} onClick={() => setIndex(index + 1)}>
            Later
          </Button>
        </p>
      </div>
      <ol className="mt-4 grid gap-5">
        {(week?.days ?? []).map((day) => (
          <DayCard key={day.date} day={day} actions={actions} />
        ))}
      </ol>
      <Relaxed plan={plan} />
      <Regenerate plan={plan} />
    </>
  )
}

function Head({ plan }: { readonly plan: Plan }) {
  const items = plan.weeks.flatMap(({ days }) => days.flatMap(({ problems }) => problems))
  const done = items.filter(({ status }) => status === 'done' || status === 'failed').length
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h1 className="text-2xl sm:text-3xl">Your plan</h1>
        <Link href={paths.onboarding} className={buttonClass('plain')}>
          Change your answers
        </Link>
      </div>
      <p className="mt-3 text-muted">
        {done} of {items.length} problems done, {minuteWords(plan.dayMinutes)} on a study day.
      </p>
      <progress
        aria-label="Problems done"
        max={Math.max(1, items.length)}
        value={done}
        className="mt-3 block h-2 w-full appearance-none overflow-hidden rounded-full bg-line [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-quint [&::-moz-progress-bar]:bg-quint"
      />
    </>
  )
}

function Relaxed({ plan }: { readonly plan: Plan }) {
  if (plan.relaxed.length === 0) return null
  return (
    <details className="mt-8 text-muted">
      <summary className="cursor-pointer font-semibold text-ink">Where your wishes did not all fit</summary>
      <ul className="mt-2 list-disc pl-6">
        {plan.relaxed.map(({ constraint, reason }) => (
          <li key={constraint}>{reason}</li>
        ))}
      </ul>
    </details>
  )
}
