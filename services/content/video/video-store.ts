/** The SQL of videos: as their owner writes them, and as anybody sees them. */
import type { Tx } from '@quint/db/database.ts'
import type { Script } from '../author/author.ts'
import type { RenderFacts } from '../render/files.ts'
import type { Storyboard } from '../storyboard/storyboard.ts'

export interface StoredFile {
  readonly key: string
  readonly bytes: number
  readonly etag: string
}

export interface VideoRow {
  readonly id: string
  readonly title: string
  readonly topic: string
  readonly subject: string
  readonly difficulty: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly status: string
  readonly error: string
  readonly own: boolean
  readonly moderation: string
  readonly reasons: readonly string[]
  /** Of the moderator who took it down. */
  readonly reason: string
  readonly appealed: boolean
  readonly author: string
  readonly revision: number
  readonly chapters: RenderFacts['chapters']
  readonly durationMs: number
  readonly bytes: number
  readonly ratingSum: number
  readonly ratingCount: number
  readonly viewCount: number
  readonly commentCount: number
  readonly createdAt: string
  readonly updatedAt: string
  readonly newKey: number
  readonly topKey: number
  readonly hotKey: number
}

const iso = (column: string): string => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
/** Of what anybody may see of a video. */
export const columns = `id, title, topic, subject, difficulty, tags, summary, status, error, own, moderation, reasons, reason, appealed, author, revision, chapters,
  duration_ms as "durationMs", bytes, rating_sum as "ratingSum", rating_count as "ratingCount", view_count as "viewCount",
  comment_count as "commentCount", ${iso('created_at')} as "createdAt", ${iso('updated_at')} as "updatedAt",
  new_key as "newKey", top_key as "topKey", hot_key as "hotKey"`

export interface NewVideo {
  readonly id: string
  readonly jobId: string
  readonly topic: string
  readonly subject: string
  readonly difficulty: string
  readonly tags: readonly string[]
}

export async function insertVideo(tx: Tx, userId: string, { id, jobId, topic, subject, difficulty, tags }: NewVideo): Promise<void> {
  await tx.query('insert into videos (id, user_id, job_id, topic, subject, difficulty, tags, title) values ($1, $2, $3, $4, $5, $6, $7, $4)', [
    id,
    userId,
    jobId,
    topic,
    subject,
    difficulty,
    tags,
  ])
}

/** Of the learner of the transaction: how many are under way, and how many were asked for since then. */
export async function countVideos(tx: Tx, userId: string, since: Date): Promise<{ readonly active: number; readonly asked: number }> {
  const rows = await tx.query<{ active: number; asked: number }>(
    `select count(*) filter (where status in ('waiting', 'running'))::integer as active, count(*) filter (where created_at >= $2)::integer as asked
     from videos where user_id = $1 and (created_at >= $2 or status in ('waiting', 'running'))`,
    [userId, since],
  )
  return rows[0] ?? { active: 0, asked: 0 }
}

/** Keeps a video that the learner may see there until the transaction ends. @param counts whether its figures will change. */
export async function holdVideo(tx: Tx, id: string, counts: boolean): Promise<void> {
  await tx.query('select held from hold_video($1, $2)', [id, counts])
}

/** @param moderates whoever asks may also see what waits for a decision, or was taken down. */
export async function findVideo(tx: Tx, id: string, moderates = false): Promise<VideoRow | undefined> {
  return (await tx.query<VideoRow>(`select ${columns} from seen_video_as($1, $2)`, [id, moderates]))[0]
}

export interface Parts {
  readonly storyboard: Storyboard | null
  readonly files: Readonly<Record<string, StoredFile>>
  readonly cues: RenderFacts['cues']
}

export async function findParts(tx: Tx, id: string, moderates = false): Promise<Parts | undefined> {
  return (await tx.query<Parts>('select storyboard, files, cues from video_parts_as($1, $2)', [id, moderates]))[0]
}

export interface OwnVideo {
  readonly id: string
  readonly topic: string
  readonly subject: string
  readonly difficulty: 'easy' | 'medium' | 'hard'
  readonly title: string
  readonly tags: readonly string[]
  readonly status: string
  readonly moderation: string
  readonly revision: number
  readonly storyboard: Storyboard | null
  readonly draft: Storyboard | null
  readonly jobId: string
  readonly author: string
}

/** Its job, without a lock: changed by its learner alone, one transaction after another. */
export async function jobOf(tx: Tx, userId: string, id: string): Promise<string | undefined> {
  return (await tx.query<{ jobId: string }>('select job_id as "jobId" from videos where id = $1 and user_id = $2', [id, userId]))[0]?.jobId
}

/** As its owner; locked for the transaction. */
export async function ownVideo(tx: Tx, userId: string, id: string): Promise<OwnVideo | undefined> {
  const rows = await tx.query<OwnVideo>(
    `select id, topic, subject, difficulty, title, tags, status, moderation, revision, storyboard, draft, job_id as "jobId", author from videos
     where id = $1 and user_id = $2 for update`,
    [id, userId],
  )
  return rows[0]
}

