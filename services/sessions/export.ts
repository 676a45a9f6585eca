/** Everything held of a learner as one JSON document in pieces. */
import type { Database, Tx } from '@quint/db/database.ts'
import { heldPieces, type Place, pagesAfter } from '@quint/db/held.ts'
import { Failure } from '@quint/runtime/failure.ts'

const mine = `user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)`

/** A page ends with the row that reaches this many bytes. */
const pageBytes = 1024 * 1024
const mostBytesAtOnce = 3 * 1024 * 1024

interface Row extends Place {
  readonly json: string
  readonly part: number
}

/** Rows are measured before they are read, so that a page of long texts has few rows and one of short texts has many. */
const pages = {
  sessions: `select (to_jsonb(s) - 'search')::text as json, s.started_at::text as at, s.id, 0 as part
    from sessions s join (
      select id, sum(size) over (order by started_at, id) - size as before from (
        select id, started_at, octet_length(statement) + octet_length(array_to_string(examples, '')) + octet_length(array_to_string(tags, ''))
          + octet_length(findings::text) + coalesce(octet_length(final_response), 0) + coalesce(octet_length(change::text), 0) as size
        from sessions where ${mine} and (started_at, id, 0) > ($1::timestamptz, $2::uuid, $3::int) order by started_at, id limit 500
      ) measured
    ) page on page.id = s.id
    where page.before < $4 order by s.started_at, s.id`,
  responses: `select to_jsonb(r)::text as json, r.created_at::text as at, r.session_id as id, r.prompt_index as part
    from responses r join (
      select session_id, prompt_index, sum(size) over (order by created_at, session_id, prompt_index) - size as before from (
        select session_id, prompt_index, created_at, octet_length(response_text) as size
        from responses where ${mine} and (created_at, session_id, prompt_index) > ($1::timestamptz, $2::uuid, $3::int)
        order by created_at, session_id, prompt_index limit 2000
      ) measured
    ) page on page.session_id = r.session_id and page.prompt_index = r.prompt_index
    where page.before < $4 order by r.created_at, r.session_id, r.prompt_index`,
  imports: `select to_jsonb(i)::text as json, i.imported_at::text as at, i.id, 0 as part
    from imported_submissions i join (
      select id, sum(size) over (order by imported_at, id) - size as before from (
        select id, imported_at, octet_length(code) + octet_length(title) + octet_length(array_to_string(tags, '')) as size
        from imported_submissions where ${mine} and (imported_at, id, 0) > ($1::timestamptz, $2::uuid, $3::int) order by imported_at, id limit 500
      ) measured
    ) page on page.id = i.id
    where page.before < $4 order by i.imported_at, i.id`,
  shared: `select to_jsonb(s)::text as json, s.shared_at::text as at, s.id, 0 as part
    from shared_sessions s join (
      select id, sum(octet_length(content::text)) over (order by shared_at, id) - octet_length(content::text) as before from (
        select id, shared_at, content from shared_sessions
        where ${mine} and (shared_at, id, 0) > ($1::timestamptz, $2::uuid, $3::int) order by shared_at, id limit 200
      ) measured
    ) page on page.id = s.id
    where page.before < $4 order by s.shared_at, s.id`,
  interviews: `select to_jsonb(i)::text as json, i.started_at::text as at, i.id, 0 as part
    from interviews i join (
      select id, sum(size) over (order by started_at, id) - size as before from (
        select id, started_at, coalesce(octet_length(task::text), 0) + octet_length(draft) + octet_length(rubric::text) as size
        from interviews where ${mine} and (started_at, id, 0) > ($1::timestamptz, $2::uuid, $3::int) order by started_at, id limit 500
      ) measured
    ) page on page.id = i.id
    where page.before < $4 order by i.started_at, i.id`,
  // Without what the interviewer noted for itself.
  interviewEntries: `select (to_jsonb(e) - 'notes')::text as json, e.at::text as at, e.interview_id as id, e.seq as part
    from interview_entries e join (
      select interview_id, seq, sum(size) over (order by at, interview_id, seq) - size as before from (
        select interview_id, seq, at, octet_length(text) + octet_length(code) + octet_length(found::text) + coalesce(octet_length(stdin), 0) as size
        from interview_entries where ${mine} and (at, interview_id, seq) > ($1::timestamptz, $2::uuid, $3::int)
        order by at, interview_id, seq limit 2000
      ) measured
    ) page on page.interview_id = e.interview_id and page.seq = e.seq
    where page.before < $4 order by e.at, e.interview_id, e.seq`,
  interviewSnapshots: `select to_jsonb(s)::text as json, s.at::text as at, s.interview_id as id, 0 as part
    from interview_snapshots s join (
      select interview_id, at, sum(size) over (order by at, interview_id) - size as before from (
        select interview_id, at, octet_length(code) as size from interview_snapshots
        where ${mine} and (at, interview_id, 0) > ($1::timestamptz, $2::uuid, $3::int) order by at, interview_id limit 1000
      ) measured
    ) page on page.interview_id = s.interview_id and page.at = s.at
    where page.before < $4 order by s.at, s.interview_id`,
} as const

/** Each page is a transaction of its own: a reader that takes its time holds no connection. */
export function exportPieces(database: Database, userId: string): AsyncGenerator<Buffer> {
  const lists = Object.entries(pages).map(([name, sql]) => [name, pagesOf(database, userId, sql)] as const)
  return heldPieces(lists, async () => {
    const { days, ...community } = await database.asReader(userId, small)
    return { activeDays: days, community }
  })
}

/** The document in one piece; more than a message holds is refused before it is in memory. */
export async function exportAtOnce(database: Database, userId: string): Promise<string> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of exportPieces(database, userId)) {
    bytes += piece.length
    if (bytes > mostBytesAtOnce) throw new Failure('conflict', 'There is too much for one message. Ask for the export in pieces.')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString()
}

function pagesOf(database: Database, userId: string, sql: string): AsyncGenerator<readonly string[]> {
  return pagesAfter<Row>((after) => {
    const { at, id } = after
    const part = 'part' in after ? after.part : -1
    return database.asReader(userId, (tx) => tx.query<Row>(sql, [at, id, part, pageBytes]))
  })
}

/** What is few: days, the name on the boards and the places there, reports, removals. */
async function small(tx: Tx) {
  const days = await tx.query<{ readonly day: string }>(`select day::text as day from active_days where ${mine} order by active_days.day`)
  const board = await tx.query(`select pseudonym, joined_at as "joinedAt" from board_members where ${mine}`)
  const places = await tx.query(`select span, metric, value, place from board_places where ${mine} order by span, metric`)
  const reports = await tx.query(`select share_id as "shareId", reason, detail, reported_at as "reportedAt" from share_reports where ${mine}`)
  const removals = await tx.query(`select session_id as "sessionId", reason, removed_at as "removedAt" from removed_shares where ${mine}`)
  return { days: days.map(({ day }) => day), board, places, reports, removals }
}
