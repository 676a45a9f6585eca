/** Shown in place of a page that this device has not kept. */
import type { Metadata } from 'next'
import Link from 'next/link'
import { paths } from '../../paths.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Wordmark } from '../../ui/site-header.tsx'

export const metadata: Metadata = { title: 'Offline' }

export default function OfflinePage() {
  return (
    <>
      <header className="mx-auto flex h-16 max-w-6xl items-center px-4 sm:px-6">
        <Wordmark href={paths.dashboard} />
      </header>
      <main id="main" tabIndex={-1} className="mx-auto max-w-xl px-4 py-16 outline-none">
        <h1 className="text-3xl">This page is not on this device</h1>
        <p className="mt-3 text-muted">
          Quint does not answer now. What you have opened before is here: your day, your plan, what is due, your sessions, the elements. What you
          wrote is kept.
        </p>
        <p className="mt-8 flex flex-wrap gap-3">
          <Link href={paths.dashboard} prefetch={false} className={buttonClass()}>
            Today
          </Link>
          <Link href={paths.sessions} prefetch={false} className={buttonClass('quiet')}>
            Your sessions
          </Link>
          <Link href={paths.reference} prefetch={false} className={buttonClass('quiet')}>
            The five elements
          </Link>
        </p>
      </main>
    </>
  )
}
