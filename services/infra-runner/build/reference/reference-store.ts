/** The SQL of problems' own designs that were tried: one row for each kind of machine and each version of design and tests. */
import type { Database, Tx } from '@quint/db/database.ts'
import type { Figures } from '../report/report.ts'

export interface Version {
  readonly problemId: string
  readonly machine: string
  readonly version: string
}

export interface Measured {
  readonly figures: Figures
  readonly measuredAt: string
  readonly machine: string
}

const iso = (column: string): string => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const own = 'problem_id = $1 and machine = $2 and version = $3'

export async function findMeasured(tx: Tx, { problemId, machine, version }: Version): Promise<Measured | undefined> {
  const rows = await tx.query<Measured>(
    `select figures, ${iso('measured_at')} as "measuredAt", machine from reference_trials where ${own} and measured_at is not null`,
    [problemId, machine, version],
  )
  return rows[0]
}

export interface ReferenceRow {
  readonly problemId: string
  readonly version: string
  readonly measuredAt: string | null
  readonly asked: boolean
  readonly passed: boolean | null
}

export function referencesOn(tx: Tx, machine: string): Promise<ReferenceRow[]> {
  return tx.query<ReferenceRow>(
    `select problem_id as "problemId", version, ${iso('measured_at')} as "measuredAt", asked_at is not null as asked, passed
     from reference_trials where machine = $1 order by problem_id limit 1000`,
    [machine],
  )
}

/** Again, too, where it was measured before. */
export async function askReference(tx: Tx, { problemId, machine, version }: Version): Promise<void> {
  await tx.query(
    `insert into reference_trials (problem_id, machine, version, asked_at) values ($1, $2, $3, now())
     on conflict (problem_id, machine, version) do update set asked_at = coalesce(reference_trials.asked_at, now()), attempt = 0`,
    [problemId, machine, version],
  )
}

/** So that it is done when nobody waits. */
export async function noteReference(database: Database, { problemId, machine, version }: Version): Promise<void> {
  await database.query('insert into reference_trials (problem_id, machine, version) values ($1, $2, $3) on conflict do nothing', [
    problemId,
    machine,
    version,
  ])
}

export interface Claim extends Version {
  readonly attempt: number
}

interface Claiming {
  readonly machine: string
  readonly versions: readonly string[]
  /** Those that nobody asked for, too. */
  readonly anyway: boolean
  readonly leaseSeconds: number
}

const mostAttempts = 5

/** What somebody asked for comes first. */
export async function claimReference(database: Database, { machine, versions, anyway, leaseSeconds }: Claiming): Promise<Claim | undefined> {
  const rows = await database.query<Claim>(
    `update reference_trials r set attempt = r.attempt + 1, leased_until = clock_timestamp() + make_interval(secs => $4::float8)
     from (select problem_id, machine, version from reference_trials
       where machine = $1 and version = any($2::text[]) and attempt < ${mostAttempts} and coalesce(leased_until, '-infinity') <= clock_timestamp()
         and (asked_at is not null or ($3 and measured_at is null))
       order by asked_at nulls last, problem_id limit 1 for update skip locked) n
     where (r.problem_id, r.machine, r.version) = (n.problem_id, n.machine, n.version)
     returning r.problem_id as "problemId", r.machine, r.version, r.attempt`,
    [machine, versions, anyway, leaseSeconds],
  )
  return rows[0]
}

/** Only while nobody else has it. */
export async function putReference(
  database: Database,
  { problemId, machine, version, attempt }: Claim,
  { figures, passed }: { readonly figures: Figures; readonly passed: boolean },
): Promise<void> {
  await database.query(
    `update reference_trials set figures = $5::jsonb, passed = $6, measured_at = clock_timestamp(), asked_at = null, attempt = 0, leased_until = null
     where ${own} and attempt = $4`,
    [problemId, machine, version, attempt, JSON.stringify(figures), passed],
  )
}

/** Somebody's design came: it is begun anew when nobody waits, and nothing went wrong. */
export async function giveBack(database: Database, { problemId, machine, version, attempt }: Claim, isFault: boolean): Promise<void> {
  await database.query(`update reference_trials set leased_until = null, attempt = attempt - $5::integer where ${own} and attempt = $4`, [
    problemId,
    machine,
    version,
    attempt,
    isFault ? 0 : 1,
  ])
}

/** Designs of learners that wait or are tried. */
export async function designsUnderWay(database: Database, kind: string): Promise<number> {
  const rows = await database.query<{ n: number }>('select coalesce(sum(waiting + running), 0)::integer as n from job_backlog() where kind = $1', [
    kind,
  ])
  return rows[0]?.n ?? 0
}
