'use client'
/** What rules say of a design, live: what cannot be read, what is broken, what is risky, and what theory predicts. */
import type { Checked, Finding } from '../api/design.ts'
import { Assessments } from './assessments.tsx'
import { severityWords } from './words.ts'

const looks: Readonly<Record<Finding['severity'], string>> = { error: 'text-danger', warning: 'text-[var(--fire)]', info: 'text-muted' }

export interface FindingsProps {
  readonly checked: Checked | undefined
  readonly onPlace?: (place: string) => void
}

export function Findings({ checked, onPlace }: FindingsProps) {
  if (checked === undefined) return <p className="text-muted">The rules are reading your design.</p>
  const { problems, findings, leftOut, derived } = checked
  return (
    <div className="grid gap-5">
      {derived === undefined ? null : <Predicted derived={derived} />}
      {problems.length === 0 ? null : (
        <ul className="grid gap-2">
          {problems.map(({ path, message }) => (
            <li key={`${path} ${message}`} className="rounded-card border border-danger/40 px-3 py-2 text-danger">
              <span className="font-mono text-sm">{path}</span> {message}
            </li>
          ))}
        </ul>
      )}
      {problems.length === 0 && findings.length === 0 ? <p>The rules find nothing wrong.</p> : null}
      <ul className="grid gap-3">
        {findings.map((one) => (
          <li key={`${one.rule} ${one.place}`} className="border-l-2 border-line pl-3">
            <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
              <span className={`font-semibold ${looks[one.severity]}`}>{severityWords[one.severity]}</span>
              {onPlace === undefined ? (
                <span className="break-all font-mono text-muted">{one.place}</span>
              ) : (
                <button
                  type="button"
                  onClick={() => onPlace(one.place)}
                  className="break-all text-left font-mono text-muted underline decoration-line underline-offset-4 hover:text-ink"
                >
                  {one.place}
                </button>
              )}
            </p>
            <p>{one.reason}</p>
          </li>
        ))}
      </ul>
      {leftOut.length === 0 ? null : (
        <details>
          <summary className="font-semibold">Left out of your schema ({leftOut.length})</summary>
          <ul className="mt-2 grid gap-1 text-sm">
            {leftOut.map(({ place, reason }) => (
              <li key={`${place} ${reason}`}>
                <span className="font-mono">{place}</span> {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
      {derived === undefined ? null : (
        <details>
          <summary className="font-semibold">By the rules alone, of 100</summary>
          <Assessments assessments={derived.assessments} />
        </details>
      )}
    </div>
  )
}

type Derived = NonNullable<Checked['derived']>

function Predicted({ derived: { prediction, cost, processes } }: { readonly derived: Derived }) {
  const facts = [
    ['Holds, by theory', `${Math.round(prediction.saturationRps).toLocaleString('en')} requests a second`],
    ['Full first', prediction.bottleneck === '' ? 'nothing' : prediction.bottleneck],
    ['Costs about', `$${Math.round(cost.usdMonth)} a month`],
    ['Starts here', `${processes} processes`],
  ] as const
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="text-sm text-muted">{name}</dt>
          <dd className="font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
