/** The SQL of the audit of designs: lines that tables write by themselves, and those of what happened to no row. */
import type { Tx } from '@quint/db/database.ts'

export interface AuditLine {
  readonly id: number
  readonly at: string
  readonly userId: string | null
  readonly kind: string
  readonly action: string
  readonly subject: string | null
  readonly detail: object
}

export interface Wanted {
  /** 0: from the newest. */
  readonly before: number
  /** Empty: both. */
  readonly kind: string
  readonly limit: number
}

/** One more than the limit where there is more. */
export function auditPage(tx: Tx, { before, kind, limit }: Wanted): Promise<AuditLine[]> {
  return tx.query<AuditLine>(
    `select id::integer as id, to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, user_id as "userId", kind, action, subject, detail
     from design_audit_page($1, $2, $3)`,
    [before, kind, limit + 1],
  )
}

export async function addDesignEvent(tx: Tx, action: string, detail: object): Promise<void> {
  await tx.query('select add_design_event($1, $2)', [action, JSON.stringify(detail)])
}
