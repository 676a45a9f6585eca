/** Problems worth doing, and the learner's own. */
import type { Metadata } from 'next'
import { paths } from '../../../paths.ts'
import { PlanNav } from '../../../plan/plan-nav.tsx'
import { needsLearner } from '../../session-cookie.ts'
import { Catalogue } from './catalogue.tsx'

export const metadata: Metadata = { title: 'Problems' }

export default async function CataloguePage() {
  await needsLearner(paths.problems)
  return (
    <div className="mx-auto max-w-4xl">
      <PlanNav />
      <Catalogue />
    </div>
  )
}
