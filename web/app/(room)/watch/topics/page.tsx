/** What a video can be about. */
import type { Metadata } from 'next'
import Link from 'next/link'
import { paths } from '../../../../paths.ts'
import type { Search } from '../../../../ui/address.ts'
import { toTopicQuery } from '../../../../watch/topics.ts'
import { needsLearner } from '../../../session-cookie.ts'
import { Topics } from './topics.tsx'

export const metadata: Metadata = { title: 'Topics' }

export default async function TopicsPage({ searchParams }: { readonly searchParams: Promise<Search> }) {
  await needsLearner(paths.topics)
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Topics</h1>
      <p className="mt-3 max-w-[60ch] text-muted">
        What Quint can always explain. Watch what is there, and ask for what is not. Something else?{' '}
        <Link href={paths.newVideo} className="underline underline-offset-4">
          Name it
        </Link>
        .
      </p>
      <Topics start={toTopicQuery(await searchParams)} />
    </>
  )
}
