/** The calendar: month, week and agenda. */
import type { Metadata } from 'next'
import { paths } from '../../../paths.ts'
import { PlanNav } from '../../../plan/plan-nav.tsx'
import { needsLearner } from '../../session-cookie.ts'
import { Planner } from './planner.tsx'

export const metadata: Metadata = { title: 'Planner' }

export default async function PlannerPage() {
  await needsLearner(paths.planner)
  return (
    <div className="mx-auto max-w-6xl">
      <PlanNav />
      <Planner />
    </div>
  )
}
