/** Submissions and problems as the contract has them. */
import type { Tx } from '@quint/db/database.ts'
import * as jobs from '@quint/jobs/store.ts'
import type {
  DesignInput,
  DesignProblem,
  GetDesignProblemResponse,
  Submission,
  SubmissionProgress,
  ValidateDesignResponse,
} from '@quint/proto/gen/quint/runner/v1/design.ts'
import type { CloudRow } from '../cloud/cloud-store.ts'
import { toCloud } from '../cloud/wire.ts'
import type { Pack } from '../packs/pack.ts'
import { packs } from '../packs/packs.ts'
import { beginningApi, beginningDraft } from './begin.ts'
import type { Checked } from './check.ts'
import type { Written } from './compose.ts'
import { isOver } from './status.ts'
import { findParts, type SubmissionRow } from './submission-store.ts'

/** Of a submission, beside its row. */
export interface InCloud {
  readonly cloud: CloudRow | undefined
  /** What is lent here; empty: none. */
  readonly offered: string
}

export function toSubmission(
  row: SubmissionRow,
  progress?: SubmissionProgress,
  { cloud, offered }: InCloud = { cloud: undefined, offered: '' },
): Submission {
  const { previousId, endedAt, reasons: _reasons, appeal, ...rest } = row
  const title = packs.find(({ id }) => id === row.problemId)?.title ?? row.problemId
  const whole = { ...rest, appealed: appeal !== '', problemTitle: title, previousId: previousId ?? '', endedAt: endedAt ?? '', cloudOffered: offered }
  return { ...whole, ...(progress === undefined ? {} : { progress }), ...(cloud === undefined ? {} : { cloud: toCloud(cloud) }) }
}

export async function progressOf(tx: Tx, row: SubmissionRow): Promise<SubmissionProgress | undefined> {
  if (isOver(row.status)) return undefined
  const jobId = (await findParts(tx, row.id))?.jobId
  const job = jobId == null ? undefined : await jobs.findJob(tx, jobId)
  if (job === undefined) return undefined
  const place = job.state === 'waiting' ? await jobs.placeOf(tx, job.id) : undefined
  const { stage = 'queue', percent = 0 } = job.progress
  return { stage: job.state === 'waiting' ? 'queue' : stage, percent, ahead: place?.ahead ?? 0 }
}

const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text

export function toDesignProblem({ id, title, difficulty, tags, description }: Pack): DesignProblem {
  return { id, title, difficulty, tags: [...tags], summary: firstSentence(description) }
}

/** Designs that hold, and ones that do not, stay here. */
export function toWholeProblem(pack: Pack): GetDesignProblemResponse {
  const { description, scale, schema, endpoints, hints, semantics } = pack
  return {
    problem: toDesignProblem(pack),
    description,
    scale: JSON.stringify(scale),
    schema,
    apiSpec: beginningApi(pack),
    endpoints: endpoints.map((one) => ({ ...one })),
    hints: [...hints],
    semantics: semantics.map(({ title }) => title),
    blueprint: JSON.stringify(beginningDraft(pack)),
  }
}

export function toChecked(checked: Checked): ValidateDesignResponse {
  return { valid: checked.valid, deployable: checked.deployable, checked: Buffer.from(JSON.stringify(checked)) }
}

export function toInput(problemId: string, { schemaInput, apiSpecInput, designText, blueprint }: Written): DesignInput {
  return { problemId, schemaInput, apiSpecInput, designText, blueprint }
}
