/** Where a session begins. */
import type { Metadata } from 'next'
import Link from 'next/link'
import { paths } from '../../../paths.ts'
import { needsLearner } from '../../session-cookie.ts'
import { StartForm } from './start-form.tsx'

export const metadata: Metadata = { title: 'Coach' }

export default async function CoachPage() {
  await needsLearner(paths.coach)
  return (
    <div className="mx-auto max-w-2xl lg:max-w-5xl">
      <h1 className="text-2xl sm:text-3xl">What are you working on?</h1>
      <p className="mt-3 max-w-[60ch] text-muted">
        Bring a problem from anywhere. Twelve questions make you think about it, then you get one hint, and the last word. They follow{' '}
        <Link href={paths.reference} className="underline decoration-line decoration-2 underline-offset-4 hover:text-ink">
          the five elements
        </Link>
        .
      </p>
      <StartForm />
    </div>
  )
}
