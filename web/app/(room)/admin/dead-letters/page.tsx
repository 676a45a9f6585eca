/** Events that a service could not apply. */
import type { Metadata } from 'next'
import { DeadLetters } from './dead-letters.tsx'

export const metadata: Metadata = { title: 'Dead letters' }

export default function DeadLettersPage() {
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Dead letters</h1>
      <p className="mt-2 max-w-[60ch] text-muted">
        Events that a service could not apply and set aside, the oldest failure first. Once the cause is mended, have them applied again.
      </p>
      <DeadLetters />
    </>
  )
}
