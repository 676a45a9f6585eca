/** The SQL of designs in a cloud: as their learner sees them, as administrators decide about them, and as the one keeper that has one writes it. */
import type { Database, Tx } from '@quint/db/database.ts'
import type { Blueprint } from '../blueprint/blueprint.ts'
import type { Api, Checks } from './answering.ts'
import type { Cloud } from './place.ts'

/** Of what is not over. */
export const goingStates = ['asked', 'planned', 'approved', 'applying', 'applied', 'destroying'] as const
export type CloudState = (typeof goingStates)[number] | 'destroyed' | 'refused' | 'failed' | 'expired'

export interface Made {
  readonly kind: string
  readonly name: string
}

export interface CloudRow {
  readonly id: string
  readonly submissionId: string
  readonly cloud: Cloud
  readonly state: CloudState
  readonly ending: boolean
  readonly reason: string
  readonly usdMonth: number
  readonly makes: readonly Made[]
  readonly planDigest: string
  readonly outputs: Outputs | null
  readonly checks: Checks | null
  readonly planExpiresAt: string | null
  readonly expiresAt: string | null
  readonly createdAt: string
  readonly endedAt: string | null
}

export interface Outputs {
  /** Empty where the module has no way in. */
  readonly entry: string
  /** What operations under `auth` want as bearer. */
  readonly token: string
}

const iso = (column: string): string => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const columns = `id, submission_id as "submissionId", cloud, state, ending, reason, usd_month as "usdMonth", makes, plan_digest as "planDigest", outputs,
  checks, ${iso('plan_expires_at')} as "planExpiresAt", ${iso('expires_at')} as "expiresAt", ${iso('created_at')} as "createdAt",
  ${iso('ended_at')} as "endedAt"`

export interface NewCloud {
  readonly id: string
  readonly submissionId: string
  readonly cloud: Cloud
  readonly namespace: string
  readonly problemId: string
  readonly blueprint: Blueprint
  readonly api: Api | undefined
  readonly module: string
  readonly label: string
  readonly usdMonth: number
}

/** One that is there already stays as it is. */
export async function insertCloud(tx: Tx, userId: string, one: NewCloud): Promise<void> {
  await tx.query(
    `insert into clouds (id, submission_id, user_id, cloud, namespace, problem_id, blueprint, api, module, label, usd_month)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9, $10, $11) on conflict (submission_id) where ended_at is null do nothing`,
    [
      one.id,
      one.submissionId,
      userId,
      one.cloud,
      one.namespace,
      one.problemId,
      JSON.stringify(one.blueprint),
      one.api === undefined ? null : JSON.stringify(one.api),
      one.module,
      one.label,
      one.usdMonth,
    ],
  )
}

/** As their learner: the latest of a submission. */
export async function cloudOf(tx: Tx, submissionId: string): Promise<CloudRow | undefined> {
  return (await tx.query<CloudRow>(`select ${columns} from clouds where submission_id = $1 order by created_at desc limit 1`, [submissionId]))[0]
}

/** As their learner. @returns false where there is none that goes on. */
export async function endCloud(tx: Tx, submissionId: string): Promise<boolean> {
  const rows = await tx.query(
    'update clouds set ending = true, run_at = clock_timestamp() where submission_id = $1 and ended_at is null returning id',
    [submissionId],
  )
  return rows.length > 0
}

export interface HeldCloud extends CloudRow {
  readonly userId: string | null
  readonly detail: string
  readonly failures: number
}

/** One more than asked for where there are more. */
export function cloudsOfAll(
  tx: Tx,
  { before, waiting, limit }: { readonly before: string | undefined; readonly waiting: boolean; readonly limit: number },
): Promise<HeldCloud[]> {
  return tx.query<HeldCloud>(`select ${columns}, user_id as "userId", detail, failures from all_clouds($1::uuid, $2, $3::integer + 1)`, [
    before ?? null,
    waiting,
    limit,
  ])
}

export interface CloudPlan {
  readonly submissionId: string
  readonly userId: string | null
  readonly state: CloudState
  readonly module: string
  readonly label: string
  readonly planText: string
  readonly planDigest: string
}

export async function planOf(tx: Tx, id: string): Promise<CloudPlan | undefined> {
  const rows = await tx.query<CloudPlan>(
    `select submission_id as "submissionId", user_id as "userId", state, module, label, plan_text as "planText", plan_digest as "planDigest"
     from cloud_plan($1)`,
    [id],
  )
  return rows[0]
}

