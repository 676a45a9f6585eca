'use client'
/** What the design would become and what that costs, before anything of it is made: here, or somewhere else as a module to keep. */
import { useState } from 'react'
import { design } from '../api/design.ts'
import { messageOf } from '../api/problem.ts'
import { Notice } from '../ui/notice.tsx'
import { Skeleton, Waiting } from '../ui/skeleton.tsx'
import { useLearnerQuery } from '../ui/use-learner-query.ts'
import type { Draft } from './draft.ts'

const targets = { local: 'This machine', google: 'Google Cloud', aws: 'AWS', kubernetes: 'Kubernetes' } as const
type Target = keyof typeof targets

const dollars = (value: number): string => `$${value.toLocaleString('en', { maximumFractionDigits: 2 })}`

export function PlanView({ draft }: { readonly draft: Draft }) {
  const [target, setTarget] = useState<Target>('local')
  const { data, error, refetch } = useLearnerQuery({
    queryKey: ['design', 'plan', target, draft],
    queryFn: ({ signal }) => design.plan(draft, target, signal),
    staleTime: 60_000,
  })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <label className="grid max-w-xs gap-1.5">
        <span className="font-semibold">Where</span>
        <select
          value={target}
          onChange={(event) => setTarget(event.target.value as Target)}
          className="min-h-12 rounded-card border border-edge bg-surface px-3 text-ink"
        >
          {Object.entries(targets).map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <p className="max-w-[65ch] text-muted">
        {target === 'local'
          ? 'This is what “Deploy and test” makes. Nothing of it is there yet.'
          : 'Nothing is made there by looking. Keep the module and apply it yourself; where a cloud is lent here, a design that was tested can be planned for it.'}
      </p>
      {error === null ? null : <Notice message={messageOf(error)} onRetry={() => void refetch()} />}
      {data === undefined && error === null ? (
        <>
          <Waiting label="The plan is being made." />
          <Skeleton className="h-64" />
        </>
      ) : null}
      {data === undefined ? null : (
        <>
          <section aria-labelledby="plan-cost">
            <h2 id="plan-cost" className="text-lg">
              Costs about {dollars(data.cost.usdMonth)} a month in a cloud
            </h2>
            <p className="text-sm text-muted">Round figures of {data.cost.date}, for comparing designs. Here it costs nothing.</p>
            <dl className="mt-3 grid max-w-md grid-cols-[1fr_auto] gap-x-6 gap-y-1">
              {data.cost.items.map(({ component, usdMonth }) => (
                <div key={component} className="contents">
                  <dt className="font-mono text-sm">{component}</dt>
                  <dd className="text-right tabular-nums">{dollars(usdMonth)}</dd>
                </div>
              ))}
            </dl>
          </section>
          {target === 'local' ? (
            <List
              id="plan-processes"
              title={`${data.processes.length} processes and ${data.wires} wires`}
              rows={data.processes.map(({ id, zone, role }) => [id, `${role} in zone ${zone}`])}
            />
          ) : (
            <List id="plan-makes" title={`${data.makes.length} things are made`} rows={data.makes.map(({ kind, name }) => [`${kind}.${name}`, ''])} />
          )}
          {data.notStarted.length === 0 ? null : (
            <List id="plan-out" title="Not started here" rows={data.notStarted.map(({ component, reason }) => [component, reason])} />
          )}
          <details>
            <summary className="font-semibold">{target === 'kubernetes' ? 'Objects of Kubernetes' : 'Terraform'}</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
            <section aria-label="The module" tabIndex={0} className="mt-2 max-h-96 overflow-auto rounded-card border border-line bg-surface p-3">
              <pre className="font-mono text-sm">{data.module}</pre>
            </section>
          </details>
        </>
      )}
    </div>
  )
}

interface ListProps {
  readonly id: string
  readonly title: string
  readonly rows: readonly (readonly [name: string, words: string])[]
}

function List({ id, title, rows }: ListProps) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-lg">
        {title}
      </h2>
      <ul className="mt-2 grid gap-x-6 gap-y-1 sm:grid-cols-2">
        {rows.map(([name, words]) => (
          <li key={name} className="min-w-0">
            <span className="break-all font-mono text-sm">{name}</span> <span className="text-sm text-muted">{words}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
