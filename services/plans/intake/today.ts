/** Which day it is for a learner. */

import type { Learner } from '@quint/auth/learner.ts'
import type { Tx } from '@quint/db/database.ts'
import { localDay } from '@quint/runtime/local-day.ts'
import { isTimeZone } from '../plan/calendar-day.ts'
import { findTimeZone } from './store.ts'

/** Of the zone of their profile, else of their account. */
export async function todayOf(tx: Tx, { userId, timeZone }: Pick<Learner, 'userId' | 'timeZone'>, at: Date): Promise<string> {
  const zone = (await findTimeZone(tx, userId)) ?? timeZone
  return localDay(at, isTimeZone(zone) ? zone : 'UTC')
}
