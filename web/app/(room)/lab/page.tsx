/** The lab: what can be built and broken, and the learner's runs. */
import type { Metadata } from 'next'
import Link from 'next/link'
import { paths } from '../../../paths.ts'
import { buttonClass } from '../../../ui/button.tsx'
import { needsLearner } from '../../session-cookie.ts'
import { Lessons } from './lessons.tsx'
import { OwnRuns } from './own-runs.tsx'

export const metadata: Metadata = { title: 'Lab' }

export default async function LabPage() {
  await needsLearner(paths.lab)
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="text-2xl sm:text-3xl">Lab</h1>
          <p className="mt-3 max-w-[60ch] text-muted">
            Write one node. We run a cluster of it, break the network, and show you the few operations that went wrong.
          </p>
        </div>
        <Link href={paths.labBoard()} className={buttonClass('quiet')}>
          Leaderboard
        </Link>
      </div>
      <Lessons />
      <OwnRuns />
    </>
  )
}
