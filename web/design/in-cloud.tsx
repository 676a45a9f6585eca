'use client'
/** The design in a cloud: how far it is, what is made and what that costs, what answered there. */
import { useState } from 'react'
import { type Cloud, clouds } from '../api/clouds.ts'
import type { Submission } from '../api/design.ts'
import { messageOf } from '../api/problem.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { canAskCloud, cloudRail, cloudRailWords, cloudStateWords, placeWords } from './cloud-words.ts'

interface InCloudProps {
  readonly submission: Submission
  /** It goes on: whoever follows follows anew. */
  readonly onBegun: () => void
}

export function InCloud({ submission, onBegun }: InCloudProps) {
  const { id, cloud, cloudOffered } = submission
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string>()
  if (cloud === null && (cloudOffered === null || !canAskCloud(submission))) return null
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true)
    setFailed(undefined)
    try {
      await work()
      onBegun()
    } catch (error) {
      setFailed(messageOf(error))
    }
    setBusy(false)
  }
  const isOver = cloud === null || cloud.endedAt !== null
  return (
    <section aria-labelledby="in-cloud">
      <h2 id="in-cloud" className="text-xl">
        In a cloud
      </h2>
      {/* Above how far it is, which grows. */}
      <div className="mt-3 grid justify-items-start gap-3">
        {isOver && cloudOffered !== null && canAskCloud(submission) ? (
          <>
            <p className="max-w-[65ch] text-muted">
              The design is planned for {placeWords[cloudOffered]} first. Nothing is made before an administrator, who pays for it, has approved
              exactly that plan.
            </p>
            <Button look="quiet" busy={busy} onClick={() => void act(() => clouds.ask(id))}>
              {cloud === null ? 'Ask for a plan' : 'Ask for a new plan'}
            </Button>
          </>
        ) : null}
        {isOver || cloud.ending || cloud.state === 'destroying' ? null : (
          <Button look="quiet" busy={busy} onClick={() => void act(() => clouds.end(id))}>
            {cloud.state === 'asked' || cloud.state === 'planned' || cloud.state === 'approved' ? 'Take it back' : 'Have it destroyed'}
          </Button>
        )}
        {failed === undefined ? null : <Notice message={failed} />}
      </div>
      <Place cloud={cloud} />
    </section>
  )
}

function Place({ cloud }: { readonly cloud: Cloud | null }) {
  if (cloud === null) return null
  const { state, reason, makes, usdMonth, entry, expiresAt, planExpiresAt, checks } = cloud
  const reached = cloudRail.indexOf(state as (typeof cloudRail)[number])
  const until = state === 'planned' ? planExpiresAt : state === 'applied' ? expiresAt : null
  return (
    <div className="mt-3 grid grid-cols-[minmax(0,1fr)] gap-4">
      {reached < 0 ? null : (
        <ol className="flex flex-wrap gap-x-5 gap-y-1" aria-label="Steps in the cloud">
          {cloudRail.map((step, at) => (
            <li
              key={step}
              aria-current={step === state ? 'step' : undefined}
              className={at <= reached ? 'font-semibold text-ink underline decoration-quint decoration-2 underline-offset-8' : 'text-muted'}
            >
              {cloudRailWords[step]}
            </li>
          ))}
        </ol>
      )}
      <p role="status">
        {cloudStateWords(cloud)}
        {reason === null ? '.' : `: ${reason}`}
        {until === null ? '' : ` Until ${new Date(until).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })}.`}
      </p>
      {entry === null ? null : (
        <p>
          Clients enter at <code className="break-all font-mono text-sm">{entry}</code>
        </p>
      )}
      <p className="text-muted">About ${usdMonth.toLocaleString('en', { maximumFractionDigits: 2 })} a month while it is there, by round prices.</p>
      {makes.length === 0 ? null : (
        <details>
          <summary className="font-semibold">{makes.length} things are made</summary>
          <ul className="mt-2 grid gap-x-6 gap-y-1 sm:grid-cols-2">
            {makes.map(({ kind, name }) => (
              <li key={`${kind}.${name}`} className="break-all font-mono text-sm">
                {kind}.{name}
              </li>
            ))}
          </ul>
        </details>
      )}
      {checks === null ? null : <Answers checks={checks} />}
    </div>
  )
}

function Answers({ checks: { answered, reason, checks } }: { readonly checks: NonNullable<Cloud['checks']> }) {
  const passed = checks.filter((one) => one.passed).length
  return (
    <div>
      <p className="font-semibold">
        {answered ? `It answers: ${passed} of ${checks.length} checks passed` : 'Nothing is known of what it does there'}
      </p>
      {reason === '' ? null : <p className="text-muted">{reason}</p>}
      <p className="text-muted">Load and faults are measured on the local deployment only.</p>
      <ul className="mt-2 grid gap-1">
        {checks
          .filter((one) => !one.passed)
          .map(({ title, example }) => (
            <li key={title}>
              <span className="font-semibold text-danger">Missed</span> {title}
              {example === undefined ? null : <span className="block break-words text-sm text-muted">{example}</span>}
            </li>
          ))}
      </ul>
    </div>
  )
}
