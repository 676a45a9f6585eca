/** One session at the desk. */
import type { Metadata } from 'next'
import Link from 'next/link'
import { KeepRooms } from '../../../../offline/keep-rooms.tsx'
import { paths } from '../../../../paths.ts'
import { Wordmark } from '../../../../ui/site-header.tsx'
import { needsLearner } from '../../../session-cookie.ts'
import { Desk } from './desk.tsx'

export const metadata: Metadata = { title: 'Coach' }

export default async function DeskPage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params
  await needsLearner(paths.coachSession(id))
  return (
    <>
      <KeepRooms />
      <header className="sticky top-(--above) z-30 bg-paper">
        <div className="mx-auto flex h-14 max-w-6xl items-center justify-between gap-4 px-4 sm:px-6 lg:h-16">
          <Wordmark href={paths.dashboard} />
          <Link href={paths.dashboard} className="py-2 text-muted underline decoration-line decoration-2 underline-offset-4 hover:text-ink">
            Back to today
          </Link>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="outline-none">
        <Desk id={id} />
      </main>
    </>
  )
}
