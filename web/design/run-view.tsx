'use client'
/** A submission as it goes: where it is, the system with what was broken in it, what is found out, and in the end the report. */
import { useMemo, useState } from 'react'
import { design, type Report as Given, type Submission, type TrialEvent, type WholeSubmission } from '../api/design.ts'
import { ApiError, messageOf } from '../api/problem.ts'
import { Appeal } from '../moderation/appeal.tsx'
import { paths } from '../paths.ts'
import { Notice } from '../ui/notice.tsx'
import { Skeleton, Waiting } from '../ui/skeleton.tsx'
import { Unavailable } from '../ui/unavailable.tsx'
import { useLearnerQuery } from '../ui/use-learner-query.ts'
import { Assets, useAssets } from './assets.tsx'
import { Beside } from './beside.tsx'
import { Diagram, type State } from './diagram.tsx'
import { Explanation } from './explanation.tsx'
import { Findings } from './findings.tsx'
import { Found } from './found.tsx'
import { InCloud } from './in-cloud.tsx'
import { Report } from './report.tsx'
import { statesOf } from './run.ts'
import { Rail, Ways } from './run-head.tsx'
import { useRun } from './use-run.ts'
import { isOver } from './words.ts'

const notThere = new ApiError({ title: 'Not found', status: 404, detail: 'There is no such design.' })

export function RunView({ id }: { readonly id: string }) {
  const [generation, setGeneration] = useState(0)
  const run = useRun(id, generation)
  const { submission, gone, error } = run
  if (gone || error !== undefined)
    return (
      <Unavailable
        what="design"
        error={error ?? notThere}
        onRetry={() => setGeneration(generation + 1)}
        back={{ href: paths.designs, words: 'See all designs' }}
      />
    )
  if (submission === undefined)
    return (
      <>
        <Waiting label="The design is being fetched." />
        <Skeleton className="h-96" />
      </>
    )
  return <Run submission={submission} events={run.events} generation={generation} onBegun={() => setGeneration(generation + 1)} />
}

interface RunProps {
  readonly submission: Submission
  readonly events: readonly TrialEvent[]
  readonly generation: number
  readonly onBegun: () => void
}

/** What is told grows in one column; what can be pressed for as long as it goes on stands beside it, or above it where there is no room. */
function Run({ submission, events, generation, onBegun }: RunProps) {
  const { id, status } = submission
  const [live] = useState(!isOver(status))
  const checkedYet = status !== 'PENDING' && status !== 'VALIDATING'
  const whole = useLearnerQuery({
    queryKey: ['design', 'submission', id, checkedYet],
    queryFn: ({ signal }) => design.submission(id, signal),
  })
  const report = useLearnerQuery({
    queryKey: ['design', 'report', id, generation],
    queryFn: ({ signal }) => design.report(id, signal),
    enabled: status === 'COMPLETED',
  })
  const coming = !checkedYet || whole.isPending || (!live && status === 'COMPLETED' && report.isPending)
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">
        {submission.problemTitle} <span className="font-sans text-lg text-muted">attempt {submission.attempt}</span>
      </h1>
      <Rail submission={submission} />
      <AnotherLook submission={submission} onAsked={onBegun} />
      <Ways key={String(isOver(status))} submission={submission} onBegun={onBegun} />
      {coming ? (
        <Skeleton className="mt-8 h-96" />
      ) : (
        <>
          <System whole={whole.data} events={events} report={report.data} />
          <div className="mt-10 grid grid-cols-[minmax(0,1fr)] items-start gap-x-10 gap-y-12 xl:grid-cols-[minmax(0,1fr)_20rem]">
            <div className="grid grid-cols-[minmax(0,1fr)] gap-12">
              {report.error === null ? null : <Notice message={messageOf(report.error)} onRetry={() => void report.refetch()} />}
              <Told submission={submission} events={events} whole={whole.data} report={report.data} />
            </div>
            <div className={`grid grid-cols-[minmax(0,1fr)] gap-12 ${live ? 'max-xl:order-first' : ''}`}>
              <Kept submission={submission} onBegun={onBegun} />
              {status === 'VALIDATION_FAILED' ? null : <Rules status={status} whole={whole.data} />}
              {report.data === undefined ? null : <Beside id={id} problemId={submission.problemId} otherId={submission.previousId} />}
            </div>
          </div>
        </>
      )}
    </>
  )
}

/** What is below the files waits for them. */
function Kept({ submission, onBegun }: Pick<RunProps, 'submission' | 'onBegun'>) {
  const files = useAssets(submission.id)
  return (
    <>
      <Assets id={submission.id} pages={files} />
      {files.isPending ? null : <InCloud submission={submission} onBegun={onBegun} />}
    </>
  )
}

interface ToldProps extends Pick<RunProps, 'submission' | 'events'> {
  readonly whole: WholeSubmission | undefined
  readonly report: Given | undefined
}

function Told({ submission, events, whole, report }: ToldProps) {
  const { id, status } = submission
  return (
    <>
      {report === undefined ? null : <Report id={id} report={report} />}
      {(report !== undefined && report.analysis.length > 0) || (isOver(status) && status.endsWith('_FAILED')) ? <Explanation id={id} /> : null}
      <Found events={events} />
      {status === 'VALIDATION_FAILED' ? <Rules status={status} whole={whole} /> : null}
    </>
  )
}

function Rules({ status, whole }: { readonly status: Submission['status']; readonly whole: WholeSubmission | undefined }) {
  const checked = whole?.validationFeedback ?? undefined
  if (checked === undefined) return null
  const words = `What the rules say (${checked.findings.length})`
  if (status === 'VALIDATION_FAILED')
    return (
      <section aria-labelledby="rules">
        <h2 id="rules" className="mb-4 text-xl">
          {words}
        </h2>
        <Findings checked={checked} />
      </section>
    )
  return (
    <details>
      <summary className="font-display text-xl">{words}</summary>
      <div className="mt-4">
        <Findings checked={checked} />
      </div>
    </details>
  )
}

function System({ whole, events, report }: Omit<ToldProps, 'submission'>) {
  const derived = whole?.validationFeedback?.derived
  const states = useMemo(() => {
    const live = statesOf(events, new Set(derived?.blueprint.components.filter(({ kind }) => kind !== 'client').map(({ id }) => id)))
    return report === undefined ? live : new Map<string, State>(report.topology.nodes.map(({ id, state }) => [id, state]))
  }, [events, derived, report])
  if (derived === undefined) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
    <section aria-label="The system" tabIndex={0} className="mt-8 overflow-auto rounded-card border border-line bg-paper p-2">
      <Diagram blueprint={derived.blueprint} states={states} />
    </section>
  )
}

function AnotherLook({ submission: { id, moderation, appealed }, onAsked }: { readonly submission: Submission; readonly onAsked: () => void }) {
  if (moderation !== 'removed' || appealed) return null
  return (
    <div className="mt-3">
      <Appeal ask={(words) => design.appeal(id, words)} onAsked={onAsked} />
    </div>
  )
}
