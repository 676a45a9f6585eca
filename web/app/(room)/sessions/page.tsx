/** All sessions, to look back. */
import type { Metadata } from 'next'
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
      <History start={toHistoryQuery(await searchParams)} />
    </div>
  )
}
