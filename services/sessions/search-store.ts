/** The SQL of the words by which sessions are found again; see `search_own_sessions` in the migrations for how they are searched. */
import type { Database, Tx } from '@quint/db/database.ts'
import { searchWords } from './search.ts'

/** Reads all texts again: for an answer that was replaced, and for sessions from before there were words. */
export async function putWords(tx: Tx, session: { readonly id: string; readonly userId: string }): Promise<void> {
  const rows = await tx.query<{ readonly text: string }>(
    `select algorithm_title || ' ' || coalesce(final_response, '') as text from sessions where id = $1
     union all select response_text from responses where session_id = $1`,
    [session.id],
  )
  await tx.query('update sessions set search = array_to_tsvector($3::text[] || learner_lexeme($2::uuid)) where id = $1', [
    session.id,
    session.userId,
    searchWords(...rows.map(({ text }) => text)),
  ])
}

const batch = 500

/** @returns how many sessions were given their words: at most a batch. */
export async function wordOldSessions(database: Database): Promise<number> {
  const found = await database.asService((tx) =>
    tx.query<{ readonly id: string; readonly userId: string }>('select session_id as id, user_id as "userId" from sessions_without_words($1::int)', [
      batch,
    ]),
  )
  for (const session of found) await database.asLearner(session.userId, (tx) => putWords(tx, session))
  return found.length
}
