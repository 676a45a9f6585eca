/** Relays the changes of a video, or of the feed, as server-sent events. */
import type { FollowVideosResponse } from '@quint/proto/gen/quint/content/v1/content.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { type Listener, relayEvents } from '../http/relay.ts'
import type { KeptFeed } from './kept-feed.ts'
import { toVideo } from './mapping.ts'
import type { ContentOptions } from './options.ts'

interface Following extends Listener {
  /** Empty: the feed. */
  readonly videoId: string
}

/** What was never there, or is another's alone, is answered like any other of its addresses; what goes away meanwhile is told. */
function refuseGone({ gone }: FollowVideosResponse): void {
  if (gone) throw new Failure('not_found', 'There is no such video.')
}

export function streamVideos({ content, feed, leaving, log }: ContentOptions, { videoId, ...listener }: Following): Promise<void> {
  return relayEvents(
    {
      what: 'a video',
      leaving,
      log,
      ask: (call) => droppedFirst(content.followVideos({ videoId }, call), feed),
      // The feed has nothing to say at first.
      ...(videoId === '' ? {} : { refuse: refuseGone }),
      toEvent({ video, gone }) {
        if (gone) return { name: 'gone', data: '{}' }
        return video === undefined ? undefined : { name: 'video', data: JSON.stringify({ video: toVideo(video) }) }
      },
    },
    listener,
  )
}

/** Whoever hears that a video went asks for the feed again, and is not answered with the one in which it stood. */
async function* droppedFirst(told: AsyncIterable<FollowVideosResponse>, feed: Pick<KeptFeed, 'drop'>): AsyncGenerator<FollowVideosResponse> {
  for await (const change of told) {
    if (change.gone) await feed.drop()
    yield change
  }
}
