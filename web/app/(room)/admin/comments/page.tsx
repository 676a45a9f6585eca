/** Comments on problems that wait for a decision. */
import type { Metadata } from 'next'
import { HeldComments } from './held-comments.tsx'

export const metadata: Metadata = { title: 'Comments' }

export default function CommentsPage() {
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Comments</h1>
      <p className="mt-2 max-w-[60ch] text-muted">
        What learners said of problems and the rules, or other learners, want somebody to look at. Oldest first.
      </p>
      <HeldComments />
    </>
  )
}
