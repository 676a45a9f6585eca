'use client'
/** Stars: shown as given at once, taken back when they could not be kept. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Star } from 'lucide-react'
import { putAnswer } from '../../../../api/answers.ts'
import { keys } from '../../../../api/keys.ts'
import { messageOf } from '../../../../api/problem.ts'
import { type Video, watch } from '../../../../api/watch.ts'
import { amount } from '../../../../coach/words.ts'
import { Notice } from '../../../../ui/notice.tsx'

export function Rating({ video }: { readonly video: Video }) {
  const queries = useQueryClient()
  const queryKey = keys.video(video.id)
  const put = (change: Partial<Video>): void => putAnswer<Video>(queries, queryKey, (now) => now && { ...now, ...change })
  const rating = useMutation({
    // One after the other: the last one given is the one that stays.
    scope: { id: `rating ${video.id}` },
    mutationFn: (stars: number) => watch.rate(video.id, stars),
    onMutate(stars) {
      const before = queries.getQueryData<Video>(queryKey)?.ownStars
      put({ ownStars: stars })
      return before
    },
    onError(_error, stars, before) {
      if (before !== undefined && queries.getQueryData<Video>(queryKey)?.ownStars === stars) put({ ownStars: before })
    },
    onSuccess: put,
  })
  return (
    <section aria-label="Rating" className="mt-6 grid gap-2">
      <fieldset className="flex items-center gap-1">
        <legend className="sr-only">Your rating</legend>
        {[1, 2, 3, 4, 5].map((stars) => (
          <button
            key={stars}
            type="button"
            aria-pressed={(video.ownStars ?? 0) >= stars}
            aria-label={amount(stars, 'star')}
            onClick={() => rating.mutate(stars)}
            className="p-1.5 text-muted aria-pressed:text-quint"
          >
            <Star aria-hidden className={`size-6 ${(video.ownStars ?? 0) >= stars ? 'fill-current' : ''}`} />
          </button>
        ))}
        <span className="ml-3 text-muted">
          {video.ratingCount === 0 ? 'Not rated yet' : `${video.ratingAvg.toFixed(1)} of 5 by ${amount(video.ratingCount, 'learner')}`}
        </span>
      </fieldset>
      <p className="text-sm text-muted">{amount(video.viewCount, 'view')}: one each hour after ten seconds, or half of a shorter video.</p>
      {rating.isError ? <Notice message={messageOf(rating.error)} /> : null}
    </section>
  )
}
