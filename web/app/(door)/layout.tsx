/** The door: one small form on a quiet page. */
import type { ReactNode } from 'react'
import { paths } from '../../paths.ts'
import { Wordmark } from '../../ui/site-header.tsx'

export default function DoorLayout({ children }: { readonly children: ReactNode }) {
  return (
    <div data-element="quintessence" className="wash min-h-dvh">
      <header className="mx-auto flex h-16 max-w-6xl items-center px-4 sm:px-6">
        <Wordmark href={paths.home} />
      </header>
      <main id="main" tabIndex={-1} className="mx-auto max-w-md px-4 pb-20 pt-6 outline-none sm:pt-16">
        {children}
      </main>
    </div>
  )
}
