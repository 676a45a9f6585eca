/** The SQL of what there is on a topic. */
import type { Tx } from '@quint/db/database.ts'

export interface NamedVideo {
  readonly name: string
  readonly id: string
  readonly durationMs: number
  readonly ratingSum: number
  readonly ratingCount: number
  readonly topKey: number
}

/** By each of these names, which are in small letters, at most one: the best that everybody may see. */
export function videosNamed(tx: Tx, names: readonly string[]): Promise<NamedVideo[]> {
  return tx.query<NamedVideo>(
    `select name, id, duration_ms as "durationMs", rating_sum as "ratingSum", rating_count as "ratingCount", top_key as "topKey"
     from videos_named($1::text[])`,
    [names],
  )
}

export interface VideoUnderWay {
  readonly id: string
  readonly topic: string
}

export function underWay(tx: Tx, userId: string): Promise<VideoUnderWay[]> {
  return tx.query<VideoUnderWay>("select id, topic from videos where user_id = $1 and status in ('waiting', 'running') order by created_at, id", [
    userId,
  ])
}
