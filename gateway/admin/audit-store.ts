/** The record of what administrators did: written, read and proved, never changed. */
import type { Database, Tx } from '@quint/db/database.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'

export interface Deed {
  /** The administrator's id. */
  readonly actor: string
  /** `<what>.<verb>`, such as "dead_letter.replay". */
  readonly action: string
  /** The id of what it was done to. */
  readonly subject: string
  /** Ids, counts, and the reason that was given. */
  readonly detail: Readonly<Record<string, string | number>>
}

/** Written before the deed: what cannot be recorded is not done. */
export async function recordDeed(database: Database, deed: Deed): Promise<void> {
  await database.asService((tx) => recordDeedIn(tx, deed))
}

/** In the transaction of the deed: neither is without the other. Others who record wait until it ends. */
export async function recordDeedIn(tx: Tx, { actor, action, subject, detail }: Deed): Promise<void> {
  await tx.query('insert into audit (id, actor, action, subject, detail) values ($1, $2, $3, $4, $5::jsonb)', [
    uuidv7(),
    actor,
    action,
    subject,
    JSON.stringify(detail),
  ])
}

export interface AuditLine extends Deed {
  readonly id: string
  /** Counts all lines that were ever written. */
  readonly sequence: number
  /** RFC 3339, UTC. */
  readonly at: string
}

export interface AuditFilter {
  readonly actor: string | undefined
  readonly action: string | undefined
  readonly subject: string | undefined
  /** RFC 3339; from is in, to is out. */
  readonly from: string | undefined
  readonly to: string | undefined
  /** Lines before this one. */
  readonly before: number | undefined
  readonly most: number
}

const rfc3339 = (column: string): string => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** The newest first. */
export function listAudit(database: Database, { actor, action, subject, from, to, before, most }: AuditFilter): Promise<AuditLine[]> {
  return database.asService((tx) =>
    tx.query<AuditLine>(
      `select a.id, l.sequence, ${rfc3339('a.at')} as at, a.actor, a.action, a.subject, a.detail
       from audit_links l join audit a on a.id = l.audit_id and a.at = l.at
       where ($1::bigint is null or l.sequence < $1) and ($2::uuid is null or a.actor = $2) and ($3::text is null or a.action = $3)
         and ($4::text is null or a.subject = $4) and ($5::timestamptz is null or l.at >= $5) and ($6::timestamptz is null or l.at < $6)
       order by l.sequence desc limit $7`,
      [before ?? null, actor ?? null, action ?? null, subject ?? null, from ?? null, to ?? null, most],
    ),
  )
}

export interface AuditLink {
  readonly sequence: number
  /** What the line says now; null when it is not there. */
  readonly text: string | null
  /** Whether its month was kept long enough to be dropped. */
  readonly past: boolean
  readonly line: Buffer
  readonly seal: Buffer
}

/** In order, a batch of those after `sequence`. */
export function auditLinks(tx: Tx, after: number, most: number): Promise<AuditLink[]> {
  return tx.query<AuditLink>(
    `select l.sequence, case when a.id is not null then audit_line(a.id, a.at, a.actor, a.action, a.subject, a.detail) end as text,
       a.id is null and l.at < now() - interval '24 months' as past, l.line, l.seal
     from audit_links l left join audit a on a.id = l.audit_id and a.at = l.at
     where l.sequence > $1 order by l.sequence limit $2`,
    [after, most],
  )
}

/** Lines that stand beside the chain: nobody writes them in the usual way. */
export async function unsealedLines(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    'select count(*) as count from audit a where not exists (select from audit_links l where l.audit_id = a.id and l.at = a.at)',
  )
  return row?.count ?? 0
}
