/** The contract's calls about videos: asking for one, changing it, finding it. */

import type { Database, Tx } from '@quint/db/database.ts'
import * as jobs from '@quint/jobs/store.ts'
import { checkedAppeal } from '@quint/moderation/appeal.ts'
import type { ContentServiceImplementation, UpdateVideoRequest } from '@quint/proto/gen/quint/content/v1/content.ts'
import { effectIdOf, learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { isUuid, uuidv7 } from '@quint/runtime/uuid.ts'
import { findEntry, unknownTopic } from '../author/offline.ts'
import { lockLearner } from '../store.ts'
import { notThere } from '../talk/there.ts'
import { editedScene } from './editing.ts'
import { type VideoInput, videoJob } from './pipeline.ts'
import { progressOf } from './progress.ts'
import { checkedLine, checkedRequest, checkedTags, refuse } from './request.ts'
import * as store from './video-store.ts'
import { toVideo } from './wire.ts'

export interface VideoDeps {
  readonly database: Database
  /** Whether a model can write what nobody wrote down. */
  readonly hasModel: boolean
  readonly mostAtOnce: number
  readonly mostPerDay: number
  readonly now: () => Date
}

const dayMs = 86_400_000

/** What every change of a video needs. */
function handsOn(database: Database) {
  return {
    async answer(userId: string, videoId: string) {
      const video = await database.asLearner(userId, async (tx) => {
        const row = await store.findVideo(tx, videoId)
        return row === undefined ? undefined : toVideo(row, await progressOf(tx, row))
      })
      if (video === undefined) throw notThere()
      return { video }
    },
    /** In a transaction that holds the learner, the job and the video. */
    change: (userId: string, videoId: string, work: (tx: Tx, video: store.OwnVideo) => Promise<void>) =>
      database.asLearner(userId, async (tx) => {
        await lockLearner(tx, userId)
        const jobId = isUuid(videoId) ? await store.jobOf(tx, userId, videoId) : undefined
        if (jobId !== undefined) await jobs.holdFirst(tx, jobId)
        const video = jobId === undefined ? undefined : await store.ownVideo(tx, userId, videoId)
        if (video === undefined) throw notThere()
        await work(tx, video)
      }),
  }
}

export function videoCalls({ database, ...deps }: VideoDeps) {
  const { answer, change } = handsOn(database)
  return {
    ...endingCalls(database),
    async requestVideo(request, context) {
      const { userId } = learnerOf(context)
      const asked = checkedRequest(request)
      if (!deps.hasModel && findEntry(asked.topic) === undefined) throw unknownTopic(asked.topic)
      const videoId = effectIdOf(context) ?? uuidv7()
      await database.asLearner(userId, async (tx) => {
        await lockLearner(tx, userId)
        // The same request told again.
        if ((await store.ownVideo(tx, userId, videoId)) !== undefined) return
        await withinQuota(tx, userId, deps)
        const input: VideoInput = { videoId, revision: 1, draft: false }
        const jobId = await jobs.enqueue(tx, { kind: videoJob, userId, input })
        await store.insertVideo(tx, userId, { id: videoId, jobId, ...asked })
      })
      return answer(userId, videoId)
    },
    async updateVideo(request, context) {
      const { userId } = learnerOf(context)
      await change(userId, request.videoId, async (tx, video) => {
        if (video.moderation === 'removed') throw new Failure('conflict', 'A moderator has taken this video down: it stays as it is.')
        const named = await describe(tx, video, request)
        if (request.scene.length > 0) await rewrite(tx, { ...video, ...named, userId }, { request, deps })
      })
      return answer(userId, request.videoId)
    },
  } satisfies Partial<ContentServiceImplementation>
}

async function describe(tx: Tx, video: store.OwnVideo, request: UpdateVideoRequest) {
  const named = {
    title: request.title === '' ? video.title : checkedLine(request.title, 'title', 80),
    tags: request.setsTags ? checkedTags(request.tags) : video.tags,
  }
  if (request.title === '' && !request.setsTags) return named
  refuse([named.title, ...named.tags].join('\n'), 'title')
  await store.describe(tx, video.id, named)
  return named
}

interface Rewriting {
  readonly request: UpdateVideoRequest
  readonly deps: Quota
}

async function rewrite(tx: Tx, video: store.OwnVideo & { readonly userId: string }, { request, deps }: Rewriting): Promise<void> {
  const { userId } = video
  if (video.status !== 'ready' || video.storyboard === null) throw new Failure('conflict', 'A video is changed once it is there.')
  // What is being made anew is given up, and goes on with this change in it.
  const draft = editedScene(video.draft ?? video.storyboard, request.sceneIndex, request.scene)
  await withinQuota(tx, userId, deps)
  await jobs.cancel(tx, video.jobId)
  const input: VideoInput = { videoId: video.id, revision: (await store.lastRevision(tx, userId, video.id)) + 1, draft: true }
  const jobId = await jobs.enqueue(tx, { kind: videoJob, userId, input })
  await store.restart(tx, video.id, { jobId, draft: { ...draft, title: video.title } })
}

function endingCalls(database: Database) {
  const { answer, change } = handsOn(database)
  return {
    async deleteVideo({ videoId }, context) {
      const { userId } = learnerOf(context)
      await change(userId, videoId, async (tx, video) => {
        await jobs.cancel(tx, video.jobId)
        await store.deleteVideo(tx, userId, video.id)
      })
      return {}
    },
    async cancelVideo({ videoId }, context) {
      const { userId } = learnerOf(context)
      await change(userId, videoId, async (tx, video) => {
        if (!(await jobs.cancel(tx, video.jobId))) throw new Failure('conflict', 'This video is not being made.')
      })
      return answer(userId, videoId)
    },
    async appealVideo({ videoId, appeal }, context) {
      const { userId } = learnerOf(context)
      const words = checkedAppeal(appeal)
      await change(userId, videoId, async (tx, { id }) => {
        if (!(await store.appeal(tx, userId, { id, words })))
          throw new Failure('conflict', 'Another look is taken once, at a video that a moderator has taken down.')
      })
      return answer(userId, videoId)
    },
    async retryVideo({ videoId }, context) {
      const { userId } = learnerOf(context)
      await change(userId, videoId, async (tx, video) => {
        if (video.status === 'refused' || !(await jobs.retry(tx, video.jobId)))
          throw new Failure('conflict', 'Only a video that failed can be tried again.')
        await store.restart(tx, video.id, { jobId: video.jobId, draft: video.draft })
      })
      return answer(userId, videoId)
    },
  } satisfies Partial<ContentServiceImplementation>
}

type Quota = Pick<VideoDeps, 'mostAtOnce' | 'mostPerDay' | 'now'>

async function withinQuota(tx: Tx, userId: string, { mostAtOnce, mostPerDay, now }: Quota): Promise<void> {
  const { active, asked } = await store.countVideos(tx, userId, new Date(now().getTime() - dayMs))
  if (active >= mostAtOnce) throw new Failure('exhausted', `${active} of your videos are being made: wait for one of them.`)
  if (asked >= mostPerDay) throw new Failure('exhausted', `You have asked for ${asked} videos in a day: go on tomorrow.`)
}
