/** First pages of the feed as everybody sees them, kept for some minutes under one mark, and dropped together as soon as one is out of date. */
import type { Learner } from '@quint/auth/learner.ts'
import { type Cache, kept } from '@quint/cache/cache.ts'
import { ListVideosRequest, ListVideosResponse } from '@quint/proto/gen/quint/content/v1/content.ts'
import type { Route } from '../http/route.ts'

export interface KeptFeed {
  /** @param read asks content as this learner. */
  page(asked: ListVideosRequest, learner: Pick<Learner, 'userId'>, read: () => Promise<ListVideosResponse>): Promise<ListVideosResponse>
  /** What is read from now on, by whichever gateway, is not older than this call. Never throws. */
  drop(): Promise<void>
}

/** Three orders of nine subjects, all and each, in four difficulties, any and each. */
export const mostFirstPages = 3 * 9 * 4
const usualLimit = 20
const scope = 'all'

export function openKeptFeed(cache: Cache): KeptFeed {
  return {
    async page(asked, { userId }, read) {
      const key = keyOf(asked)
      if (key === undefined) return read()
      let seen: ListVideosResponse | undefined
      const page = await kept(cache, { scope, key }, async () => {
        seen = await read()
        // A content of the version before does not say whose they are: that is not kept.
        return seen.ownerIds.length < seen.videos.length ? undefined : ListVideosResponse.toJSON(asSeenByAll(seen))
      })
      if (seen !== undefined) return seen
      const common = ListVideosResponse.fromJSON(page)
      // What one's own video looks like is nobody else's.
      return common.ownerIds.includes(userId) ? read() : common
    },
    drop: () => cache.drop(scope),
  }
}

/** Undefined for what is a learner's own, and for what hardly two ask for: words, tags, later pages. They would fill the cache. */
function keyOf(asked: ListVideosRequest): string | undefined {
  const { sort, subject, difficulty, ...rest } = asked
  const plain = ListVideosRequest.encode(ListVideosRequest.fromPartial({ ...rest, status: rest.status === 'ready' ? '' : rest.status })).finish()
  return Buffer.from(plain).equals(firstPage) ? `${sort === '' ? 'new' : sort} ${subject} ${difficulty}` : undefined
}

const firstPage = Buffer.from(ListVideosRequest.encode(ListVideosRequest.fromPartial({ limit: usualLimit })).finish())

function asSeenByAll({ videos, ...page }: ListVideosResponse): ListVideosResponse {
  return { ...page, videos: videos.map((video) => ({ ...video, own: false, reasons: [], reason: '', appealed: false })) }
}

/** Others see such a change at once; that a video was watched once more they see when the page is read anew. */
const changes: ReadonlySet<string> = new Set([
  'patch /api/videos/:id',
  'delete /api/videos/:id',
  'post /api/ratings',
  'post /api/comments',
  'patch /api/comments/:id',
  'delete /api/comments/:id',
  'post /api/comments/:id/report',
  'post /api/admin/watch/:kind/:id',
])

/** The routes that change what stands in the feed drop it before they answer, also when they fail: the change may have been made. */
export function droppingFeed(route: Route, feed: Pick<KeptFeed, 'drop'>): Route {
  if (!changes.has(`${route.method} ${route.path}`)) return route
  return {
    ...route,
    async handle(call, learner) {
      try {
        return await route.handle(call, learner)
      } finally {
        await feed.drop()
      }
    },
  }
}
