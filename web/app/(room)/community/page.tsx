/** What other learners let be read. */
import type { Metadata } from 'next'
import Link from 'next/link'
import { paths } from '../../../paths.ts'
import type { Search } from '../../../ui/address.ts'
import { needsLearner } from '../../session-cookie.ts'
import { Feed } from './feed.tsx'
import { toFeedQuery } from './feed-query.ts'

export const metadata: Metadata = { title: 'Community' }

export default async function CommunityPage({ searchParams }: { readonly searchParams: Promise<Search> }) {
  await needsLearner(paths.community)
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="text-2xl sm:text-3xl">Community</h1>
      <p className="mt-3 max-w-[60ch] text-muted">
        How others thought about a problem, under names that are not theirs. You share a session of your own from its page.{' '}
        <Link href={paths.leaderboard} className="underline decoration-line decoration-2 underline-offset-4 hover:text-ink">
          See the leaderboard
        </Link>
      </p>
      <Feed start={toFeedQuery(await searchParams)} />
    </div>
  )
}
