/** Problems worth doing, and the learner's own. */
import type { Metadata } from 'next'
import { PlanNav } from '../../../plan/plan-nav.tsx'
import { problemsPath, toProblemQuery } from '../../../plan/problem-query.ts'
import type { Search } from '../../../ui/address.ts'
import { needsLearner } from '../../session-cookie.ts'
import { Catalogue } from './catalogue.tsx'

export const metadata: Metadata = { title: 'Problems' }

export default async function CataloguePage({ searchParams }: { readonly searchParams: Promise<Search> }) {
  const start = toProblemQuery(await searchParams)
  await needsLearner(problemsPath(start))
  return (
    <div className="mx-auto max-w-4xl">
      <PlanNav />
      <Catalogue start={start} />
    </div>
  )
}
