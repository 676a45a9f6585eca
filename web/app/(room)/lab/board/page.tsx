/** The boards of the lab: fewest messages per operation. */
import type { Metadata } from 'next'
import Link from 'next/link'
import { paths } from '../../../../paths.ts'
import { needsLearner } from '../../../session-cookie.ts'
import { LabBoard } from './lab-board.tsx'

export const metadata: Metadata = { title: 'Lab leaderboard' }

type Search = Promise<Readonly<Record<string, string | string[] | undefined>>>

export default async function LabBoardPage({ searchParams }: { readonly searchParams: Search }) {
  const { workload } = await searchParams
  const chosen = typeof workload === 'string' ? workload : undefined
  await needsLearner(paths.labBoard(chosen))
  return (
    <div className="mx-auto max-w-3xl">
      <p className="text-muted">
        <Link href={paths.lab} className="underline decoration-line decoration-2 underline-offset-4 hover:text-ink">
          Lab
        </Link>
      </p>
      <h1 className="mt-3 text-2xl sm:text-3xl">Leaderboard</h1>
      <p className="mt-3 max-w-[60ch] text-muted">
        Fewest messages between nodes for each operation. A run counts when it passes as its lesson asks: as many nodes, as long and as fast, with a
        fault that took effect where the lesson has any.
      </p>
      <LabBoard start={chosen} />
    </div>
  )
}
