/** A session that somebody let be read. */
import type { Metadata } from 'next'
import { paths } from '../../../../paths.ts'
import { needsLearner } from '../../../session-cookie.ts'
import { Post } from './post.tsx'

export const metadata: Metadata = { title: 'Shared session', robots: { index: false } }

export default async function SharedSessionPage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params
  await needsLearner(paths.sharedSession(id))
  return <Post id={id} />
}
