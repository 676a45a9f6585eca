/** The SQL of what learners do with videos. */
import type { Tx } from '@quint/db/database.ts'

export async function rate(tx: Tx, userId: string, { videoId, stars }: { readonly videoId: string; readonly stars: number }): Promise<void> {
  await tx.query(
    `insert into ratings (user_id, video_id, stars) values ($1, $2, $3)
     on conflict (video_id, user_id) do update set stars = excluded.stars, updated_at = now() where ratings.stars <> excluded.stars`,
    [userId, videoId, stars],
  )
}

/** How many gave 1 to 5 stars. */
export async function starsOf(tx: Tx, videoId: string): Promise<number[]> {
  const rows = await tx.query<{ stars: number; count: number }>('select stars, count from stars_of($1)', [videoId])
  return [1, 2, 3, 4, 5].map((stars) => rows.find((row) => row.stars === stars)?.count ?? 0)
}

export async function ownStars(tx: Tx, userId: string, videoId: string): Promise<number> {
  const rows = await tx.query<{ stars: number }>('select stars from ratings where user_id = $1 and video_id = $2', [userId, videoId])
  return rows[0]?.stars ?? 0
}

/** @returns false when this hour was counted. */
export async function view(tx: Tx, userId: string, { videoId, at }: { readonly videoId: string; readonly at: Date }): Promise<boolean> {
  const rows = await tx.query(
    `insert into viewings (user_id, video_id, hour) values ($1, $2, date_trunc('hour', $3::timestamptz)) on conflict do nothing returning 1 as one`,
    [userId, videoId, at],
  )
  return rows.length > 0
}

export async function putPlace(tx: Tx, userId: string, { videoId, positionMs }: { readonly videoId: string; readonly positionMs: number }) {
  await tx.query(
    `insert into places (user_id, video_id, position_ms) values ($1, $2, $3)
     on conflict (user_id, video_id) do update set position_ms = excluded.position_ms, updated_at = now()`,
    [userId, videoId, positionMs],
  )
}

export async function placeIn(tx: Tx, userId: string, videoId: string): Promise<number> {
  const rows = await tx.query<{ at: number }>('select position_ms as at from places where user_id = $1 and video_id = $2', [userId, videoId])
  return rows[0]?.at ?? 0
}

export interface NoteRow {
  readonly id: string
  readonly atMs: number
  readonly body: string
}

/** @returns false when the learner has too many there. */
export async function addNote(tx: Tx, userId: string, { videoId, most, ...note }: NoteRow & { readonly videoId: string; readonly most: number }) {
  const rows = await tx.query(
    `insert into notes (id, user_id, video_id, at_ms, body)
     select $1, $2, $3, $4, $5 where (select count(*) from notes where user_id = $2 and video_id = $3) < $6
     on conflict (id) do update set body = excluded.body returning 1 as one`,
    [note.id, userId, videoId, note.atMs, note.body, most],
  )
  return rows.length > 0
}

export async function deleteNote(tx: Tx, userId: string, id: string): Promise<boolean> {
  return (await tx.query('delete from notes where id = $1 and user_id = $2 returning 1 as one', [id, userId])).length > 0
}

export function notesOf(tx: Tx, userId: string, videoId: string): Promise<NoteRow[]> {
  return tx.query<NoteRow>('select id, at_ms as "atMs", body from notes where user_id = $1 and video_id = $2 order by at_ms, id limit 200', [
    userId,
    videoId,
  ])
}

/** The first answers count. @returns false when there were some. */
export async function answerQuiz(
  tx: Tx,
  userId: string,
  { videoId, chosen, right }: { readonly videoId: string; readonly chosen: readonly number[]; readonly right: number },
): Promise<boolean> {
  const rows = await tx.query(
    'insert into quiz_answers (user_id, video_id, chosen, right_count) values ($1, $2, $3, $4) on conflict do nothing returning 1 as one',
    [userId, videoId, chosen, right],
  )
  return rows.length > 0
}

export async function answersOf(tx: Tx, userId: string, videoId: string): Promise<readonly number[] | undefined> {
  const rows = await tx.query<{ chosen: number[] }>('select chosen from quiz_answers where user_id = $1 and video_id = $2', [userId, videoId])
  return rows[0]?.chosen
}
