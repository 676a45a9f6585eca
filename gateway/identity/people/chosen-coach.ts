/** Which coach a learner wants asked, for hints to keep to. */
import type { Database } from '@quint/db/database.ts'
import { effective } from './preferences.ts'
import { findChosen } from './store.ts'

/**
 * The source of a coach; empty for the default. Throws when it cannot be read: asking a model that somebody has turned off would be worse than
 * asking them to try again.
 */
export type ChosenCoach = (userId: string) => Promise<string>

export function openChosenCoach(database: Database): ChosenCoach {
  return async (userId) => {
    const { coach } = effective(await database.asReader(userId, (tx) => findChosen(tx, userId)))
    return coach === 'default' ? '' : coach
  }
}
