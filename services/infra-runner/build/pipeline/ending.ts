/** How a submission ends, in the transaction that ends its job: by where it was, and by why. */
import type { Tx } from '@quint/db/database.ts'
import type { JobEnd } from '@quint/jobs/job.ts'
import { count } from '@quint/telemetry/metrics.ts'
import * as events from '../../events.ts'
import { isOver, type Status } from '../submission/status.ts'
import * as store from '../submission/submission-store.ts'

export async function ending(tx: Tx, submissionId: string, { userId, state, error }: Pick<JobEnd, 'userId' | 'state' | 'error'>): Promise<void> {
  const parts = await store.findParts(tx, submissionId)
  const row = await store.findSubmission(tx, submissionId)
  if (row === undefined || parts === undefined) return
  const end = endOf(row.status, { state, error, isOverdue: parts.expiresAt.getTime() <= Date.now() })
  const ended = await store.endSubmission(tx, submissionId, end)
  if (ended === undefined) return
  const { problemId, status, verdict, attempt } = ended
  if (isCounted(status)) count('quint.design.submissions', { 'quint.design.status': status, 'quint.design.verdict': verdictOf(verdict) })
  await events.submissionEnded(tx, { submissionId, userId, problem: problemId, status, verdict, attempt })
}

type Ending = 'COMPLETED' | 'VALIDATION_FAILED' | 'DEPLOY_FAILED' | 'CANCELLED' | 'EXPIRED'
const isCounted = (status: Status): status is Ending => isOver(status)
const verdictOf = (verdict: string): 'passed' | 'failed' | 'none' => (verdict === 'passed' || verdict === 'failed' ? verdict : 'none')

interface Why {
  readonly state: JobEnd['state']
  readonly error: string
  readonly isOverdue: boolean
}

function endOf(at: Status, { state, error, isOverdue }: Why): store.End {
  if (state === 'done' && at === 'VALIDATING')
    return { status: 'VALIDATION_FAILED', error: 'invalid', message: 'Rules are broken: the findings say which.' }
  if (state === 'done') return { status: 'COMPLETED', error: '', message: '' }
  if (state === 'cancelled')
    return isOverdue
      ? { status: 'EXPIRED', error: 'deadline', message: 'It took longer than a submission may take.' }
      : { status: 'CANCELLED', error: 'cancelled', message: 'It was stopped.' }
  if (at === 'VALIDATING' || at === 'PENDING') return { status: 'VALIDATION_FAILED', error, message: 'The design could not be read to the end.' }
  if (at === 'TESTING') return { status: 'DEPLOY_FAILED', error, message: 'The design ran, and its trial could not be brought to an end.' }
  return { status: 'DEPLOY_FAILED', error, message: 'The design could not be deployed.' }
}
