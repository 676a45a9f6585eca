/** Where an interview begins, and those before it. */
import type { Metadata } from 'next'
import Link from 'next/link'
import { paths } from '../../../paths.ts'
import { MissingCoach } from '../../../ui/missing-coach.tsx'
import { needsLearner } from '../../session-cookie.ts'
import { Lobby } from './lobby.tsx'
import { PastInterviews } from './past-interviews.tsx'

export const metadata: Metadata = { title: 'Interview' }

export default async function InterviewPage() {
  await needsLearner(paths.interviews)
  return (
    <div className="mx-auto max-w-2xl lg:max-w-none">
      <h1 className="text-2xl sm:text-3xl">A mock interview</h1>
      <p className="mt-3 max-w-[60ch] text-muted">
        You explain, you write code, it is run and measured. Everything that is said about it at the end points at your own words or lines.
      </p>
      <p className="mt-2 max-w-[60ch] text-muted">
        Distributed systems are built and broken in{' '}
        <Link href={paths.lab} className="underline decoration-line decoration-2 underline-offset-4 hover:text-ink">
          the lab
        </Link>
        .
      </p>
      <div className="mt-8 grid items-start gap-x-16 gap-y-14 lg:mt-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div>
          <Lobby />
          <MissingCoach />
        </div>
        <PastInterviews />
      </div>
    </div>
  )
}
