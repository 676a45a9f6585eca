'use client'
/** What a trial found out, as it finds it: answers, load, faults, consistency. */
import { CircleCheck, CircleX } from 'lucide-react'
import type { ReactNode } from 'react'
import type { TrialEvent } from '../api/design.ts'
import { Chart } from './chart.tsx'
import { faultNow, ofKind } from './run.ts'
import { ms, percent } from './words.ts'

export function Found({ events }: { readonly events: readonly TrialEvent[] }) {
  const now = faultNow(events)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-10">
      <Answers events={ofKind(events, 'functional')} />
      <Load events={ofKind(events, 'load')} />
      <Faults events={ofKind(events, 'chaos')} />
      <Reads events={ofKind(events, 'consistency')} />
      {now === undefined ? null : (
        <p role="status" className="rounded-card border border-danger/40 px-4 py-3">
          <span className="font-semibold text-danger">Now: {now.title}.</span> {now.asks}
        </p>
      )}
    </div>
  )
}

function Part({ id, title, children }: { readonly id: string; readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-xl">
        {title}
      </h2>
      <div className="mt-3">{children}</div>
    </section>
  )
}

function Outcome({ good, words }: { readonly good: boolean; readonly words: string }) {
  const Icon = good ? CircleCheck : CircleX
  return (
    <span className={`inline-flex items-center gap-1 whitespace-nowrap font-semibold ${good ? 'text-[var(--earth)]' : 'text-danger'}`}>
      <Icon aria-hidden className="size-4" />
      {words}
    </span>
  )
}

