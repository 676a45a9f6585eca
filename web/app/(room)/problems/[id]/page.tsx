/** One problem: facts and a link, a way to think it through, a hint, notes, and what learners say. */
import type { Metadata } from 'next'
import { paths } from '../../../../paths.ts'
import { PlanNav } from '../../../../plan/plan-nav.tsx'
import { needsLearner } from '../../../session-cookie.ts'
import { ProblemView } from './problem-view.tsx'

export const metadata: Metadata = { title: 'Problem' }

export default async function ProblemPage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params
  await needsLearner(paths.problem(decodeURIComponent(id)))
  return (
    <div className="mx-auto max-w-3xl">
      <PlanNav />
      <ProblemView id={decodeURIComponent(id)} />
    </div>
  )
}
