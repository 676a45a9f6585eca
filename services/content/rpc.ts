/** The contract's calls: each part of content answers its own. */
import { heldPieces, heldTables } from '@quint/db/held.ts'
import type { ContentServiceImplementation } from '@quint/proto/gen/quint/content/v1/content.ts'
import { learnerOf } from '@quint/rpc/server.ts'
import { isUuid } from '@quint/runtime/uuid.ts'
import type { Following } from './feed/following.ts'
import { feedCalls } from './feed/rpc.ts'
import { topicCalls } from './feed/topics.ts'
import { statsOf } from './stats-store.ts'
import { held } from './store.ts'
import { commentCalls } from './talk/comment-rpc.ts'
import { type TalkDeps, talkCalls } from './talk/rpc.ts'
import { notThere } from './talk/there.ts'
import { type VideoDeps, videoCalls } from './video/rpc.ts'

export interface RpcDeps extends VideoDeps, TalkDeps {
  readonly following: Following
}

export function rpc(deps: RpcDeps): ContentServiceImplementation {
  return {
    ...videoCalls(deps),
    ...feedCalls(deps.database),
    ...topicCalls(deps.database),
    ...talkCalls(deps),
    ...commentCalls(deps),
    getStats: (_request, context) => statsOf(deps.database, learnerOf(context).userId),
    async *followVideos({ videoId }, context) {
      const { userId, roles } = learnerOf(context)
      if (videoId !== '' && !isUuid(videoId)) throw notThere()
      const seeing = { userId, videoId, moderates: roles.includes('admin') }
      yield* videoId === '' ? deps.following.feed(userId, context.signal) : deps.following.video(seeing, context.signal)
    },
    async *streamExport(_request, context) {
      for await (const json of heldPieces(heldTables(deps.database, held, learnerOf(context).userId))) yield { json }
    },
  }
}
