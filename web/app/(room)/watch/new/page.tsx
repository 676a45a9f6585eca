/** Asking for a video. */
import type { Metadata } from 'next'
import Link from 'next/link'
import { paths } from '../../../../paths.ts'
import type { Search } from '../../../../ui/address.ts'
import { toWish } from '../../../../watch/wish.ts'
import { needsLearner } from '../../../session-cookie.ts'
import { WishForm } from './wish-form.tsx'

export const metadata: Metadata = { title: 'Ask for a video' }

export default async function NewVideoPage({ searchParams }: { readonly searchParams: Promise<Search> }) {
  const wish = toWish(await searchParams)
  await needsLearner(wish.topic === '' ? paths.newVideo : paths.videoAbout({ ...wish, title: wish.topic }))
  return (
    <div className="mx-auto max-w-xl">
      <h1 className="text-2xl sm:text-3xl">Ask for a video</h1>
      <p className="mt-3 text-muted">
        Name a topic of interviews, or{' '}
        <Link href={paths.topics} className="underline underline-offset-4">
          choose one
        </Link>
        . You may leave this page while it is made.
      </p>
      <WishForm start={wish} />
    </div>
  )
}
