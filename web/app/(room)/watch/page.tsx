/** Videos that can be watched, and one's own that are being made. */
import type { Metadata } from 'next'
import Link from 'next/link'
import { paths } from '../../../paths.ts'
import type { Search } from '../../../ui/address.ts'
import { buttonClass } from '../../../ui/button.tsx'
import { toFeedQuery } from '../../../watch/feed-query.ts'
import { needsLearner } from '../../session-cookie.ts'
import { Feed } from './feed.tsx'

export const metadata: Metadata = { title: 'Watch' }

export default async function WatchPage({ searchParams }: { readonly searchParams: Promise<Search> }) {
  await needsLearner(paths.watch)
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="text-2xl sm:text-3xl">Watch</h1>
          <p className="mt-3 max-w-[60ch] text-muted">A topic in about a minute: the idea, a drawing, what it costs, where it goes wrong.</p>
        </div>
        <p className="flex flex-wrap gap-3">
          <Link href={paths.topics} className={buttonClass('quiet')}>
            See all topics
          </Link>
          <Link href={paths.newVideo} className={buttonClass()}>
            Ask for a video
          </Link>
        </p>
      </div>
      <Feed start={toFeedQuery(await searchParams)} />
    </>
  )
}
