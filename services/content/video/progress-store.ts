/** The SQL of how far the making of videos is, and of how long it takes. */
import type { Tx } from '@quint/db/database.ts'

/** Of one's own. */
export function jobIdsOf(tx: Tx, ids: readonly string[]): Promise<{ readonly id: string; readonly jobId: string }[]> {
  return tx.query('select id, job_id as "jobId" from videos where id = any($1::uuid[])', [ids])
}

export interface UsualSeconds {
  /** Of a video, from the first stage to the last. */
  readonly made: number
  /** Of a video one scene of which was changed. */
  readonly madeAnew: number
}

/** Until something was made here. */
const atFirst: UsualSeconds = { made: 25, madeAnew: 10 }

/** As it was lately, whoever's videos they were. */
export async function usualSeconds(tx: Tx): Promise<UsualSeconds> {
  const rows = await tx.query<{ anew: boolean; seconds: number }>('select anew, seconds from usual_seconds()')
  const lately = (anew: boolean): number | undefined => rows.find((row) => row.anew === anew)?.seconds
  return { made: lately(false) ?? atFirst.made, madeAnew: lately(true) ?? atFirst.madeAnew }
}
