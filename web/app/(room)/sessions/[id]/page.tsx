/** One session, to read again. */
import type { Metadata } from 'next'
import { paths } from '../../../../paths.ts'
import { needsLearner } from '../../../session-cookie.ts'
import { TranscriptView } from './transcript-view.tsx'

export const metadata: Metadata = { title: 'Transcript' }

export default async function TranscriptPage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params
  await needsLearner(paths.transcript(id))
  return <TranscriptView id={id} />
}
