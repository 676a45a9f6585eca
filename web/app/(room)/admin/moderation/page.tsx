/** Shared texts that wait for a decision. */
import type { Metadata } from 'next'
import { Moderation } from './moderation.tsx'

export const metadata: Metadata = { title: 'Moderation' }

export default function ModerationPage() {
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Moderation</h1>
      <p className="mt-2 max-w-[60ch] text-muted">What learners shared and the rules, or other learners, want somebody to look at. Oldest first.</p>
      <Moderation />
    </>
  )
}
