/** What a learner shows of themselves to others. */
import type { Metadata } from 'next'
import { paths } from '../../../../paths.ts'
import { needsLearner } from '../../../session-cookie.ts'
import { Person } from './person.tsx'

export const metadata: Metadata = { title: 'A learner' }

export default async function PersonPage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const id = decodeURIComponent((await params).id)
  await needsLearner(paths.person(id))
  return <Person id={id} />
}
