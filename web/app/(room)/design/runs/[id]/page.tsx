/** One submission, live. */
import type { Metadata } from 'next'
import { RunView } from '../../../../../design/run-view.tsx'
import { paths } from '../../../../../paths.ts'
import { needsLearner } from '../../../../session-cookie.ts'

export const metadata: Metadata = { title: 'Design' }

export default async function RunPage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params
  await needsLearner(paths.designRun(id))
  return <RunView key={id} id={id} />
}
