'use client'
/** The report: a verdict for each requirement, what to change, the charts, what to think about next. */
import { type Compared, design, type Report as Given, type Verdict } from '../api/design.ts'
import { messageOf } from '../api/problem.ts'
import { useSending } from '../coach/use-sending.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { leaveFor } from '../ui/leave-for.ts'
import { Notice } from '../ui/notice.tsx'
import { useOnceKey } from '../ui/use-once-key.ts'
import { Chart } from './chart.tsx'

export interface ReportProps {
  readonly id: string
  readonly report: Given
}

const verdictLooks: Readonly<Record<Verdict['verdict'], string>> = { met: 'text-[var(--earth)]', missed: 'text-danger', unknown: 'text-muted' }
const verdictWords: Readonly<Record<Verdict['verdict'], string>> = { met: 'Met', missed: 'Missed', unknown: 'Not known' }

export function Report({ id, report }: ReportProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-10">
      <section aria-labelledby="verdicts">
        <h2 id="verdicts" className="text-xl">
          {report.passed ? 'Your design holds' : 'Your design does not hold yet'}
        </h2>
        {report.passed || report.verdicts.some(({ verdict }) => verdict === 'missed') ? null : (
          <p className="mt-2 max-w-[70ch]">Nothing that was measured was missed. What keeps it from holding are decisions that break a rule.</p>
        )}
        <ul className="mt-4 grid gap-4 md:grid-cols-2">
          {report.verdicts.map((one) => (
            <li key={`${one.requirement} ${one.title}`} className="rounded-card border border-line bg-surface p-4">
              <h3 className="flex justify-between gap-3 text-lg">
                {one.title} <span className={`font-sans text-base font-semibold ${verdictLooks[one.verdict]}`}>{verdictWords[one.verdict]}</span>
              </h3>
              <p className="mt-1">
                Wanted {one.wanted}; measured <span className="font-semibold">{one.measured}</span>.
              </p>
              {one.decision === '' ? null : <p className="mt-1 text-muted">{one.decision}</p>}
            </li>
          ))}
        </ul>
      </section>
      {report.proposal === undefined ? null : <Proposal id={id} proposal={report.proposal} />}
      {report.analysis.length === 0 ? null : (
        <section aria-labelledby="why">
          <h2 id="why" className="text-xl">
            Why
          </h2>
          <ul className="mt-3 grid gap-4">
            {report.analysis.map(({ what, why }) => (
              <li key={`${what} ${why}`}>
                <p className="font-semibold">{what}</p>
                <p className="max-w-[70ch] text-muted">{why}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Changes title="Since the attempt before" rows={report.comparedWithPrevious} />
      <Changes title="Beside a design that holds" rows={report.comparedWithReference} was="that design" says={referenceWords(report.reference)} />
      {report.charts.length === 0 ? null : (
        <section aria-labelledby="charts">
          <h2 id="charts" className="text-xl">
            Measured
          </h2>
          <div className="mt-4 grid gap-8 lg:max-xl:grid-cols-2 xl:max-w-2xl">
            {report.charts.map((chart) => (
              <Chart key={chart.id} chart={chart} />
            ))}
          </div>
        </section>
      )}
      {report.questions.length === 0 ? null : (
        <section aria-labelledby="questions">
          <h2 id="questions" className="text-xl">
            An interviewer would ask
          </h2>
          <ul className="mt-3 list-disc pl-5">
            {report.questions.map((question) => (
              <li key={question} className="max-w-[70ch]">
                {question}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Proposal({ id, proposal: { reason, diff } }: { readonly id: string; readonly proposal: NonNullable<Given['proposal']> }) {
  const once = useOnceKey()
  const { sending, error, send } = useSending(async () => {
    const next = await design.applyProposal(id, once.of(id))
    await leaveFor(paths.designRun(next.id))
  })
  return (
    <section aria-labelledby="proposal" className="rounded-card border border-edge bg-surface p-5">
      <h2 id="proposal" className="text-xl">
        What could be changed
      </h2>
      <p className="mt-2 max-w-[70ch]">{reason}</p>
      <Diff lines={diff} />
      <div className="mt-4 grid justify-items-start gap-3">
        <Button busy={sending} onClick={() => void send()}>
          Apply it and run again
        </Button>
        {error === undefined ? null : <Notice message={messageOf(error)} />}
      </div>
    </section>
  )
}

export function Diff({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return <p className="mt-3 text-muted">Nothing of the design is different.</p>
  return (
    <ul className="mt-3 grid gap-1 font-mono text-sm">
      {lines.map((line) => (
        <li key={line} className={`break-words ${line.startsWith('+') ? 'text-[var(--earth)]' : 'text-danger'}`}>
          {line}
        </li>
      ))}
    </ul>
  )
}

const changeLooks: Readonly<Record<Compared['change'], string>> = { better: 'text-[var(--earth)]', worse: 'text-danger', same: 'text-muted' }

function referenceWords(reference: Given['reference']): string {
  if (reference?.kind !== 'measured') return 'What it should do, by theory: it has not been measured on this kind of machine yet.'
  const day = new Date(reference.at).toLocaleDateString('en', { dateStyle: 'medium' })
  return `Measured in the same way on ${day}, on a machine of this kind: ${reference.machine}.`
}

interface ChangesProps {
  readonly title: string
  readonly rows: readonly Compared[] | undefined
  readonly was?: string
  /** Where the other figures are from. */
  readonly says?: string
}

function Changes({ title, rows, was = 'before', says }: ChangesProps) {
  if (rows === undefined || rows.length === 0) return null
  return (
    <section aria-label={title}>
      <h2 className="text-xl">{title}</h2>
      {says === undefined ? null : <p className="mt-1 max-w-[65ch] text-muted">{says}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <section aria-label={`${title}, figures`} tabIndex={0} className="mt-3 overflow-x-auto">
        <table className="w-full min-w-[28rem] text-left">
          <thead className="text-sm text-muted">
            <tr>
              <th scope="col" className="py-1 pr-4 font-semibold">
                Figure
              </th>
              <th scope="col" className="pr-4 font-semibold">
                {was}
              </th>
              <th scope="col" className="pr-4 font-semibold">
                now
              </th>
              <th scope="col" className="font-semibold">
                change
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map((row) => (
              <tr key={row.title}>
                <th scope="row" className="py-2 pr-4 font-normal">
                  {row.title}
                </th>
                <td className="pr-4">{row.before}</td>
                <td className="pr-4">{row.now}</td>
                <td className={`font-semibold ${changeLooks[row.change]}`}>{row.change}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
