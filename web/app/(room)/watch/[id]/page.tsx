/** One video: the film, what is said, what learners say of it, and its questions. */
import type { Metadata } from 'next'
import { paths } from '../../../../paths.ts'
import { needsLearner } from '../../../session-cookie.ts'
import { Watching } from './watching.tsx'

export const metadata: Metadata = { title: 'Watch' }

export default async function VideoPage({ params }: { readonly params: Promise<{ id: string }> }) {
  const { id } = await params
  await needsLearner(paths.video(id))
  return <Watching id={id} />
}
