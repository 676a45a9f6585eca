'use client'
/** A video as it is made, and then as it is watched; up to date while one looks. */
import { useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useRef, useState } from 'react'
import { accounts } from '../../../../api/gateway.ts'
import { keys } from '../../../../api/keys.ts'
import { ApiError, messageOf } from '../../../../api/problem.ts'
import { type Video, watch } from '../../../../api/watch.ts'
import { Appeal } from '../../../../moderation/appeal.tsx'
import { paths } from '../../../../paths.ts'
import { buttonClass } from '../../../../ui/button.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { Skeleton, Waiting } from '../../../../ui/skeleton.tsx'
import { Together } from '../../../../ui/together.tsx'
import { isUnreadable, useLearnerQuery } from '../../../../ui/use-learner-query.ts'
import { everything, feedPath } from '../../../../watch/feed-query.ts'
import { useChanges } from '../../../../watch/use-changes.ts'
import { moderationWords } from '../../../../watch/words.ts'
import { Comments } from './comments.tsx'
import { Making } from './making.tsx'
import { Moderating } from './moderating.tsx'
import { Notes } from './notes.tsx'
import { OwnVideo } from './own-video.tsx'
import { Player } from './player.tsx'
import { Quiz } from './quiz.tsx'
import { Rating } from './rating.tsx'

export function Watching({ id }: { readonly id: string }) {
  const queries = useQueryClient()
  const [gone, setGone] = useState(false)
  const heard = useRef('')
  const queryKey = keys.video(id)
  const found = useLearnerQuery({ queryKey, queryFn: ({ signal }) => watch.video(id, signal) })
  useChanges(id, (change) => {
    if (change === 'gone') return setGone(true)
    const known = queries.getQueryData<Video>(queryKey)
    if (known === undefined || known.status !== change.status || known.videoUrl !== change.videoUrl) void queries.invalidateQueries({ queryKey })
    else queries.setQueryData<Video>(queryKey, { ...known, ...change })
    if (heard.current !== change.updatedAt) void queries.invalidateQueries({ queryKey: keys.videoComments(id) })
    heard.current = change.updatedAt
  })
  if (gone) return <NotThere words="This video is not there any more." />
  if (found.error instanceof ApiError && found.error.status === 404) return <NotThere words="There is no such video." />
  if (isUnreadable(found)) return <Notice message={messageOf(found.error)} onRetry={() => void found.refetch()} />
  if (found.data === undefined)
    return (
      <>
        <Waiting label="The video is being fetched." />
        <Skeleton className="aspect-video" />
      </>
    )
  return <Whole video={found.data} onChange={() => void queries.invalidateQueries({ queryKey })} />
}

/** Taken away or down, or never there. */
function NotThere({ words }: { readonly words: string }) {
  return (
    <div role="status">
      <h1 className="text-2xl">{words}</h1>
      <p className="mt-6">
        <Link href={paths.watch} className={buttonClass('quiet')}>
          See the others
        </Link>
      </p>
    </div>
  )
}

function Whole({ video, onChange }: { readonly video: Video; readonly onChange: () => void }) {
  const [atMs, setAtMs] = useState(0)
  const film = useRef<HTMLVideoElement>(null)
  const me = useLearnerQuery({ queryKey: keys.me, queryFn: ({ signal }) => accounts.me(signal), staleTime: Number.POSITIVE_INFINITY })
  const moderates = me.data?.roles.includes('admin') === true
  const seek = (ms: number): void => {
    if (film.current === null) return
    film.current.currentTime = ms / 1000
    film.current.scrollIntoView({ block: 'nearest' })
    // Whoever leaves before it plays has stopped it.
    film.current.play().catch(() => undefined)
  }
  // What waits for a moderator is watched by them, and nothing else is done with it.
  const watchable = video.own || video.moderation === 'clear'
  return (
    <article className="mx-auto max-w-4xl">
      <h1 className="text-2xl sm:text-3xl">{video.title}</h1>
      <p className="mt-2 max-w-[65ch] text-muted">{video.summary}</p>
      <Tags tags={video.tags} />
      <Moderation video={video} onChange={onChange} />
      {moderates && !video.own ? <Decision video={video} onChange={onChange} /> : null}
      {video.status === 'ready' ? (
        <>
          <Player key={video.videoUrl} video={video} film={film} onTime={setAtMs} onSeek={seek} />
          <Together waiting={<Skeleton className="mt-8 h-48" />}>
            {watchable ? <Talk video={video} atMs={atMs} moderates={moderates} onSeek={seek} onChange={onChange} /> : null}
            {video.own ? <OwnVideo video={video} onChange={onChange} /> : null}
          </Together>
        </>
      ) : (
        <Making video={video} onChange={onChange} />
      )}
    </article>
  )
}

/** Each leads to the videos that have it, too. */
function Tags({ tags }: { readonly tags: readonly string[] }) {
  if (tags.length === 0) return null
  return (
    <ul aria-label="Tags" className="-ml-2 mt-2 flex flex-wrap gap-x-2">
      {tags.map((tag) => (
        <li key={tag}>
          <Link href={feedPath({ ...everything, tag })} className={buttonClass('plain')}>
            {tag}
          </Link>
        </li>
      ))}
    </ul>
  )
}

interface TalkProps {
  readonly video: Video
  readonly atMs: number
  readonly moderates: boolean
  readonly onSeek: (ms: number) => void
  readonly onChange: () => void
}

function Talk({ video, atMs, moderates, onSeek, onChange }: TalkProps) {
  return (
    <>
      <Rating video={video} />
      <Quiz video={video} onSeek={onSeek} onAnswered={onChange} />
      <Notes video={video} atMs={atMs} onSeek={onSeek} onChange={onChange} />
      <Comments videoId={video.id} moderates={moderates} />
    </>
  )
}

/** Of a moderator: about a video of somebody else's. */
function Decision({ video, onChange }: { readonly video: Video; readonly onChange: () => void }) {
  if (video.status !== 'ready') return null
  return (
    <p className="-ml-2 mt-2">
      {video.moderation === 'review' ? (
        <Link href={paths.adminWatch} className={buttonClass('plain')}>
          Decide
        </Link>
      ) : (
        <Moderating thing={{ kind: 'video', id: video.id }} decision={video.moderation === 'clear' ? 'remove' : 'approve'} onDecided={onChange} />
      )}
    </p>
  )
}

/** Why others do not see it, and what its owner can do about that. */
function Moderation({ video, onChange }: { readonly video: Video; readonly onChange: () => void }) {
  if (video.moderation === 'clear') return null
  return (
    <div className="mt-4 grid gap-2 border-l-2 border-quint pl-4">
      <p role="status">{moderationWords(video)}</p>
      {video.own && video.moderation === 'removed' && video.appealed !== true ? (
        <Appeal ask={(words) => watch.appealVideo(video.id, words)} onAsked={onChange} />
      ) : null}
    </div>
  )
}
