/** Boards of those who chose to be on them. */
import type { Metadata } from 'next'
import Link from 'next/link'
import { paths } from '../../../paths.ts'
import { needsLearner } from '../../session-cookie.ts'
import { toBoardQuery } from './board-query.ts'
import { Boards } from './boards.tsx'

export const metadata: Metadata = { title: 'Leaderboard' }

type Search = Promise<Readonly<Record<string, string | string[] | undefined>>>

export default async function LeaderboardPage({ searchParams }: { readonly searchParams: Search }) {
  await needsLearner(paths.leaderboard)
  return (
    <div className="mx-auto max-w-3xl">
      <p className="text-muted">
        <Link href={paths.community} className="underline decoration-line decoration-2 underline-offset-4 hover:text-ink">
          Community
        </Link>
      </p>
      <h1 className="mt-3 text-2xl sm:text-3xl">Leaderboard</h1>
      <p className="mt-3 max-w-[60ch] text-muted">Only who wants to be is on it, and nobody under their own name.</p>
      <Boards start={toBoardQuery(await searchParams)} />
    </div>
  )
}
