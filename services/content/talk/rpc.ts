/** The contract's calls of who watches: the video itself, its files, views, ratings, notes and the quiz. */
import type { Database, Tx } from '@quint/db/database.ts'
import type { ModelStage } from '@quint/moderation/model-stage.ts'
import type { ContentServiceImplementation } from '@quint/proto/gen/quint/content/v1/content.ts'
import { effectIdOf, learnerOf } from '@quint/rpc/server.ts'
import { isUuid, uuidv7 } from '@quint/runtime/uuid.ts'
import { findEntry } from '../author/offline.ts'
import * as events from '../events.ts'
import { type FileKind, fileNames } from '../render/files.ts'
import { lockLearner } from '../store.ts'
import { contentTypes } from '../video/pipeline.ts'
import { progressOf } from '../video/progress.ts'
import { invalid } from '../video/request.ts'
import { findParts, findVideo, holdVideo, type VideoRow } from '../video/video-store.ts'
import { toQuiz, toVideo } from '../video/wire.ts'
import * as store from './talk-store.ts'
import { notThere } from './there.ts'

export interface TalkDeps {
  readonly database: Database
  readonly now: () => Date
  /** Judges what the rules let through, where there is a model for it. */
  readonly stage?: ModelStage | undefined
}

/** A view counts after so long, or half of a shorter video. */
const viewAfterMs = 10_000
const longestNote = 2000
const mostNotes = 200

export async function mustSee(tx: Tx, videoId: string, moderates = false): Promise<VideoRow> {
  const video = isUuid(videoId) ? await findVideo(tx, videoId, moderates) : undefined
  if (video === undefined) throw notThere()
  return video
}

/** Before something is written to it: what is being taken away by its owner is not there. */
export async function mustHold(tx: Tx, videoId: string, counts: boolean): Promise<VideoRow> {
  if (!isUuid(videoId)) throw notThere()
  await holdVideo(tx, videoId, counts)
  return mustSee(tx, videoId)
}

export function talkCalls({ database, now }: TalkDeps) {
  return { ...watchCalls({ database, now }), ...ratingCalls(database), ...noteCalls(database), ...quizCalls(database) }
}

function watchCalls({ database, now }: TalkDeps) {
  return {
    async getVideo({ videoId }, context) {
      const { userId, roles } = learnerOf(context)
      const moderates = roles.includes('admin')
      return database.asReader(userId, async (tx) => {
        const video = await mustSee(tx, videoId, moderates)
        const parts = await findParts(tx, videoId, moderates)
        const board = parts?.storyboard ?? null
        return {
          video: toVideo(video, await progressOf(tx, video)),
          storyboard: board === null ? Buffer.alloc(0) : Buffer.from(JSON.stringify({ scenes: board.scenes, cues: parts?.cues ?? [] })),
          quiz: board === null ? [] : toQuiz(board, parts?.cues ?? [], await store.answersOf(tx, userId, videoId)),
          notes: await store.notesOf(tx, userId, videoId),
          positionMs: await store.placeIn(tx, userId, videoId),
          ownStars: await store.ownStars(tx, userId, videoId),
        }
      })
    },
    async getMedia({ videoId, kind }, context) {
      const { userId, roles } = learnerOf(context)
      const moderates = roles.includes('admin')
      return database.asReader(userId, async (tx) => {
        await mustSee(tx, videoId, moderates)
        const file = (await findParts(tx, videoId, moderates))?.files[kind]
        if (file === undefined || !(kind in fileNames)) throw notThere('file')
        return { ...file, contentType: contentTypes[kind as FileKind] }
      })
    },
    async viewVideo({ videoId, watchedMs, positionMs }, context) {
      const { userId } = learnerOf(context)
      return database.asLearner(userId, async (tx) => {
        await lockLearner(tx, userId)
        if (watchedMs < 0 || positionMs < 0) throw invalid('watchedMs', 'must not be negative')
        const video = await mustHold(tx, videoId, true)
        await store.putPlace(tx, userId, { videoId, positionMs: Math.min(positionMs, video.durationMs) })
        const enough = video.status === 'ready' && watchedMs >= Math.min(viewAfterMs, video.durationMs / 2)
        const counted = enough && (await store.view(tx, userId, { videoId, at: now() }))
        return { counted, viewCount: video.viewCount + (counted ? 1 : 0) }
      })
    },
  } satisfies Partial<ContentServiceImplementation>
}