export interface Deciding {
  readonly id: string
  readonly digest: string
  readonly decision: string
  readonly reason: string
  readonly hours: number
  readonly atOnce: number
}

export type Decided = 'done' | 'gone' | 'over' | 'other' | 'expired' | 'full'

export async function decideCloud(tx: Tx, { id, digest, decision, reason, hours, atOnce }: Deciding): Promise<Decided> {
  const rows = await tx.query<{ said: Decided }>('select decide_cloud($1, $2, $3, $4, $5::float8, $6) as said', [
    id,
    digest,
    decision,
    reason,
    hours,
    atOnce,
  ])
  return rows[0]?.said ?? 'gone'
}

/** One in the hands of one keeper. */
export interface Claimed extends Pick<CloudRow, 'id' | 'submissionId' | 'cloud' | 'state' | 'ending' | 'outputs' | 'checks' | 'planDigest'> {
  readonly namespace: string
  readonly problemId: string
  readonly attempt: number
  readonly failures: number
  readonly blueprint: Blueprint | null
  readonly api: Api | null
  readonly module: string
  readonly plan: Buffer | null
  readonly locks: string
  readonly stateFile: Buffer | null
  /** ARNs of what a state once held. */
  readonly known: readonly string[]
  readonly reason: string
  readonly isPlanOver: boolean
  readonly isOver: boolean
}

export async function claimCloud(database: Database, leaseSeconds: number): Promise<Claimed | undefined> {
  const rows = await database.query<Claimed>(
    `select id, submission_id as "submissionId", cloud, state, ending, outputs, checks, plan_digest as "planDigest", namespace, problem_id as "problemId", attempt, failures, blueprint,
       api, module, plan, locks, state_file as "stateFile", known, reason, coalesce(plan_expires_at <= clock_timestamp(), false) as "isPlanOver",
       coalesce(expires_at <= clock_timestamp(), false) as "isOver" from claim_cloud($1)`,
    [leaseSeconds],
  )
  return rows[0]
}

/** Names of columns, and what they are to hold. Times are ISO texts, bytes buffers. */
export interface Patch {
  readonly state?: CloudState
  readonly reason?: string
  readonly detail?: string
  readonly makes?: readonly Made[]
  readonly plan?: Buffer | null
  readonly plan_digest?: string
  readonly plan_text?: string
  readonly locks?: string
  readonly state_file?: Buffer | null
  readonly known?: readonly string[]
  readonly outputs?: Outputs
  readonly checks?: Checks
  readonly failures?: number
  readonly run_at?: string
  readonly leased_until?: string | null
  readonly plan_expires_at?: string
}

type Own = Pick<Claimed, 'id' | 'attempt'>

/** @returns undefined where another keeper has it. */
export async function putCloud(database: Database, { id, attempt }: Own, patch: Patch): Promise<{ readonly ending: boolean } | undefined> {
  const text = JSON.stringify(patch, (_name, value: unknown) => (isBytes(value) ? `\\x${Buffer.from(value.data).toString('hex')}` : value))
  return (await database.query<{ ending: boolean }>('select ending from put_cloud($1, $2, $3::jsonb)', [id, attempt, text]))[0]
}

/** What a buffer says of itself to JSON. */
function isBytes(value: unknown): value is { readonly type: 'Buffer'; readonly data: number[] } {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer'
}

/** @returns undefined where another keeper has it. */
export async function beatCloud(database: Database, { id, attempt }: Own, leaseSeconds: number): Promise<{ readonly ending: boolean } | undefined> {
  return (await database.query<{ ending: boolean }>('select ending from beat_cloud($1, $2, $3)', [id, attempt, leaseSeconds]))[0]
}

export interface Backlog {
  readonly state: CloudState
  readonly clouds: number
  /** For how long one of them should have been gone. */
  readonly lateSeconds: number
}

export function cloudBacklog(database: Database): Promise<Backlog[]> {
  return database.query<Backlog>('select state, clouds, late_seconds as "lateSeconds" from cloud_backlog()')
}

/** As their learner: those that are not over. */
export async function countClouds(tx: Tx): Promise<number> {
  return (await tx.query<{ n: number }>('select count(*)::integer as n from clouds where ended_at is null'))[0]?.n ?? 0
}
