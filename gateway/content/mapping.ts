/** Videos in the words of the public contract. */
import type { Comment, Held, Question, Topic, Video } from '@quint/proto/gen/quint/content/v1/video.ts'

const orNull = (text: string): string | null => (text === '' ? null : text)

export function toVideo(video: Video) {
  const { progress, moderation, reasons, reason, appealed, error, own, ...rest } = video
  const self = `/api/videos/${video.id}`
  const address = (name: string): string => `${self}/${name}?v=${video.revision}`
  const files =
    video.status === 'ready'
      ? {
          videoUrl: address('stream'),
          captionsUrl: address('captions.vtt'),
          chaptersUrl: address('chapters.vtt'),
          thumbnailUrl: address('thumbnail'),
          storyboardUrl: address('storyboard'),
        }
      : { videoUrl: null, captionsUrl: null, chaptersUrl: null, thumbnailUrl: null, storyboardUrl: null }
  return {
    ...rest,
    ...files,
    own,
    keyPoints: video.chapters.map(({ title }) => title),
    timestamps: video.chapters.map(({ atMs }) => Math.floor(atMs / 1000)),
    duration: Math.round(video.durationMs / 1000),
    moderation: own || moderation !== 'clear' ? moderation : 'clear',
    reasons,
    ...(own ? { reason: orNull(reason), appealed } : {}),
    error: orNull(error),
    progress: progress ?? null,
    _links: { self: { href: self }, events: { href: `${self}/events` } },
  }
}

export function toTopic({ videoId, durationMs, ratingAvg, ratingCount, makingId, ...topic }: Topic) {
  const self = { href: `/api/videos/${videoId}` }
  return {
    ...topic,
    video: videoId === '' ? null : { id: videoId, durationMs, ratingAvg, ratingCount, _links: { self } },
    makingId: orNull(makingId),
  }
}

export function toComment({ reason, appealed, ...comment }: Comment) {
  return { ...comment, ...(comment.own ? { reason: orNull(reason), appealed } : {}) }
}

export function toQuestion({ chosen, answer, why, ...rest }: Question) {
  return { ...rest, chosen: chosen < 0 ? null : chosen, answer: answer < 0 ? null : answer, why: orNull(why) }
}

export function toHeld({ appeal, ...rest }: Held) {
  return { ...rest, appeal: orNull(appeal) }
}

/** As the others: what comes next stands in a link. */
export function toPage<Item>(items: readonly Item[], nextCursor: string, href: string) {
  const next = new URL(href, 'http://here')
  next.searchParams.set('cursor', nextCursor)
  return {
    items,
    nextCursor: orNull(nextCursor),
    _links: { self: { href }, ...(nextCursor === '' ? {} : { next: { href: `${next.pathname}${next.search}` } }) },
  }
}
