'use client'
/** Earlier runs of one workload, or of all: looked at again, compared. */
import Link from 'next/link'
import { lab } from '../api/lab.ts'
import { paths } from '../paths.ts'
import { Pages, RowsWaiting, usePages } from '../ui/pages.tsx'
import type { Run } from './lab.ts'
import { labKeys } from './lab-keys.ts'
import { RunLine } from './run-line.tsx'

export interface EarlierRunsProps {
  readonly workload: string
  /** The run that is looked at. */
  readonly shown: string | undefined
  readonly onShow: (id: string) => void
}

export function EarlierRuns({ workload, shown, onShow }: EarlierRunsProps) {
  const pages = usePages({ queryKey: labKeys.runsOf(workload), read: (cursor, signal) => lab.list({ workload, cursor }, signal) })
  return (
    <section aria-labelledby="earlier">
      <h2 id="earlier" className="text-xl">
        Your runs
      </h2>
      <Pages
        pages={pages}
        waiting={<RowsWaiting label="Your runs are being fetched." rows={3} />}
        nothing={<p className="mt-3 text-muted">None yet: run the cluster once.</p>}
      >
        {(runs) => (
          <ul className="mt-3 divide-y divide-line border-y border-line">
            {runs.map((run) => (
              <li key={run.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
                <RunLine run={run} />
                <span className="flex gap-4">
                  {run.id === shown ? <span className="text-muted">looked at now</span> : <Ways run={run} shown={shown} onShow={onShow} />}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Pages>
    </section>
  )
}

const way = 'min-h-10 text-muted underline decoration-line decoration-2 underline-offset-4 hover:text-ink'

function Ways({ run, shown, onShow }: { readonly run: Run; readonly shown: string | undefined; readonly onShow: (id: string) => void }) {
  return (
    <>
      <button type="button" className={way} onClick={() => onShow(run.id)}>
        Look at it
      </button>
      {shown === undefined ? null : (
        <Link href={paths.labCompare(run.id, shown)} className={`${way} inline-flex items-center`}>
          Compare
        </Link>
      )}
    </>
  )
}
