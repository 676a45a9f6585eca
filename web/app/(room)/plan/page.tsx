/** The plan that holds now: weeks and days, done and to do. */
import type { Metadata } from 'next'
import { paths } from '../../../paths.ts'
import { PlanNav } from '../../../plan/plan-nav.tsx'
import { needsLearner } from '../../session-cookie.ts'
import { CurrentPlan } from './current-plan.tsx'

export const metadata: Metadata = { title: 'Plan' }

export default async function CurrentPlanPage() {
  await needsLearner(paths.plan)
  return (
    <div className="mx-auto max-w-4xl">
      <PlanNav />
      <CurrentPlan />
    </div>
  )
}
