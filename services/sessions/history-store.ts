/** The SQL of a learner's history: by page, and by the words of title, answers and last word. */
import type { Tx } from '@quint/db/database.ts'
import { micros, ofMicros, pageOf, parseCursor } from './cursor.ts'
import { searchWords } from './search.ts'
import type { SessionStatus } from './session.ts'
import { type SessionRow, sessionColumns } from './store.ts'

export interface Page {
  readonly status: SessionStatus | undefined
  readonly query: string
  readonly site: string
  readonly limit: number
  readonly cursor: string
}

/** A session is found by a part of its title, or by words that all begin words of its title, its answers or its last word. */
export async function listSessions(tx: Tx, page: Page): Promise<{ readonly rows: SessionRow[]; readonly nextCursor: string }> {
  const after = parseCursor(page.cursor)
  const rows = await tx.query<SessionRow & { readonly at: number }>(
    `select ${sessionColumns}, ${micros('started_at')} as at from sessions
     where user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
       and ($1 = '' or status = $1) and ($2 = '' or site = $2)
       and ($3 = '' or algorithm_title ilike $3 escape '\\'
         or (cardinality($7::text[]) > 0 and id in (select session_id from search_own_sessions($7::text[]))))
       and ($4::bigint = 0 or (started_at, id) < (${ofMicros('$4')}, $5::uuid))
     order by started_at desc, id desc limit $6`,
    [page.status ?? '', page.site, containing(page.query), after.at, after.id, page.limit + 1, searchWords(page.query)],
  )
  return pageOf(rows, page.limit)
}

/** For ILIKE with the escape \\; empty for an empty text. */
export function containing(text: string): string {
  return text === '' ? '' : `%${text.replace(/[\\%_]/g, '\\$&')}%`
}
