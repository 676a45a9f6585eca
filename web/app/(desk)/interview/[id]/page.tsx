/** The room of one interview. */
import type { Metadata } from 'next'
import { paths } from '../../../../paths.ts'
import { needsLearner } from '../../../session-cookie.ts'
import { RoomAt } from './room-at.tsx'

export const metadata: Metadata = { title: 'Interview' }

export default async function RoomPage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params
  await needsLearner(paths.interview(id))
  return <RoomAt id={id} />
}
