/** What comes back today, and how much is remembered. */
import type { Metadata } from 'next'
import { paths } from '../../../paths.ts'
import { PlanNav } from '../../../plan/plan-nav.tsx'
import { needsLearner } from '../../session-cookie.ts'
import { ReviewQueue } from './review-queue.tsx'

export const metadata: Metadata = { title: 'Reviews' }

export default async function ReviewQueuePage() {
  await needsLearner(paths.reviews)
  return (
    <div className="mx-auto max-w-4xl">
      <PlanNav />
      <ReviewQueue />
    </div>
  )
}
