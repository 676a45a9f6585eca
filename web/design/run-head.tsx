'use client'
/** The head of a submission: where it is, a way to stop it, and where to go from it. */
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { design, type Submission } from '../api/design.ts'
import { messageOf } from '../api/problem.ts'
import { paths } from '../paths.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { isOver, isTakenDown, rail, railWords, stageWords, stateWords } from './words.ts'

/** As high while it goes on as when it is over. */
export function Rail({ submission }: { readonly submission: Submission }) {
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
      <div className="mt-4 flex min-h-12 flex-wrap items-start max-sm:min-h-[4.5rem] justify-between gap-x-6 gap-y-2">
        {progress === null ? (
          <p role="status" className={status.endsWith('_FAILED') || isTakenDown(submission) ? 'text-danger' : 'text-muted'}>
            {stateWords(submission)}
            {errorMessage === null ? '.' : `: ${errorMessage}`}
          </p>
        ) : (
          <div className="min-w-0 max-w-xl flex-1 basis-40">
            <p role="status">
              {stageWords[progress.stage] ?? progress.stage}
              {progress.ahead > 0 ? `, ${progress.ahead} before you` : ''}
            </p>
            <progress aria-label="How far it is" max={100} value={progress.percent} className="mt-1 block h-2 w-full" />
          </div>
        )}
        {isOver(status) ? null : <Stop id={submission.id} />}
      </div>
    </div>
  )
}

function Stop({ id }: { readonly id: string }) {
  const { busy, failed, act } = useActing(() => design.act(id, 'cancel'))
  return (
    <Asking failed={failed}>
      <Button look="quiet" busy={busy} onClick={() => void act()}>
        Stop it
      </Button>
    </Asking>
  )
}

export interface WaysProps {
  readonly submission: Submission
  readonly onBegun: () => void
}

/** What comes once it is over is put behind what was there before, and nothing in the place of the button that stopped it. */
export function Ways({ submission, onBegun }: WaysProps) {
  const { id, status, problemId } = submission
  const { busy, failed, act } = useActing(async () => {
    await design.act(id, 'retry')
    onBegun()
  })
  return (
    <div className="mt-3">
      <Asking failed={failed}>
        <p className="flex flex-wrap content-start gap-3 max-sm:min-h-[6.25rem]">
          <Link href={paths.designs} className={`${buttonClass('plain')} -ml-2`}>
            All designs
          </Link>
          {isOver(status) ? (
            <a href={paths.designProblem(problemId, id)} className={buttonClass(status === 'COMPLETED' ? 'quiet' : 'primary')}>
              Change it and try again
            </a>
          ) : null}
          {status === 'COMPLETED' ? (
            <a href={design.reportPage(id)} download className={buttonClass('plain')}>
              Keep the report
            </a>
          ) : null}
          {isOver(status) && status !== 'COMPLETED' && !isTakenDown(submission) ? (
            <Button look="quiet" busy={busy} onClick={() => void act()}>
              Try the same again
            </Button>
          ) : null}
        </p>
      </Asking>
    </div>
  )
}

function Asking({ failed, children }: { readonly failed: string | undefined; readonly children: ReactNode }) {
  return (
    <div className="grid gap-3">
      {children}
      {failed === undefined ? null : <Notice message={failed} />}
    </div>
  )
}

function useActing(work: () => Promise<unknown>) {
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string>()
  const act = async (): Promise<void> => {
    setBusy(true)
    setFailed(undefined)
    try {
      await work()
    } catch (error) {
      setFailed(messageOf(error))
    }
    setBusy(false)
  }
  return { busy, failed, act }
}
