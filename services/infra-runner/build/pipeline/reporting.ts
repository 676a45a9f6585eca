/** The report of a trial out of what was kept of it, beside the last attempt and the problem's reference. */
import type { Database } from '@quint/db/database.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Blueprint } from '../blueprint/blueprint.ts'
import { toSimulation } from '../derive/simulation.ts'
import { packs } from '../packs/packs.ts'
import { findMeasured } from '../reference/reference-store.ts'
import { type Asked, machineKind, referenceTrial } from '../reference/version.ts'
import { reportOf } from '../report/report.ts'
import type { Reported } from '../submission/submission-store.ts'
import * as store from '../submission/submission-store.ts'
import { newsAfter, type Told } from '../submission/trial-store.ts'
import type { TrialEvent } from '../trial.ts'
import type { Finding } from '../validate/rule.ts'

const mostEvents = 20_000

export interface Reporting {
  readonly submissionId: string
  readonly blueprint: Blueprint
  readonly findings: readonly Finding[]
  /** What designs are asked here: a reference that was asked otherwise is none. */
  readonly asked: Asked
}

export async function reported(database: Database, userId: string, { submissionId, blueprint, findings, asked }: Reporting): Promise<Reported> {
  const { row, events, previous, reference } = await database.asLearner(userId, async (tx) => {
    const found = await store.findSubmission(tx, submissionId)
    const before = found?.previousId == null ? undefined : await store.findReport(tx, found.previousId)
    const own = packs.find(({ id }) => id === found?.problemId)
    const version = own === undefined ? undefined : { problemId: own.id, machine: machineKind(), version: referenceTrial(own, asked).version }
    const beside = version === undefined ? undefined : await findMeasured(tx, version)
    return { reference: beside, row: found, events: await newsAfter(tx, submissionId, { after: 0, limit: mostEvents }), previous: before }
  })
  if (row === undefined) throw new Failure('gone', 'The submission was deleted.')
  const pack = packs.find(({ id }) => id === row.problemId)
  const told = events.map(({ event }) => JSON.parse(event) as Told).filter((event): event is TrialEvent => event.kind !== 'trial')
  const report = reportOf({
    blueprint,
    findings,
    prediction: toSimulation(blueprint, 'local'),
    events: told,
    ...(pack === undefined ? {} : { pack }),
    ...(previous === undefined ? {} : { previous }),
    ...(reference === undefined ? {} : { reference }),
  })
  const count = (wanted: 'met' | 'missed'): number => report.verdicts.filter(({ verdict }) => verdict === wanted).length
  return { report, verdict: report.passed ? 'passed' : 'failed', passed: count('met'), failed: count('missed') }
}
