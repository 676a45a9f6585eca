/** What came of a run: how it ended, the smallest case that went wrong, what was printed, what it took. */
import { CircleCheck, CircleX } from 'lucide-react'
import type { ReactNode } from 'react'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Measured, RunOutcome, TestOutcome } from '../interview.ts'
import type { LastRun } from '../room.ts'
import { growthText, outcomeWords } from '../words.ts'

export function RunOutput({ run }: { readonly run: LastRun | undefined }) {
  return (
    <section
      aria-label="Output"
      aria-busy={run !== undefined && run.result === undefined}
      className="rounded-card border border-line bg-surface px-4 py-3"
    >
      {run === undefined ? (
        <p className="text-sm text-muted">What your code does shows here once you run it.</p>
      ) : run.result === undefined ? (
        <div className="grid gap-2">
          <p className="text-sm text-muted">Running …</p>
          <Skeleton className="h-10" />
        </div>
      ) : (
        <Outcome outcome={run.result.run} text={run.result.text} measured={run.result.measured} />
      )}
    </section>
  )
}

export interface OutcomeProps {
  readonly outcome: RunOutcome | undefined
  /** What was said instead when nothing ran. */
  readonly text: string
  readonly measured?: Measured | undefined
}

export function Outcome({ outcome, text, measured }: OutcomeProps) {
  if (outcome === undefined) return <p className="text-danger">{text === '' ? outcomeWords('unavailable') : text}</p>
  const good = outcome.status === 'ok'
  const failed = outcome.tests.find((one) => one.status !== 'ok' && (one.input !== '' || one.message !== ''))
  return (
    <div className="grid gap-3" data-outcome={outcome.status}>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {good ? <CircleCheck aria-hidden className="size-5 text-[var(--earth)]" /> : <CircleX aria-hidden className="size-5 text-danger" />}
        <strong className={good ? '' : 'text-danger'}>{good && outcome.testsTotal === 0 ? 'It ran' : outcomeWords(outcome.status)}</strong>
        {outcome.testsTotal > 0 ? (
          <span className="tabular-nums">
            {outcome.testsPassed} of {outcome.testsTotal} tests
          </span>
        ) : null}
        <span className="text-sm text-muted tabular-nums">{costText(outcome)}</span>
      </p>
      {outcome.message === '' ? null : (
        <p className="whitespace-pre-wrap break-words font-mono text-sm">
          {outcome.line > 0 ? `Line ${outcome.line}: ` : ''}
          {outcome.message}
        </p>
      )}
      {failed === undefined ? null : <Failing test={failed} />}
      <Printed label="Printed" text={outcome.stdout} />
      <Printed label="Errors" text={outcome.stderr} />
      {measured === undefined || (measured.time === '' && measured.space === '') ? null : (
        <p className="text-sm">
          Measured: time {growthText(measured.time)}, space {growthText(measured.space)}
        </p>
      )}
    </div>
  )
}

function Failing({ test }: { readonly test: TestOutcome }) {
  return (
    <div className="rounded-card border border-line bg-paper px-4 py-3">
      <p className="text-sm font-semibold">The smallest case that goes wrong</p>
      <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">
        <Row name="In">{test.input}</Row>
        <Row name="Yours">{test.output}</Row>
        <Row name="Wanted">{test.expected}</Row>
        {test.message === '' ? null : (
          <Row name="Error">
            {test.line > 0 ? `line ${test.line}: ` : ''}
            {test.message}
          </Row>
        )}
      </dl>
    </div>
  )
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  if (children === '') return null
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="max-h-32 overflow-y-auto whitespace-pre-wrap break-words font-mono">{children}</dd>
    </>
  )
}

function Printed({ label, text }: { readonly label: string; readonly text: string }) {
  if (text === '') return null
  return (
    <details open={text.length < 2000}>
      <summary className="text-sm text-muted">{label}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre tabIndex={0} className="mt-1 max-h-48 overflow-auto whitespace-pre-wrap break-words font-mono text-sm">
        {text}
      </pre>
    </details>
  )
}

const mebi = 1024 * 1024

function costText({ timeMs, memoryBytes }: RunOutcome): string {
  const parts = [timeMs > 0 ? `${timeMs} ms` : '', memoryBytes > 0 ? `${Math.max(1, Math.round(memoryBytes / mebi))} MB` : '']
  return parts.filter((part) => part !== '').join(', ')
}
