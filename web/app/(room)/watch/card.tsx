/** A video in the feed. */
import Link from 'next/link'
import type { VideoCard } from '../../../api/watch.ts'
import { amount } from '../../../coach/words.ts'
import { paths } from '../../../paths.ts'
import { Difficulty } from '../../../ui/difficulty.tsx'
import { clock } from '../../../watch/words.ts'

export function Card({ video }: { readonly video: VideoCard }) {
  return (
    <Link href={paths.video(video.id)} prefetch={false} className="group grid gap-2">
      {/* biome-ignore lint/performance/noImgElement: the gateway has it in the right size */}
      <img
        src={video.thumbnailUrl ?? ''}
        alt=""
        width={640}
        height={360}
        loading="lazy"
        className="aspect-video w-full rounded-card border border-line"
      />
      <span className="font-display text-lg decoration-quint decoration-2 underline-offset-4 group-hover:underline">{video.title}</span>
      <span className="flex flex-wrap gap-x-3 text-sm text-muted">
        <span>{clock(video.durationMs)}</span>
        <Difficulty value={video.difficulty} />
        <span>{amount(video.viewCount, 'view')}</span>
        {video.ratingCount === 0 ? null : <span>{`${video.ratingAvg.toFixed(1)} of 5`}</span>}
        {video.commentCount === 0 ? null : <span>{amount(video.commentCount, 'comment')}</span>}
      </span>
    </Link>
  )
}
