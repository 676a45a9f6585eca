'use client'
/** The learner's videos that are not there yet, and those that others do not see. */
import Link from 'next/link'
import { keys } from '../../../api/keys.ts'
import { type VideoCard, watch } from '../../../api/watch.ts'
import { paths } from '../../../paths.ts'
import { useLearnerQuery } from '../../../ui/use-learner-query.ts'
import { isOutOfFeed, ownWords } from '../../../watch/words.ts'

const againMs = 3000
/** Of the newest ones. */
const looked = '50'

export function OwnVideos() {
  const own = useLearnerQuery({
    queryKey: [...keys.videos, 'own'],
    queryFn: ({ signal }) => watch.feed({ mine: 'true', limit: looked }, signal),
    refetchInterval: ({ state }) => (state.data?.items.some(isMade) === true ? againMs : false),
  })
  const making = own.data?.items.filter(isOutOfFeed) ?? []
  if (making.length === 0) return null
  return (
    <section aria-labelledby="making" className="mt-6">
      <h2 id="making" className="text-lg">
        Yours
      </h2>
      <ul className="mt-2 divide-y divide-line">
        {making.map((video) => (
          <li key={video.id}>
            <Link href={paths.video(video.id)} className="flex justify-between gap-4 py-2 hover:underline">
              <span className="min-w-0 break-words">{video.title}</span>
              <span className="shrink-0 text-muted">{ownWords(video)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

const isMade = ({ status }: VideoCard): boolean => status === 'waiting' || status === 'running'
