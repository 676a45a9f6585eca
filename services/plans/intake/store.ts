/** The SQL of profiles. */
import type { Tx } from '@quint/db/database.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { toSql } from 'pgvector'
import type { Embedded } from './embedding.ts'
import type { Profile } from './profile.ts'

const columns = `level, role_target as "roleTarget", timeline_weeks as "timelineWeeks", hours_per_week as "hoursPerWeek",
  topic_confidence as "topicConfidence", weaknesses, constraints, past_experience as "pastExperience", time_zone as "timeZone",
  days_available as "daysAvailable", regeneration_answers as "regenerationAnswers",
  to_char(updated_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "updatedAt"`

export async function findProfile(tx: Tx, userId: string): Promise<Profile | undefined> {
  const rows = await tx.query<Profile>(`select ${columns} from intake_profiles where user_id = $1`, [userId])
  return rows[0]
}

export async function findTimeZone(tx: Tx, userId: string): Promise<string | undefined> {
  const rows = await tx.query<{ zone: string }>('select time_zone as zone from intake_profiles where user_id = $1', [userId])
  return rows[0]?.zone
}

/** Whole; the answers that were given before regenerations stay. */
export async function upsertProfile(tx: Tx, userId: string, profile: Profile): Promise<Profile> {
  const rows = await tx.query<Profile>(
    `insert into intake_profiles (id, user_id, level, role_target, timeline_weeks, hours_per_week, topic_confidence, weaknesses, constraints,
       past_experience, time_zone, days_available)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (user_id) do update set level = excluded.level, role_target = excluded.role_target, timeline_weeks = excluded.timeline_weeks,
       hours_per_week = excluded.hours_per_week, topic_confidence = excluded.topic_confidence, weaknesses = excluded.weaknesses,
       constraints = excluded.constraints, past_experience = excluded.past_experience, time_zone = excluded.time_zone,
       days_available = excluded.days_available, updated_at = now()
     returning ${columns}`,
    [
      uuidv7(),
      userId,
      profile.level,
      profile.roleTarget,
      profile.timelineWeeks,
      profile.hoursPerWeek,
      JSON.stringify(profile.topicConfidence),
      profile.weaknesses,
      profile.constraints,
      profile.pastExperience,
      profile.timeZone,
      profile.daysAvailable,
    ],
  )
  const [row] = rows
  if (row === undefined) throw new Error('a profile was not written')
  return row
}

/** Of the profile as it was read; one that was changed meanwhile gets its own. */
export async function setEmbedding(
  tx: Tx,
  userId: string,
  { embedding, seen }: { readonly embedding: Embedded; readonly seen: string },
): Promise<void> {
  await tx.query(
    `update intake_profiles set embedding = $2::extensions.vector, embedding_model = $3 where user_id = $1
       and to_char(updated_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') = $4`,
    [userId, toSql([...embedding.vector]), embedding.model, seen],
  )
}

export interface NearTopic {
  readonly profiles: number
  readonly topic: string
  /** Share of grades that were remembered, 0 to 1. */
  readonly remembered: number
  readonly grades: number
}

/** What the nearest profiles of the same model have in common; nothing when they are fewer than `fewest`. */
export function nearTopics(tx: Tx, { fewest, most }: { readonly fewest: number; readonly most: number }): Promise<NearTopic[]> {
  return tx.query<NearTopic>('select profiles, topic, remembered, grades from near_profiles($1, $2)', [fewest, most])
}

export async function appendAnswers(tx: Tx, userId: string, answers: Profile['regenerationAnswers']): Promise<void> {
  await tx.query(`update intake_profiles set regeneration_answers = regeneration_answers || $2::jsonb, updated_at = now() where user_id = $1`, [
    userId,
    JSON.stringify(answers),
  ])
}
