/** Routes of videos: asking for one, finding it, its files. */
import type { GetVideoResponse } from '@quint/proto/gen/quint/content/v1/content.ts'
import type { Video } from '@quint/proto/gen/quint/content/v1/video.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { appealRoute } from '../appeals.ts'
import { learnerRoute, type Route } from '../http/route.ts'
import { streamVideos } from './following.ts'
import { droppingFeed } from './kept-feed.ts'
import { toPage, toQuestion, toTopic, toVideo } from './mapping.ts'
import { sendMedia } from './media.ts'
import type { ContentOptions } from './options.ts'
import * as schema from './schema.ts'
import { talkRoutes } from './talk.ts'

export function contentRoutes(options: ContentOptions): readonly Route[] {
  const routes = [...feedRoutes(options), ...ownRoutes(options), ...fileRoutes(options), ...talkRoutes(options)]
  return routes.map((route) => droppingFeed(route, options.feed))
}

function feedRoutes(options: ContentOptions): readonly Route[] {
  const { content, limits, feed } = options
  return [
    learnerRoute({
      method: 'get',
      path: '/api/videos',
      summary: 'Videos that can be watched, or your own in any state',
      replies: [200, 'A page of videos'],
      query: schema.feed,
      async handle({ query, request, signal }, learner) {
        const { q = '', subject = '', difficulty = '', tag = '', sort = '', status = '', mine, limit, cursor = '' } = query
        const asked = { query: q, subject, difficulty, tag, sort, status, mine: mine === 'true', limit, cursor }
        const read = () => content.listVideos(asked, { signal, learnerToken: learner.token })
        // Whoever was told that the feed changed asks for it as it is now.
        const { videos, nextCursor } = await (request.get('cache-control') === 'no-cache' ? read() : feed.page(asked, learner, read))
        return { status: 200, body: toPage(videos.map(toVideo), nextCursor, request.originalUrl) }
      },
    }),
    learnerRoute({
      method: 'post',
      path: '/api/videos',
      summary: 'Ask for a video on a topic; it is made in the background',
      replies: [202, 'The video, which waits for its turn'],
      idempotent: true,
      body: schema.wish,
      async handle({ body, signal, effectId }, learner) {
        await limits.videos.take(learner.userId)
        const asking = { signal, learnerToken: learner.token, ...(effectId === undefined ? {} : { effectId }) }
        return { status: 202, body: { video: toVideo(there((await content.requestVideo(body, asking)).video)) } }
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/videos/events',
      summary: 'Videos as they come and change: event video; event gone when one went, whichever it was',
      replies: [200, 'Server-sent events: video {video}, gone, error'],
      streams: true,
      async handle({ request, response, signal }, learner) {
        await streamVideos(options, { learner, videoId: '', request, response, signal })
        return undefined
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/videos/topics',
      summary: 'The topics that can be explained without a model, by their titles, and what there is on each',
      replies: [200, 'All of them'],
      async handle({ request, signal }, learner) {
        const { topics } = await content.listTopics({}, { signal, learnerToken: learner.token })
        return { status: 200, body: toPage(topics.map(toTopic), '', request.originalUrl) }
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/videos/:id',
      summary: 'One video with its scenes, quiz, your notes and where you stopped',
      replies: [200, 'The video'],
      async handle({ params, signal }, learner) {
        return { status: 200, body: whole(await content.getVideo({ videoId: params.id ?? '' }, { signal, learnerToken: learner.token })) }
      },
    }),
    learnerRoute({
      method: 'get',
      path: '/api/videos/:id/events',
      summary: 'A video now and whenever it changes: progress, ratings, comments',
      replies: [200, 'Server-sent events: video {video}, gone, error'],
      streams: true,
      async handle({ request, response, params, signal }, learner) {
        await streamVideos(options, { learner, videoId: params.id ?? '', request, response, signal })
        return undefined
      },
    }),
  ]
}

function whole({ video, storyboard, quiz, notes, positionMs, ownStars }: GetVideoResponse) {
  const board = storyboard.length === 0 ? { scenes: [], cues: [] } : (JSON.parse(Buffer.from(storyboard).toString('utf8')) as object)
  return { video: { ...toVideo(there(video)), storyboard: board, quiz: quiz.map(toQuestion), notes, positionMs, ownStars: ownStars || null } }
}

function ownRoutes({ content, limits }: ContentOptions): readonly Route[] {
  const acting = (name: 'cancel' | 'retry', summary: string) =>
    learnerRoute({
      method: 'post',
      path: `/api/videos/:id/${name}`,
      summary,
      replies: [202, 'The video'],
      async handle({ params, signal }, learner) {
        const asked = { videoId: params.id ?? '' }
        const asking = { signal, learnerToken: learner.token }
        const { video } = await (name === 'cancel' ? content.cancelVideo(asked, asking) : content.retryVideo(asked, asking))
        return { status: 202, body: { video: toVideo(there(video)) } }
      },
    })
  return [
    learnerRoute({
      method: 'patch',
      path: '/api/videos/:id',
      summary: 'Change the title, the tags or one scene of a video of your own; only that scene is made anew',
      replies: [200, 'The video'],
      body: schema.change,
      async handle({ body, params, signal }, learner) {
        await limits.videos.take(learner.userId)
        const { title = '', tags, scene } = body
        const change = { videoId: params.id ?? '', title, tags: tags ?? [], setsTags: tags !== undefined }
        const written = scene === undefined ? {} : { scene: Buffer.from(JSON.stringify(scene.scene)), sceneIndex: scene.index }
        const { video } = await content.updateVideo({ ...change, ...written }, { signal, learnerToken: learner.token })
        return { status: 200, body: { video: toVideo(there(video)) } }
      },
    }),
    learnerRoute({
      method: 'delete',
      path: '/api/videos/:id',
      summary: 'Take away a video of your own, also while it is made',
      replies: [204, 'It is gone'],
      async handle({ params, signal }, learner) {
        await content.deleteVideo({ videoId: params.id ?? '' }, { signal, learnerToken: learner.token })
        return { status: 204, body: undefined }
      },
    }),
    appealRoute({
      path: '/api/videos/:id',
      what: 'a video',
      limit: limits.community,
      ask: async ({ id, appeal }, asking) => ({ video: toVideo(there((await content.appealVideo({ videoId: id, appeal }, asking)).video)) }),
    }),
    acting('cancel', 'Stop making a video of your own'),
    acting('retry', 'Go on with a video that failed, at the stage that failed'),
  ]
}

const files = [
  ['stream', 'video', 'video/mp4', 'The film; takes ranges'],
  ['captions.vtt', 'captions', 'text/vtt', 'What is said, and when'],
  ['chapters.vtt', 'chapters', 'text/vtt', 'The chapters'],
  ['thumbnail', 'thumbnail', 'image/webp', 'A still picture'],
  ['storyboard', 'storyboard', 'image/webp', 'Small pictures of all scenes'],
] as const

function fileRoutes({ content, storage }: ContentOptions): readonly Route[] {
  return files.map(([name, kind, type, summary]) =>
    learnerRoute({
      method: 'get',
      path: `/api/videos/:id/${name}`,
      summary,
      replies: [200, 'The file, or the part of it that was asked for (206)'],
      query: schema.version,
      streams: true,
      type,
      async handle({ request, response, params, query, signal }, learner) {
        const media = await content.getMedia({ videoId: params.id ?? '', kind }, { signal, learnerToken: learner.token })
        const named = media.key.split('/').at(-2)
        await sendMedia(storage, media, { request, response, signal, lasting: query.v !== undefined && query.v === named })
        return undefined
      },
    }),
  )
}

function there(video: Video | undefined): Video {
  if (video === undefined) throw new Failure('not_found', 'There is no such video.')
  return video
}
