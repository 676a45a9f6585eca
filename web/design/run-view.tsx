'use client'
/** A submission as it goes: where it is, the system with what was broken in it, what is found out, and in the end the report. */
import Link from 'next/link'
import { useMemo, useState } from 'react'
import { design, type Submission, type WholeSubmission } from '../api/design.ts'
import { ApiError, messageOf } from '../api/problem.ts'
import { Appeal } from '../moderation/appeal.tsx'
import { paths } from '../paths.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Skeleton, Waiting } from '../ui/skeleton.tsx'
import { Unavailable } from '../ui/unavailable.tsx'
import { useLearnerQuery } from '../ui/use-learner-query.ts'
import { Assets } from './assets.tsx'
import { Diagram, type State } from './diagram.tsx'
import { Explanation } from './explanation.tsx'
import { Findings } from './findings.tsx'
import { Found } from './found.tsx'
import { InCloud } from './in-cloud.tsx'
import { Report } from './report.tsx'
import { statesOf } from './run.ts'
import { useRun } from './use-run.ts'
import { isOver, isTakenDown, rail, railWords, stageWords, stateWords } from './words.ts'

const notThere = new ApiError({ title: 'Not found', status: 404, detail: 'There is no such design.' })

export function RunView({ id }: { readonly id: string }) {
  const [generation, setGeneration] = useState(0)
  const { submission, events, gone, error } = useRun(id, generation)
  const status = submission?.status
  const checkedYet = status !== undefined && status !== 'PENDING' && status !== 'VALIDATING'
  const whole = useLearnerQuery({
    queryKey: ['design', 'submission', id, checkedYet],
    queryFn: ({ signal }) => design.submission(id, signal),
    enabled: submission !== undefined,
  })
  const report = useLearnerQuery({
    queryKey: ['design', 'report', id, generation],
    queryFn: ({ signal }) => design.report(id, signal),
    enabled: status === 'COMPLETED',
  })
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
  const blueprint = whole.data?.validationFeedback?.derived?.blueprint
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">
        {submission.problemTitle} <span className="font-sans text-lg text-muted">attempt {submission.attempt}</span>
      </h1>
      <Rail submission={submission} />
      <AnotherLook submission={submission} onAsked={() => setGeneration(generation + 1)} />
      <Ways key={String(isOver(submission.status))} submission={submission} onBegun={() => setGeneration(generation + 1)} />
      {blueprint === undefined ? null : <System whole={whole.data} events={events} report={report.data} />}
      <div className="mt-10 grid grid-cols-[minmax(0,1fr)] gap-12">
        {report.data === undefined ? null : (
          <Report id={id} problemId={submission.problemId} previousId={submission.previousId} report={report.data} />
        )}
        {(report.data !== undefined && report.data.analysis.length > 0) || (isOver(submission.status) && submission.status.endsWith('_FAILED')) ? (
          <Explanation id={id} />
        ) : null}
        {report.error === null ? null : <Notice message={messageOf(report.error)} onRetry={() => void report.refetch()} />}
        <InCloud submission={submission} onBegun={() => setGeneration(generation + 1)} />
        <Found events={events} />
        <Assets id={id} />
        {checkedYet && whole.data?.validationFeedback != null ? <Rules status={submission.status} whole={whole.data} /> : null}
      </div>
    </>
  )
}

function Rules({ status, whole }: { readonly status: Submission['status']; readonly whole: WholeSubmission }) {
  const checked = whole.validationFeedback ?? undefined
  const words = `What the rules say (${checked?.findings.length ?? 0})`
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

function System({
  whole,
  events,
  report,
}: { readonly whole: WholeSubmission | undefined } & Pick<ReturnType<typeof useRun>, 'events'> & {
    readonly report: Parameters<typeof Report>[0]['report'] | undefined
  }) {
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

function Rail({ submission }: { readonly submission: Submission }) {
  const { status, progress, errorMessage } = submission
  const reached = rail.indexOf(status as (typeof rail)[number])
  return (
    <div className="mt-5">
      <ol className="flex flex-wrap gap-x-5 gap-y-1" aria-label="Steps">
        {rail.map((step, at) => (
          <li
            key={step}
            aria-current={step === status ? 'step' : undefined}
            className={at <= reached ? 'font-semibold text-ink underline decoration-quint decoration-2 underline-offset-8' : 'text-muted'}
          >
            {railWords[step]}
          </li>
        ))}
      </ol>
      {progress === null ? (
        <p role="status" className={`mt-4 ${status.endsWith('_FAILED') || isTakenDown(submission) ? 'text-danger' : 'text-muted'}`}>
          {stateWords(submission)}
          {errorMessage === null ? '.' : `: ${errorMessage}`}
        </p>
      ) : (
        <div className="mt-4 max-w-xl">
          <p role="status">
            {stageWords[progress.stage] ?? progress.stage}
            {progress.ahead > 0 ? `, ${progress.ahead} before you` : ''}
          </p>
          <progress aria-label="How far it is" max={100} value={progress.percent} className="mt-1 h-2 w-full" />
        </div>
      )}
    </div>
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

interface WaysProps {
  readonly submission: Submission
  readonly onBegun: () => void
}

function Ways({ submission, onBegun }: WaysProps) {
  const { id, status, problemId } = submission
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string>()
  const act = async (action: 'cancel' | 'retry'): Promise<void> => {
    setBusy(true)
    setFailed(undefined)
    try {
      await design.act(id, action)
      if (action === 'retry') onBegun()
    } catch (error) {
      setFailed(messageOf(error))
    }
    setBusy(false)
  }
  const over = isOver(status)
  if (status === 'COMPLETED') return null
  return (
    <div className="mt-4 grid gap-3">
      <p className="flex flex-wrap gap-3">
        {over ? (
          <>
            <a href={paths.designProblem(problemId, id)} className={buttonClass()}>
              Change it and try again
            </a>
            {isTakenDown(submission) ? null : (
              <Button look="quiet" busy={busy} onClick={() => void act('retry')}>
                Try the same again
              </Button>
            )}
          </>
        ) : (
          <Button look="quiet" busy={busy} onClick={() => void act('cancel')}>
            Stop it
          </Button>
        )}
        <Link href={paths.designs} className={buttonClass('plain')}>
          All designs
        </Link>
      </p>
      {failed === undefined ? null : <Notice message={failed} />}
    </div>
  )
}