function Answers({ events }: { readonly events: readonly TrialEvent[] }) {
  if (events.length === 0) return null
  const wrong = events.filter(({ passed }) => passed === false)
  return (
    <Part id="answers" title="Does it answer rightly?">
      <p className="flex flex-wrap gap-x-5">
        <Outcome good words={`${events.length - wrong.length} right`} />
        {wrong.length === 0 ? null : <Outcome good={false} words={`${wrong.length} wrong`} />}
      </p>
      <details className="mt-3">
        <summary className="text-muted">All of them</summary>
        <ul className="mt-2 grid gap-1 text-sm">
          {events.map((event, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what was found stays in its order
            <li key={at} className="flex flex-wrap justify-between gap-x-4">
              <span>
                {event.title}
                {event.operation === undefined ? null : <span className="text-muted"> · {event.operation}</span>}
              </span>
              <Outcome good={event.passed !== false} words={event.passed === false ? 'wrong' : 'right'} />
            </li>
          ))}
        </ul>
      </details>
      <ul className="mt-3 grid gap-3">
        {wrong.map((event, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was found stays in its order
          <li key={at} className="border-l-2 border-danger pl-3">
            {event.title}
            {event.operation === undefined ? null : <span className="text-muted"> · {event.operation}</span>}
            {event.example === undefined ? null : <code className="block break-all font-mono text-sm text-muted">{event.example}</code>}
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Load({ events }: { readonly events: readonly TrialEvent[] }) {
  if (events.length === 0) return null
  const steps = events
    .filter(({ measure, replicas }) => measure === 'step' && replicas !== 'one')
    .toSorted((one, other) => (one.rps ?? 0) - (other.rps ?? 0))
  const full = events.filter(({ measure }) => measure === 'saturation')
  const cache = events.find(({ measure }) => measure === 'cache')
  const points = (of: (event: TrialEvent) => number | undefined) => steps.map((event) => [event.rps ?? 0, of(event) ?? 0] as const)
  const chart = {
    id: 'latency',
    title: 'How long answers take as the load rises',
    x: 'requests a second',
    y: 'ms',
    series: [
      { name: 'half of them', points: points(({ p50Ms }) => p50Ms) },
      { name: '95 of 100', points: points(({ p95Ms }) => p95Ms) },
      { name: '99 of 100', points: points(({ p99Ms }) => p99Ms) },
    ],
  }
  return (
    <Part id="load" title="How much does it hold?">
      <div className="max-w-3xl">
        <Chart chart={chart} />
      </div>
      <ul className="mt-4 grid gap-1">
        {full.map((event, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was found stays in its order
          <li key={at}>
            {event.replicas === 'one' ? 'With one replica' : 'With all replicas'} it keeps up with{' '}
            <span className="font-semibold">{Math.round(event.saturationRps ?? 0)} requests a second</span>; theory said{' '}
            {Math.round(event.predictedRps ?? 0)}
            {event.limitedBy === 'machine'
              ? '. This machine was full before the design was'
              : event.limitedBy === 'ramp'
                ? ', and more was not asked'
                : ''}
            .
          </li>
        ))}
        {cache === undefined ? null : <li>The cache answered {percent(cache.hitRate ?? 0)} of what it was asked.</li>}
      </ul>
    </Part>
  )
}

function Faults({ events }: { readonly events: readonly TrialEvent[] }) {
  const done = events.filter(({ measure }) => measure === 'result')
  const skipped = events.filter(({ measure }) => measure === 'skipped')
  if (done.length + skipped.length === 0) return null
  return (
    <Part id="faults" title="What happens when something breaks?">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <section aria-label="Faults" tabIndex={0} className="overflow-x-auto">
        <table className="w-full min-w-[38rem] text-left">
          <thead className="text-sm text-muted">
            <tr>
              <th scope="col" className="py-2 pr-4 font-semibold">
                Fault
              </th>
              <th scope="col" className="pr-4 font-semibold">
                Came through
              </th>
              <th scope="col" className="pr-4 text-right font-semibold">
                Failed
              </th>
              <th scope="col" className="pr-4 text-right font-semibold">
                Out for
              </th>
              <th scope="col" className="pr-4 text-right font-semibold">
                Well again after
              </th>
              <th scope="col" className="text-right font-semibold">
                Lost writes
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {done.map((event) => (
              <tr key={event.fault} data-fault={event.fault}>
                <th scope="row" className="py-2 pr-4 font-normal">
                  {event.title}
                </th>
                <td className="pr-4">
                  <Outcome good={event.held === true} words={event.held === true ? 'yes' : 'no'} />
                </td>
                <td className="pr-4 text-right">{percent(event.errorRate ?? 0)}</td>
                <td className="pr-4 text-right" data-outage={event.outageMs}>
                  {ms(event.outageMs)}
                </td>
                <td className="pr-4 text-right">{event.recoveryMs === null ? 'not seen' : ms(event.recoveryMs)}</td>
                <td className="text-right">{event.lost ?? 0}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <NotTried events={skipped} />
    </Part>
  )
}

function NotTried({ events }: { readonly events: readonly TrialEvent[] }) {
  if (events.length === 0) return null
  return (
    <details className="mt-3">
      <summary className="text-muted">{events.length === 1 ? 'One more was not tried' : `${events.length} more were not tried`}</summary>
      <ul className="mt-2 grid gap-1 text-sm">
        {events.map(({ fault, title, reason }) => (
          <li key={fault}>
            {title}. <span className="text-muted">{reason}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Reads({ events }: { readonly events: readonly TrialEvent[] }) {
  if (events.length === 0) return null
  return (
    <Part id="reads" title="Are reads as fresh as the design says?">
      <ul className="grid gap-3">
        {events.map((event, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was found stays in its order
          <li key={at}>
            {event.fault === undefined ? 'Undisturbed' : `During ${event.fault.replaceAll('-', ' ')}`}: claimed{' '}
            <span className="font-semibold">{event.claimed?.replaceAll('-', ' ')}</span>, seen{' '}
            <span className="font-semibold">{event.observed?.replaceAll('-', ' ')}</span>.
            {event.anomalies?.slice(0, 2).map(({ name, explanation }) => (
              <span key={name} className="block text-muted">
                {explanation}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </Part>
  )
}