function ratingCalls(database: Database) {
  return {
    async rateVideo({ videoId, stars }, context) {
      const { userId } = learnerOf(context)
      if (!Number.isInteger(stars) || stars < 1 || stars > 5) throw invalid('stars', 'must be from 1 to 5')
      return database.asLearner(userId, async (tx) => {
        await lockLearner(tx, userId)
        if ((await mustHold(tx, videoId, true)).status !== 'ready') throw notThere()
        await store.rate(tx, userId, { videoId, stars })
        const { ratingAvg, ratingCount } = toVideo(await mustSee(tx, videoId))
        return { ratingAvg, ratingCount }
      })
    },
    async getRatings({ videoId }, context) {
      const { userId } = learnerOf(context)
      return database.asReader(userId, async (tx) => {
        const { ratingAvg, ratingCount } = toVideo(await mustSee(tx, videoId))
        return { ratingAvg, ratingCount, stars: await store.starsOf(tx, videoId), ownStars: await store.ownStars(tx, userId, videoId) }
      })
    },
  } satisfies Partial<ContentServiceImplementation>
}

function noteCalls(database: Database) {
  return {
    async addNote({ videoId, atMs, body }, context) {
      const { userId } = learnerOf(context)
      const note = { id: effectIdOf(context) ?? uuidv7(), atMs, body: body.trim() }
      if (note.body === '' || note.body.length > longestNote) throw invalid('body', `must be from 1 to ${longestNote} letters`)
      await database.asLearner(userId, async (tx) => {
        await lockLearner(tx, userId)
        const { durationMs } = await mustHold(tx, videoId, false)
        if (atMs < 0 || atMs > durationMs) throw invalid('atMs', 'must be within the video')
        if (!(await store.addNote(tx, userId, { ...note, videoId, most: mostNotes }))) throw invalid('body', `there are ${mostNotes} notes already`)
      })
      return { note }
    },
    async deleteNote({ noteId }, context) {
      const { userId } = learnerOf(context)
      if (!isUuid(noteId) || !(await database.asLearner(userId, (tx) => store.deleteNote(tx, userId, noteId)))) throw notThere('note')
      return {}
    },
  } satisfies Partial<ContentServiceImplementation>
}

function quizCalls(database: Database) {
  return {
    async answerQuiz({ videoId, chosen }, context) {
      const { userId } = learnerOf(context)
      return database.asLearner(userId, async (tx) => {
        await lockLearner(tx, userId)
        const video = await mustHold(tx, videoId, false)
        const parts = await findParts(tx, videoId)
        if (parts?.storyboard == null || video.status !== 'ready') throw notThere()
        const { quiz } = parts.storyboard
        const fits = chosen.length === quiz.length && chosen.every((option, index) => option >= 0 && option < (quiz[index]?.options.length ?? 0))
        if (!fits) throw invalid('chosen', `must be an option for each of ${quiz.length} questions`)
        const right = rightOf(chosen, quiz)
        if (await store.answerQuiz(tx, userId, { videoId, chosen, right })) {
          // Its owner may have given it any title.
          const topics = [...((findEntry(video.topic) ?? findEntry(video.title))?.plans ?? [])]
          await events.quizAnswered(tx, { videoId, userId, subject: video.subject, topics, right, questions: quiz.length })
        }
        const first = (await store.answersOf(tx, userId, videoId)) ?? chosen
        return { quiz: toQuiz(parts.storyboard, parts.cues, first), right: rightOf(first, quiz) }
      })
    },
  } satisfies Partial<ContentServiceImplementation>
}

const rightOf = (chosen: readonly number[], quiz: readonly { readonly answer: number }[]): number =>
  quiz.filter(({ answer }, index) => chosen[index] === answer).length
