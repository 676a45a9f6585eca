/** The states of a submission, and in which of them it goes on, stops or can be tried again. */
export const statuses = [
  'PENDING',
  'VALIDATING',
  'VALIDATION_FAILED',
  'GENERATING_INFRA',
  'DEPLOYING',
  'DEPLOY_FAILED',
  'TESTING',
  'COMPLETED',
  'CANCELLED',
  'EXPIRED',
] as const
export type Status = (typeof statuses)[number]

const ended: ReadonlySet<Status> = new Set(['VALIDATION_FAILED', 'DEPLOY_FAILED', 'COMPLETED', 'CANCELLED', 'EXPIRED'])

export const isOver = (status: Status): boolean => ended.has(status)
