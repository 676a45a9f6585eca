'use client'
/** The figures of two runs beside each other, and what the runs have in common. */
import { lab } from '../../../../api/lab.ts'
import type { Comparison } from '../../../../lab/lab.ts'
import { labKeys } from '../../../../lab/lab-keys.ts'
import { RunLine } from '../../../../lab/run-line.tsx'
import { figureNames, figureWords } from '../../../../lab/words.ts'
import { paths } from '../../../../paths.ts'
import { RowsWaiting } from '../../../../ui/pages.tsx'
import { Unavailable } from '../../../../ui/unavailable.tsx'
import { useLearnerQuery } from '../../../../ui/use-learner-query.ts'

export function Beside({ ids }: { readonly ids: string }) {
  const both = useLearnerQuery({ queryKey: labKeys.compare(ids), queryFn: ({ signal }) => lab.compare(ids, signal) })
  if (both.isPending) return <RowsWaiting label="The runs are being fetched." />
  if (both.isError)
    return (
      <div className="mt-6">
        <Unavailable what="pair of runs" error={both.error} onRetry={() => void both.refetch()} back={{ href: paths.lab, words: 'See your runs' }} />
      </div>
    )
  return <Table both={both.data} />
}

function Table({ both: { items, sameProgram, sameTrial, figures } }: { readonly both: Comparison }) {
  return (
    <>
      <p className="mt-3 text-muted">
        {sameProgram ? 'The same program' : 'Two programs'}, {sameTrial ? 'tried in the same way.' : 'tried in different ways.'}
      </p>
      <table className="mt-6 w-full border-collapse text-left">
        <caption className="sr-only">Figures of both runs</caption>
        <thead>
          <tr className="border-b border-line align-bottom text-sm">
            <td />
            {items.map((run, index) => (
              <th key={run.id} scope="col" className="py-2 pl-3 font-normal">
                <span className="block text-muted">{index === 0 ? 'First' : 'Second'}</span>
                <RunLine run={run} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.map(({ name, values: [one, other] }) => (
            <tr key={name} className="border-b border-line">
              <th scope="row" className="py-2 font-normal text-muted">
                {figureNames[name] ?? name}
              </th>
              <td className="py-2 pl-3 tabular-nums">{figureWords(name, one)}</td>
              <td className="py-2 pl-3 tabular-nums">{figureWords(name, other)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
