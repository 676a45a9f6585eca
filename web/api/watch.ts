/** Study videos and what learners say of them, as the gateway has them. */
import { readEvents } from '../coach/event-stream.ts'
import type { Page } from './community.ts'
import { http } from './gateway.ts'
import { query } from './query.ts'

export type VideoStatus = 'waiting' | 'running' | 'ready' | 'failed' | 'cancelled' | 'refused'
export type Difficulty = 'easy' | 'medium' | 'hard'

export interface VideoCard {
  readonly id: string
  readonly title: string
  readonly topic: string
  readonly subject: string
  readonly difficulty: Difficulty
  readonly tags: readonly string[]
  readonly summary: string
  readonly status: VideoStatus
  readonly own: boolean
  /** Seconds. */
  readonly duration: number
  readonly durationMs: number
  readonly ratingAvg: number
  readonly ratingCount: number
  readonly viewCount: number
  readonly commentCount: number
  readonly createdAt: string
  /** Grows with its figures and comments, and not with its progress. */
  readonly updatedAt: string
  readonly chapters: readonly { readonly title: string; readonly atMs: number }[]
  readonly moderation: 'clear' | 'review' | 'removed'
  readonly reasons: readonly string[]
  /** Of the moderator who took one's own down. */
  readonly reason?: string | null
  readonly appealed?: boolean
  readonly error: string | null
  readonly videoUrl: string | null
  readonly captionsUrl: string | null
  readonly chaptersUrl: string | null
  readonly thumbnailUrl: string | null
  /** Small pictures of all scenes, in one. */
  readonly storyboardUrl: string | null
  readonly progress: { readonly stage: string; readonly percent: number; readonly ahead: number; readonly etaSeconds: number } | null
}

export interface Cue {
  readonly scene: number
  readonly fromMs: number
  readonly toMs: number
}

export interface Question {
  readonly question: string
  readonly options: readonly string[]
  readonly atMs: number
  readonly chosen: number | null
  readonly answer: number | null
  readonly why: string | null
}

export interface Note {
  readonly id: string
  readonly atMs: number
  readonly body: string
}

interface Marked {
  readonly marks: readonly number[]
}

export type Diagram =
  | {
      readonly kind: 'array'
      readonly cells: readonly string[]
      readonly steps: readonly (Marked & { readonly pointers?: Readonly<Record<string, number>> })[]
    }
  | { readonly kind: 'tree'; readonly nodes: readonly string[]; readonly steps: readonly Marked[] }
  | {
      readonly kind: 'graph'
      readonly nodes: readonly string[]
      readonly edges: readonly (readonly [number, number])[]
      readonly directed?: boolean
      readonly steps: readonly Marked[]
    }

/** With all that the service has of it: what is not changed is sent back as it came. */
export interface SceneView {
  readonly title: string
  readonly bullets: readonly string[]
  readonly code?: { readonly language: string; readonly text: string }
  readonly diagram?: Diagram
  readonly narration: readonly {
    readonly say: string
    /** How many bullets stand while it is said. */
    readonly bullets?: number
    readonly lines?: readonly [number, number]
    /** Which step of the diagram stands. */
    readonly step?: number
  }[]
}

export interface Video extends VideoCard {
  readonly storyboard: {
    readonly scenes: readonly SceneView[]
    readonly cues: readonly Cue[]
  }
  readonly quiz: readonly Question[]
  readonly notes: readonly Note[]
  readonly positionMs: number
  readonly ownStars: number | null
}

export interface VideoComment {
  readonly id: string
  readonly body: string
  readonly own: boolean
  readonly status: 'visible' | 'review' | 'removed'
  readonly reason?: string | null
  readonly appealed?: boolean
  readonly createdAt: string
}

export interface HeldThing {
  readonly kind: 'video' | 'comment'
  readonly id: string
  readonly videoId: string
  readonly text: string
  readonly reasons: readonly string[]
  readonly reports: number
  readonly appeal: string | null
  readonly createdAt: string
}

/** What a video can be about without a model. */
export interface Topic {
  readonly id: string
  readonly title: string
  readonly subject: string
  readonly difficulty: Difficulty
  readonly tags: readonly string[]
  readonly otherNames: readonly string[]
  /** One sentence. */
  readonly summary: string
  /** The best one that everybody may see. */
  readonly video: { readonly id: string; readonly durationMs: number; readonly ratingAvg: number; readonly ratingCount: number } | null
  /** One of the learner's own that is being made. */
  readonly makingId: string | null
}

/** What its owner changes of a video; what is left out stays. */
export interface VideoChange {
  readonly title?: string
  readonly tags?: readonly string[]
  readonly scene?: { readonly index: number; readonly scene: SceneView }
}

