/** All sessions, to look back. */
import type { Metadata } from 'next'
import Link from 'next/link'
import { paths } from '../../../paths.ts'
import { needsLearner } from '../../session-cookie.ts'
import { History } from './history.tsx'
import { toHistoryQuery } from './history-query.ts'

export const metadata: Metadata = { title: 'Sessions' }

type Search = Promise<Readonly<Record<string, string | string[] | undefined>>>

export default async function SessionsPage({ searchParams }: { readonly searchParams: Search }) {
  await needsLearner(paths.sessions)
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="text-2xl sm:text-3xl">Your sessions</h1>
      <p className="mt-2 text-muted">
        <Link href={paths.community} className="underline decoration-line decoration-2 underline-offset-4 hover:text-ink">
          What others shared
        </Link>
      </p>
      <History start={toHistoryQuery(await searchParams)} />
    </div>
  )
}
