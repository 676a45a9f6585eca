/** The SQL of plans. */
import type { Tx } from '@quint/db/database.ts'
import type { PlanDocument } from './document.ts'

export interface PlanRow {
  readonly id: string
  /** RFC 3339, UTC. */
  readonly generatedAt: string
  readonly status: 'current' | 'proposed' | 'refused' | 'replaced'
  readonly source: string
  readonly revision: number
  readonly document: PlanDocument
}

export interface SummaryRow extends Omit<PlanRow, 'document' | 'revision'> {
  readonly weeks: number
  readonly items: number
  readonly done: number
  readonly at: number
}

const iso = `to_char(generated_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const columns = `id, ${iso} as "generatedAt", status, source, revision, plan_json as document`

export async function findPlan(
  tx: Tx,
  userId: string,
  where: { readonly status: 'current' | 'proposed' } | { readonly id: string },
): Promise<PlanRow | undefined> {
  const rows =
    'id' in where
      ? await tx.query<PlanRow>(`select ${columns} from plans where user_id = $1 and id = $2::uuid`, [userId, where.id])
      : await tx.query<PlanRow>(`select ${columns} from plans where user_id = $1 and status = $2`, [userId, where.status])
  return rows[0]
}

export interface NextItem {
  readonly itemId: string
  readonly problemId: string
  readonly title: string
  readonly minutes: number
  readonly date: string
}

/** The first item of the current plan that is still planned; the document stays where it is. */
export async function nextItem(tx: Tx, userId: string): Promise<NextItem | undefined> {
  const rows = await tx.query<NextItem>(
    `select day->>'date' as date, item->>'itemId' as "itemId", item->>'problemId' as "problemId", item->>'title' as title,
       (item->'minutes')::float8 as minutes
     from plans
     cross join jsonb_path_query_first(plan_json, '$.weeks[*].days[*] ? (exists (@.problems[*] ? (@.status == "planned")))') as day
     cross join jsonb_path_query_first(day, '$.problems[*] ? (@.status == "planned")') as item
     where user_id = $1 and status = 'current' and item is not null`,
    [userId],
  )
  return rows[0]
}

export interface NewPlan {
  readonly id: string
  readonly userId: string
  readonly status: 'current' | 'proposed'
  readonly source: string
  readonly document: PlanDocument
}

/** In place of the one that had its status. A plan that is told again under its id is the same plan. */
export async function insertPlan(tx: Tx, { id, userId, status, source, document }: NewPlan): Promise<void> {
  const known = await tx.query('select 1 from plans where id = $1', [id])
  if (known.length > 0) return
  await tx.query(`update plans set status = $3 where user_id = $1 and status = $2`, [userId, status, status === 'current' ? 'replaced' : 'refused'])
  await tx.query('insert into plans (id, user_id, status, source, plan_json, weeks, items, done) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
    id,
    userId,
    status,
    source,
    JSON.stringify(document),
    document.weeks.length,
    ...countsOf(document),
  ])
}

/** Another document; its revision grows. */
export async function updatePlan(tx: Tx, userId: string, { id, document }: Pick<NewPlan, 'id' | 'document'>): Promise<PlanRow> {
  const rows = await tx.query<PlanRow>(
    `update plans set plan_json = $3, weeks = $4, items = $5, done = $6, revision = revision + 1 where user_id = $1 and id = $2::uuid returning ${columns}`,
    [userId, id, JSON.stringify(document), document.weeks.length, ...countsOf(document)],
  )
  const [row] = rows
  if (row === undefined) throw new Error('a plan was not written')
  return row
}

export async function setStatus(tx: Tx, userId: string, change: Pick<PlanRow, 'id' | 'status'> & Partial<Pick<PlanRow, 'document'>>): Promise<void> {
  if (change.document !== undefined) await updatePlan(tx, userId, { id: change.id, document: change.document })
  await tx.query('update plans set status = $3 where user_id = $1 and id = $2::uuid', [userId, change.id, change.status])
}

function countsOf({ weeks }: PlanDocument): [items: number, done: number] {
  const items = weeks.flatMap(({ days }) => days.flatMap(({ problems }) => problems))
  return [items.length, items.filter(({ status }) => status === 'done' || status === 'failed').length]
}

export interface Page {
  readonly at: number
  readonly id: string
  readonly limit: number
}

const micros = '(extract(epoch from generated_at) * 1000000)::bigint'

/** Newest first, one more than asked for when there are more. */
export function listPlans(tx: Tx, userId: string, { at, id, limit }: Page): Promise<SummaryRow[]> {
  return tx.query<SummaryRow>(
    `select id, ${iso} as "generatedAt", status, source, weeks, items, done, ${micros} as at from plans
     where user_id = $1 and ($2::bigint = 0 or (generated_at, id) < (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid))
     order by generated_at desc, id desc limit $4 + 1`,
    [userId, at, id, limit],
  )
}
