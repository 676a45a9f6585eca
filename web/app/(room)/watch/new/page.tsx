/** Asking for a video. */
import type { Metadata } from 'next'
import { paths } from '../../../../paths.ts'
import { needsLearner } from '../../../session-cookie.ts'
import { WishForm } from './wish-form.tsx'

export const metadata: Metadata = { title: 'Ask for a video' }

export default async function NewVideoPage() {
  await needsLearner(paths.newVideo)
  return (
    <div className="mx-auto max-w-xl">
      <h1 className="text-2xl sm:text-3xl">Ask for a video</h1>
      <p className="mt-3 text-muted">Name a topic of interviews. You may leave this page while it is made.</p>
      <WishForm />
    </div>
  )
}
