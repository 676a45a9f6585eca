/** Videos and comments on them that wait for a decision. */
import type { Metadata } from 'next'
import { HeldThings } from './held-things.tsx'

export const metadata: Metadata = { title: 'Moderation of videos' }

export default function WatchModerationPage() {
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Videos and comments</h1>
      <p className="mt-2 max-w-[60ch] text-muted">What the rules, or learners, want somebody to look at. Oldest first.</p>
      <HeldThings />
    </>
  )
}
