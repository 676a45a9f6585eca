/** The SQL of submissions that were brought along; every call sees only the learner's own rows. */
import type { Tx } from '@quint/db/database.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { type Cursor, micros, ofMicros, pageOf, parseCursor } from '../cursor.ts'
import { rfc3339 } from '../store.ts'
import type { Submission } from './submission.ts'

export interface NewImport {
  readonly id: string
  readonly slug: string
  readonly language: string
  readonly acceptedAt: string
}

/** @returns those that were not there yet, in one statement however many. */
export function insertImports(
  tx: Tx,
  given: { readonly userId: string; readonly site: string; readonly submissions: readonly Submission[] },
): Promise<NewImport[]> {
  return tx.query<NewImport>(
    `insert into imported_submissions (id, user_id, site, submission_id, slug, title, language, difficulty, tags, code, accepted_at)
     select id, $1, $2, "submissionId", slug, title, language, difficulty, array(select jsonb_array_elements_text(tags)), code, "acceptedAt"
     from jsonb_to_recordset($3::jsonb) as given (id uuid, "submissionId" text, slug text, title text, language text, difficulty text,
       tags jsonb, code text, "acceptedAt" timestamptz)
     on conflict (user_id, site, submission_id) do nothing
     returning id, slug, language, ${rfc3339('accepted_at')} as "acceptedAt"`,
    [given.userId, given.site, JSON.stringify(given.submissions.map((submission) => ({ ...submission, id: uuidv7() })))],
  )
}

export interface ImportRow extends Cursor {
  readonly site: string
  readonly submissionId: string
  readonly slug: string
  readonly title: string
  readonly language: string
  readonly difficulty: string
  readonly tags: string[]
  readonly codeBytes: number
  readonly acceptedAt: string
  readonly importedAt: string
}

export interface ImportsPage {
  readonly site: string
  readonly limit: number
  readonly cursor: string
}

export async function listImports(tx: Tx, page: ImportsPage): Promise<{ readonly rows: ImportRow[]; readonly nextCursor: string }> {
  const after = parseCursor(page.cursor)
  const rows = await tx.query<ImportRow>(
    `select id, site, submission_id as "submissionId", slug, title, language, difficulty, tags, octet_length(code) as "codeBytes",
       ${rfc3339('accepted_at')} as "acceptedAt", ${rfc3339('imported_at')} as "importedAt", ${micros('accepted_at')} as at
     from imported_submissions
     where user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and ($1 = '' or site = $1)
       and ($2::bigint = 0 or (accepted_at, id) < (${ofMicros('$2')}, $3::uuid))
     order by accepted_at desc, id desc limit $4`,
    [page.site, after.at, after.id, page.limit + 1],
  )
  return pageOf(rows, page.limit)
}