/** A title and tags that its owner gave it meanwhile stay. */
export async function putScript(tx: Tx, id: string, { storyboard, author, modelDigest, tags }: Script): Promise<void> {
  await tx.query(
    `update videos set storyboard = $2::jsonb, title = case when title = topic then $3 else title end, summary = $4, author = $5, model_digest = $6,
       tags = case when tags = '{}' then $7 else tags end, status = 'running' where id = $1`,
    [id, JSON.stringify(storyboard), storyboard.title, storyboard.summary, author, modelDigest, tags],
  )
}

/** What a moderator took down, or is to look at once more, does not come back by being made anew. */
export async function putJudgement(
  tx: Tx,
  id: string,
  { moderation, reasons }: { readonly moderation: string; readonly reasons: readonly string[] },
) {
  await tx.query(
    `update videos set reasons = $3, moderation = case when moderation = 'removed' or (moderation = 'review' and appeal <> '') then moderation else $2 end
     where id = $1`,
    [id, moderation, reasons],
  )
}

/** Once, of what a moderator took down. */
export async function appeal(tx: Tx, userId: string, { id, words }: { readonly id: string; readonly words: string }): Promise<boolean> {
  const rows = await tx.query(
    `update videos set appeal = $3, moderation = 'review' where id = $1 and user_id = $2 and moderation = 'removed' and appeal = '' returning 1 as one`,
    [id, userId, words],
  )
  return rows.length > 0
}

export interface Rendered {
  readonly revision: number
  readonly storyboard: Storyboard
  readonly files: Readonly<Record<string, StoredFile>>
  readonly facts: RenderFacts
}

/** Of the files that are there; 0 before the first, and when the video was deleted. */
export async function revisionOf(tx: Tx, id: string): Promise<number> {
  return (await tx.query<{ revision: number }>('select revision from videos where id = $1', [id]))[0]?.revision ?? 0
}

/** The highest that was ever begun: what was given up may still be about to remove its files. */
export async function lastRevision(tx: Tx, userId: string, id: string): Promise<number> {
  const rows = await tx.query<{ last: number }>(
    `select coalesce(max((input->>'revision')::integer), 0) as last from jobs where user_id = $1 and kind = 'video' and input->>'videoId' = $2`,
    [userId, id],
  )
  return Math.max(rows[0]?.last ?? 0, await revisionOf(tx, id))
}

/** @returns what it is now, under the title that it has by now; nothing when it was deleted meanwhile. */
export async function putRendered(tx: Tx, id: string, { revision, storyboard, files, facts }: Rendered) {
  const rows = await tx.query<{ userId: string; subject: string; difficulty: string; author: string; first: boolean; moderation: string }>(
    `update videos set status = 'ready', error = '', revision = $2, storyboard = jsonb_set($3::jsonb, '{title}', to_jsonb(title)), draft = null,
       files = $4::jsonb, chapters = $5::jsonb, cues = $6::jsonb, duration_ms = $7, bytes = $8, ready_at = coalesce(ready_at, now())
     where id = $1 returning user_id as "userId", subject, difficulty, author, revision = 1 as first, moderation`,
    [
      id,
      revision,
      JSON.stringify(storyboard),
      JSON.stringify(files),
      JSON.stringify(facts.chapters),
      JSON.stringify(facts.cues),
      facts.durationMs,
      files.video?.bytes ?? 0,
    ],
  )
  return rows[0]
}

interface VideoEnd {
  readonly jobId: string
  readonly status: string
  readonly error: string
}

/** A video that could be watched stays as it was; one for which another job was begun meanwhile is that job's. */
export async function endVideo(tx: Tx, id: string, { jobId, status, error }: VideoEnd): Promise<void> {
  await tx.query(
    `update videos set draft = null, error = $3, status = case when status = 'ready' then 'ready' else $2 end where id = $1 and job_id = $4`,
    [id, status, error, jobId],
  )
}

export async function restart(tx: Tx, id: string, { jobId, draft }: { readonly jobId: string; readonly draft: Storyboard | null }): Promise<void> {
  await tx.query(
    `update videos set job_id = $2, draft = $3::jsonb, error = '', status = case when status = 'ready' then 'ready' else 'waiting' end where id = $1`,
    [id, jobId, draft === null ? null : JSON.stringify(draft)],
  )
}

export async function describe(tx: Tx, id: string, { title, tags }: { readonly title: string; readonly tags: readonly string[] }): Promise<void> {
  await tx.query(
    `update videos set title = $2, tags = $3, storyboard = case when storyboard is null then null else jsonb_set(storyboard, '{title}', to_jsonb($2::text)) end
     where id = $1`,
    [id, title, tags],
  )
}

export async function deleteVideo(tx: Tx, userId: string, id: string): Promise<void> {
  await tx.query('delete from videos where id = $1 and user_id = $2', [id, userId])
}
