'use client'
/** What waits for somebody; then figures over a week or a month: who was here, what they did, who wrote the hints and what that took. */
import Link from 'next/link'
import { useState } from 'react'
import { Skeleton, Waiting } from '../../../ui/skeleton.tsx'
import { useLearnerQuery } from '../../../ui/use-learner-query.ts'
import { administration, adminKeys, type Usage, type Writer } from './admin-api.ts'
import { Choice } from './choice.tsx'
import { queueLines } from './queues.ts'
import { isKeptOut, Refused } from './refused.tsx'
import { useQueues } from './use-queues.ts'

const spans = [
  { value: '1', name: 'A day' },
  { value: '7', name: 'A week' },
  { value: '30', name: 'A month' },
] as const

export function Overview() {
  const [days, setDays] = useState<(typeof spans)[number]['value']>('7')
  const usage = useLearnerQuery({ queryKey: adminKeys.usage(Number(days)), queryFn: ({ signal }) => administration.usage(Number(days), signal) })
  const queues = useQueues()
  const [first] = useState(days)
  // What waits stands above the choice: both are shown at once.
  if ((usage.isPending && days === first) || queues.isPending) return <Coming />
  if (isKeptOut(usage.error)) return <Refused error={usage.error} onRetry={() => void usage.refetch()} />
  return (
    <>
      <Queues />
      <div className="mt-10">
        <Choice name="span" legend="Over" options={spans} value={days} onChange={setDays} />
      </div>
      {usage.data === undefined && usage.error !== null ? <Refused error={usage.error} onRetry={() => void usage.refetch()} /> : null}
      {usage.isPending ? <Coming /> : null}
      {usage.data === undefined ? null : <Figures usage={usage.data.usage} />}
    </>
  )
}

function Coming() {
  return (
    <div className="mt-6 grid gap-4">
      <Waiting label="The figures are being fetched." />
      <Skeleton className="h-28" />
      <Skeleton className="h-40" />
    </div>
  )
}

/** Beside the point of the page: a count that cannot be had is not there. */
function Queues() {
  const { data: sizes } = useQueues()
  if (sizes === undefined) return null
  const lines = queueLines(sizes)
  return (
    <section aria-labelledby="queues" className="mt-6 rounded-card border border-line bg-surface px-4 py-4">
      <h2 id="queues" className="text-xl">
        Waits for you
      </h2>
      {lines.length === 0 ? <p className="mt-2 text-muted">Nothing.</p> : null}
      <ul className="mt-2 flex flex-wrap gap-x-6 gap-y-1">
        {lines.map(({ list, words }) => (
          <li key={list + words}>
            <Link href={list} className="block py-1.5 font-semibold underline underline-offset-4">
              {words}
            </Link>
          </li>
        ))}
      </ul>
      {sizes.unavailable.length === 0 ? null : (
        <p className="mt-2 text-muted">No answer from {sizes.unavailable.join(' and ')}: what waits there is not counted.</p>
      )}
    </section>
  )
}

function Figures({ usage }: { readonly usage: Usage }) {
  const { accounts, sessions, hints, interviews, designs } = usage
  return (
    <>
      {usage.unavailable.length === 0 ? null : (
        <p role="status" className="mt-6 rounded-card border border-line bg-surface px-4 py-3">
          No answer from {usage.unavailable.join(' and ')}: its figures are missing.
        </p>
      )}
      <Group title="People">
        <Figure name="accounts" value={accounts.accounts} />
        <Figure name="new this week" value={accounts.newWeek} />
        <Figure name="here today" value={accounts.activeDay} />
        <Figure name="here this week" value={accounts.activeWeek} />
        <Figure name="here this month" value={accounts.activeMonth} />
        <Figure name="suspended" value={accounts.suspended} />
      </Group>
      {sessions === undefined ? null : (
        <Group title="Sessions">
          <Figure name="begun" value={sessions.sessionsStarted} />
          <Figure name="finished" value={sessions.sessionsCompleted} />
          <Figure name="put aside" value={sessions.sessionsAbandoned} />
          <Figure name="learners" value={sessions.learners} />
        </Group>
      )}
      {hints === undefined ? null : (
        <section aria-labelledby="writers" className="mt-10">
          <h2 id="writers" className="text-xl">
            Hints
          </h2>
          {hints.writers.length === 0 ? (
            <p className="mt-3 text-muted">No hint was given in this time.</p>
          ) : (
            <Writers name="Hints" writers={hints.writers} />
          )}
        </section>
      )}
      {interviews === undefined || interviews.writers.length === 0 ? null : (
        <section aria-labelledby="interviewers" className="mt-10">
          <h2 id="interviewers" className="text-xl">
            Interviews
          </h2>
          <Writers name="Answers" writers={interviews.writers.map(({ answers, ...writer }) => ({ ...writer, hints: answers }))} />
        </section>
      )}
      {designs === undefined || designs.writers.length === 0 ? null : (
        <section aria-labelledby="designers" className="mt-10">
          <h2 id="designers" className="text-xl">
            Designs
          </h2>
          <Writers name="Answers" writers={designs.writers.map(({ answers, ...writer }) => ({ ...writer, hints: answers }))} />
        </section>
      )}
    </>
  )
}

function Group({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section aria-label={title} className="mt-10">
      <h2 className="text-xl">{title}</h2>
      <dl className="mt-4 grid grid-cols-2 gap-x-6 gap-y-5 sm:grid-cols-3">{children}</dl>
    </section>
  )
}

const number = new Intl.NumberFormat('en')

function Figure({ name, value }: { readonly name: string; readonly value: number }) {
  return (
    <div className="flex flex-col-reverse border-l-2 border-line pl-4">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="font-display text-2xl tabular-nums">{number.format(value)}</dd>
    </div>
  )
}

function Writers({ name, writers }: { readonly name: string; readonly writers: readonly Writer[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section aria-label={`Who wrote: ${name}`} tabIndex={0} className="mt-3 overflow-x-auto">
      <table className="w-full min-w-[30rem] text-left">
        <thead className="text-sm text-muted">
          <tr className="border-b border-line">
            <th scope="col" className="py-2 pr-4 font-normal">
              Written by
            </th>
            <th scope="col" className="py-2 pr-4 text-right font-normal">
              {name}
            </th>
            <th scope="col" className="py-2 pr-4 text-right font-normal">
              Tokens in
            </th>
            <th scope="col" className="py-2 text-right font-normal">
              Tokens out
            </th>
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {writers.map(({ source, model, hints, inputTokens, outputTokens }) => (
            <tr key={`${source} ${model}`} className="border-b border-line">
              <th scope="row" className="py-2.5 pr-4 font-normal">
                {source}
                {model === '' ? null : <span className="text-muted"> {model}</span>}
              </th>
              <td className="py-2.5 pr-4 text-right">{number.format(hints)}</td>
              <td className="py-2.5 pr-4 text-right">{number.format(inputTokens)}</td>
              <td className="py-2.5 text-right">{number.format(outputTokens)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