export interface VideoWish {
  readonly topic: string
  readonly subject: string
  readonly difficulty: Difficulty
  readonly tags: readonly string[]
}

const at = (id: string, rest = ''): string => `/api/videos/${encodeURIComponent(id)}${rest}`

export const watch = {
  /** @param anew as it is now, and not as somebody was answered a moment ago. */
  feed: (asked: Readonly<Record<string, string | undefined>>, signal?: AbortSignal, anew = false) =>
    http.json<Page<VideoCard>>(`/api/videos${query(asked)}`, { signal, ...(anew ? { headers: { 'Cache-Control': 'no-cache' } } : {}) }),
  topics: async (signal?: AbortSignal) => (await http.json<Page<Topic>>('/api/videos/topics', { signal })).items,
  video: async (id: string, signal?: AbortSignal) => (await http.json<{ video: Video }>(at(id), { signal })).video,
  ask: async (wish: VideoWish, key: string) =>
    (await http.json<{ video: VideoCard }>('/api/videos', { method: 'POST', body: wish, idempotencyKey: key })).video,
  cancel: (id: string) => http.json<unknown>(at(id, '/cancel'), { method: 'POST' }),
  retry: (id: string) => http.json<unknown>(at(id, '/retry'), { method: 'POST' }),
  change: (id: string, body: VideoChange) => http.json<unknown>(at(id), { method: 'PATCH', body }),
  remove: (id: string) => http.json<unknown>(at(id), { method: 'DELETE' }),
  watched: (id: string, body: { readonly watchedMs: number; readonly positionMs: number }) =>
    http.json<{ counted: boolean }>(at(id, '/view'), { method: 'POST', body, keepalive: true }),
  rate: async (videoId: string, stars: number) =>
    (await http.json<{ rating: { ratingAvg: number; ratingCount: number } }>('/api/ratings', { method: 'POST', body: { videoId, stars } })).rating,
  comments: (videoId: string, cursor: string | undefined, signal?: AbortSignal) =>
    http.json<Page<VideoComment>>(`/api/comments${query({ videoId, cursor })}`, { signal }),
  comment: async (videoId: string, body: string, key: string) =>
    (await http.json<{ comment: VideoComment }>('/api/comments', { method: 'POST', body: { videoId, body }, idempotencyKey: key })).comment,
  rewriteComment: (id: string, body: string) => http.json<unknown>(`/api/comments/${encodeURIComponent(id)}`, { method: 'PATCH', body: { body } }),
  removeComment: (id: string) => http.json<unknown>(`/api/comments/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  reportComment: (id: string) => http.json<unknown>(`/api/comments/${encodeURIComponent(id)}/report`, { method: 'POST' }),
  appealComment: (id: string, appeal: string) =>
    http.json<unknown>(`/api/comments/${encodeURIComponent(id)}/appeal`, { method: 'POST', body: { appeal } }),
  appealVideo: (id: string, appeal: string) => http.json<unknown>(at(id, '/appeal'), { method: 'POST', body: { appeal } }),
  answer: (id: string, chosen: readonly number[]) =>
    http.json<{ quiz: readonly Question[]; right: number }>(at(id, '/quiz'), { method: 'POST', body: { chosen } }),
  note: (id: string, note: { readonly atMs: number; readonly body: string }, key: string) =>
    http.json<unknown>(at(id, '/notes'), { method: 'POST', body: note, idempotencyKey: key }),
  removeNote: (id: string, noteId: string) => http.json<unknown>(at(id, `/notes/${encodeURIComponent(noteId)}`), { method: 'DELETE' }),
  held: (cursor: string | undefined, signal?: AbortSignal) => http.json<Page<HeldThing>>(`/api/admin/watch${query({ cursor })}`, { signal }),
  decide: ({ kind, id }: Pick<HeldThing, 'kind' | 'id'>, decision: 'approve' | 'remove', reason: string) =>
    http.json<unknown>(`/api/admin/watch/${kind}/${encodeURIComponent(id)}`, { method: 'POST', body: { decision, reason } }),
  /** A video now and whenever it changes; without an id, whatever changes in the feed. Ends with its connection. */
  async *changes(id: string, signal: AbortSignal): AsyncGenerator<VideoCard | 'gone', void, undefined> {
    const address = id === '' ? '/api/videos/events' : at(id, '/events')
    const { body } = await http.open(address, { signal, deadlineMs: 0, headers: { Accept: 'text/event-stream' } })
    if (body === null) return
    for await (const { name, data } of readEvents(body)) {
      if (name === 'gone') yield 'gone'
      if (name === 'video') yield (JSON.parse(data) as { video: VideoCard }).video
    }
  },
}
