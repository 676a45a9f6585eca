'use client'
/** Two attempts beside each other: what was decided differently, and what that did to the numbers. */
import Link from 'next/link'
import { design, type Figures } from '../api/design.ts'
import { paths } from '../paths.ts'
import { Skeleton, Waiting } from '../ui/skeleton.tsx'
import { Unavailable } from '../ui/unavailable.tsx'
import { useLearnerQuery } from '../ui/use-learner-query.ts'
import { Beside } from './beside.tsx'
import { Diff } from './report.tsx'
import { ms, percent } from './words.ts'

export function Compare({ id, other }: { readonly id: string; readonly other: string }) {
  const { data, error, refetch } = useLearnerQuery({
    queryKey: ['design', 'compare', id, other],
    queryFn: ({ signal }) => design.compare(id, other, signal),
  })
  const mine = useLearnerQuery({ queryKey: ['design', 'submission', id], queryFn: ({ signal }) => design.submission(id, signal) })
  if (error !== null)
    return (
      <Unavailable what="pair of attempts" error={error} onRetry={() => void refetch()} back={{ href: paths.designs, words: 'See all designs' }} />
    )
  if (data === undefined || mine.isPending)
    return (
      <>
        <Waiting label="Both attempts are being fetched." />
        <Skeleton className="h-96" />
      </>
    )
  const { before, now, diff } = data
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">
        Attempt {before.attempt} beside attempt {now.attempt}
      </h1>
      {mine.data === undefined ? null : (
        <div className="mt-5">
          <Beside key={other} id={id} problemId={mine.data.problemId} otherId={other} />
        </div>
      )}
      <section aria-labelledby="changed" className="mt-8">
        <h2 id="changed" className="text-xl">
          What was decided differently
        </h2>
        <Diff lines={diff} />
      </section>
      {before.figures === undefined || now.figures === undefined ? (
        <p className="mt-8 text-muted">They were not both tried to the end: nothing that was measured can be compared yet.</p>
      ) : (
        <Measured before={before.figures} now={now.figures} names={[`attempt ${before.attempt}`, `attempt ${now.attempt}`]} />
      )}
      <p className="mt-8 flex flex-wrap gap-x-6">
        <Link href={paths.designRun(before.id)} className="underline underline-offset-4">
          Report of attempt {before.attempt}
        </Link>
        <Link href={paths.designRun(now.id)} className="underline underline-offset-4">
          Report of attempt {now.attempt}
        </Link>
      </p>
    </>
  )
}

const rps = (value: number | null): string => (value === null ? '—' : `${Math.round(value)} a second`)
const faultWords = (fault: string): string => `${fault.charAt(0).toUpperCase()}${fault.slice(1).replaceAll('-', ' ')}`

type Row = readonly [id: string, name: string, before: string, now: string]

function rowsOf(before: Figures, now: Figures): readonly Row[] {
  const faults = Object.keys(now.outagesMs).filter((fault) => fault in before.outagesMs)
  return [
    ['functional', 'Answers rightly', `${before.functionalPassed} of ${before.functionalAsked}`, `${now.functionalPassed} of ${now.functionalAsked}`],
    ['saturation', 'Keeps up with', rps(before.saturationRps), rps(now.saturationRps)],
    ['p99', '99 of 100 within', ms(before.p99Ms), ms(now.p99Ms)],
    ['cost', 'Costs a month', `$${Math.round(before.costUsdMonth)}`, `$${Math.round(now.costUsdMonth)}`],
    ['lost', 'Lost writes', String(before.lostWrites), String(now.lostWrites)],
    ...faults.map((fault): Row => {
      const told = (of: Figures): string => `out for ${ms(of.outagesMs[fault])}, ${percent(of.errorRates[fault] ?? 0)} failed`
      return [fault, faultWords(fault), told(before), told(now)]
    }),
  ]
}

function Measured({ before, now, names }: { readonly before: Figures; readonly now: Figures; readonly names: readonly [string, string] }) {
  return (
    <section aria-labelledby="measured" className="mt-8">
      <h2 id="measured" className="text-xl">
        What was measured
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <section aria-label="Figures" tabIndex={0} className="mt-3 overflow-x-auto">
        <table className="w-full min-w-[34rem] text-left">
          <thead className="text-sm text-muted">
            <tr>
              <th scope="col" className="py-1 pr-4 font-semibold">
                Figure
              </th>
              {names.map((name) => (
                <th key={name} scope="col" className="pr-4 font-semibold">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rowsOf(before, now).map(([id, name, was, is]) => (
              <tr key={id} data-figure={id}>
                <th scope="row" className="py-2 pr-4 font-normal">
                  {name}
                </th>
                <td className="pr-4">{was}</td>
                <td className="pr-4 font-semibold">{is}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
