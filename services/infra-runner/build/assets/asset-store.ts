/** The SQL of files that learners keep beside their designs. */
import type { Tx } from '@quint/db/database.ts'

export interface AssetRow {
  readonly id: string
  readonly submissionId: string
  readonly name: string
  readonly contentType: string
  readonly bytes: number
  readonly createdAt: string
}

const columns = `id, coalesce(submission_id::text, '') as "submissionId", name, content_type as "contentType", bytes,
  to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt"`

export interface NewAsset {
  readonly id: string
  readonly submissionId: string | undefined
  readonly name: string
  readonly contentType: string
  readonly content: Uint8Array
}

export async function insertAsset(tx: Tx, userId: string, { id, submissionId, name, contentType, content }: NewAsset): Promise<void> {
  await tx.query(
    'insert into assets (id, user_id, submission_id, name, content_type, bytes, content) values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing',
    [id, userId, submissionId ?? null, name, contentType, content.length, Buffer.from(content)],
  )
}

export async function findAsset(tx: Tx, id: string): Promise<AssetRow | undefined> {
  return (await tx.query<AssetRow>(`select ${columns} from assets where id = $1`, [id]))[0]
}

export async function contentOf(tx: Tx, id: string): Promise<Buffer | undefined> {
  return (await tx.query<{ content: Buffer }>('select content from assets where id = $1', [id]))[0]?.content
}

/** One more than asked for when there are more. */
export function listAssets(
  tx: Tx,
  userId: string,
  { submissionId, limit, before }: { readonly submissionId: string; readonly limit: number; readonly before: string | undefined },
): Promise<AssetRow[]> {
  return tx.query<AssetRow>(
    `select ${columns} from assets where user_id = $1 and ($2 = '' or submission_id::text = $2) and ($3::uuid is null or (created_at, id) <
       (select created_at, id from assets where id = $3)) order by created_at desc, id desc limit $4::integer + 1`,
    [userId, submissionId, before ?? null, limit],
  )
}

export async function weightOf(tx: Tx, userId: string): Promise<{ readonly files: number; readonly bytes: number }> {
  const rows = await tx.query<{ files: number; bytes: number }>(
    'select count(*)::integer as files, coalesce(sum(bytes), 0)::float8 as bytes from assets where user_id = $1',
    [userId],
  )
  return rows[0] ?? { files: 0, bytes: 0 }
}

export async function deleteAsset(tx: Tx, id: string): Promise<boolean> {
  return (await tx.query('delete from assets where id = $1 returning id', [id])).length > 0
}
