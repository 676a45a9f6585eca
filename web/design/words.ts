/** How designs are spoken of on screen. */
import type { Submission, SubmissionStatus } from '../api/design.ts'
import type { Kind } from './blueprint.ts'

/** Who put something into words. */
export function authorWords(source: string): string {
  return source === 'rules' ? 'By rules.' : 'By rules, and by a model that has to point at what it means.'
}

export const kindWords: Readonly<Record<Kind, string>> = {
  lb: 'Load balancer',
  gateway: 'Gateway',
  service: 'Service',
  worker: 'Worker',
  'db.sql': 'SQL database',
  'db.kv': 'Key-value store',
  cache: 'Cache',
  queue: 'Queue',
  stream: 'Stream',
  cdn: 'CDN',
  object: 'Object store',
  search: 'Search',
  scheduler: 'Scheduler',
  external: 'Outside service',
  client: 'Clients',
}

const statusWords: Readonly<Record<SubmissionStatus, string>> = {
  PENDING: 'Waiting',
  VALIDATING: 'Being checked',
  VALIDATION_FAILED: 'Rules are broken',
  GENERATING_INFRA: 'Being derived',
  DEPLOYING: 'Being deployed',
  DEPLOY_FAILED: 'Did not run',
  TESTING: 'Being tested',
  COMPLETED: 'Tested',
  CANCELLED: 'Stopped',
  EXPIRED: 'Took too long',
}

/** It is not begun again, also while somebody looks at it once more. */
export function isTakenDown({ moderation, appealed }: Pick<Submission, 'moderation' | 'appealed'>): boolean {
  return moderation === 'removed' || (moderation === 'review' && appealed)
}

/** What is told of one: that it was taken down goes before where it was. */
export function stateWords(one: Pick<Submission, 'status' | 'moderation' | 'appealed'>): string {
  if (!isTakenDown(one)) return statusWords[one.status]
  return one.moderation === 'removed' ? 'Taken down' : 'Taken down, and looked at once more'
}

/** In a list: what came of it, or where it is. */
export function outcomeWords(one: Pick<Submission, 'status' | 'moderation' | 'appealed' | 'verdict' | 'passed' | 'failed'>): string {
  const { verdict, passed, failed } = one
  if (verdict === null || isTakenDown(one)) return stateWords(one)
  if (verdict === 'passed') return 'Held'
  return failed === 0 ? 'Breaks a rule' : `${failed} of ${passed + failed} missed`
}

/** The states of a submission that goes well, in order. */
export const rail = ['PENDING', 'VALIDATING', 'GENERATING_INFRA', 'DEPLOYING', 'TESTING', 'COMPLETED'] as const
export const railWords: Readonly<Record<(typeof rail)[number], string>> = {
  PENDING: 'Wait',
  VALIDATING: 'Check',
  GENERATING_INFRA: 'Derive',
  DEPLOYING: 'Deploy',
  TESTING: 'Test',
  COMPLETED: 'Report',
}

export const isOver = (status: SubmissionStatus): boolean =>
  status === 'COMPLETED' || status === 'CANCELLED' || status === 'EXPIRED' || status.endsWith('_FAILED')

export const stageWords: Readonly<Record<string, string>> = {
  queue: 'Waiting for its place',
  turn: 'Waiting for its turn to measure',
  validate: 'Reading and checking',
  generate: 'Deriving what runs',
  deploy: 'Starting processes',
  test: 'Getting ready to test',
  functional: 'Asking whether it answers rightly',
  consistency: 'Comparing what was written with what is read',
  load: 'Raising the load',
  chaos: 'Breaking things on purpose',
  report: 'Writing the report',
}

export const severityWords = { error: 'Broken', warning: 'Risky', info: 'Worth a look' } as const

export function ms(value: number | null | undefined): string {
  if (value === null || value === undefined) return '—'
  return value >= 1000 ? `${(value / 1000).toFixed(1)} s` : `${Math.round(value)} ms`
}

export const percent = (part: number): string => `${Math.round(part * 1000) / 10} %`
