/** Designs in the words of the public contract. */
import type {
  Asset,
  Cloud,
  DesignProblem,
  GetDesignProblemResponse,
  GetSubmissionResponse,
  Submission,
  TrialNews,
} from '@quint/proto/gen/quint/runner/v1/design.ts'

export const orNull = (text: string): string | null => (text === '' ? null : text)

export function jsonOf(bytes: Uint8Array): unknown {
  return bytes.length === 0 ? null : (JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown)
}

export function toProblem(problem: DesignProblem) {
  return { ...problem, _links: { self: { href: `/api/design/problems/${problem.id}` } } }
}

export function toWholeProblem({ problem, scale, blueprint, ...rest }: GetDesignProblemResponse) {
  const summary = problem === undefined ? {} : toProblem(problem)
  return { ...summary, ...rest, scale: JSON.parse(scale) as unknown, blueprint: JSON.parse(blueprint) as unknown }
}

/** What can be done with it now. */
const actions: Readonly<Record<string, readonly string[]>> = {
  PENDING: ['cancel', 'teardown'],
  VALIDATING: ['cancel', 'teardown'],
  GENERATING_INFRA: ['cancel', 'teardown'],
  DEPLOYING: ['cancel', 'teardown'],
  TESTING: ['cancel', 'teardown'],
  VALIDATION_FAILED: ['retry'],
  DEPLOY_FAILED: ['retry'],
  CANCELLED: ['retry'],
  EXPIRED: ['retry'],
  COMPLETED: ['report', 'edits'],
}

export function toSubmission(submission: Submission) {
  const { progress, previousId, verdict, error, errorMessage, endedAt, cloud, cloudOffered, ...rest } = submission
  const self = `/api/submissions/${submission.id}`
  const { moderation, appealed } = submission
  const isDown = moderation === 'removed' || (moderation === 'review' && appealed)
  const now = isDown ? [] : (actions[submission.status] ?? [])
  const canAsk = cloudOffered !== '' && !isDown && isPastRules.has(submission.status)
  return {
    ...rest,
    previousId: orNull(previousId),
    verdict: orNull(verdict),
    error: orNull(error),
    errorMessage: orNull(errorMessage),
    endedAt: orNull(endedAt),
    progress: progress ?? null,
    cloud: cloud === undefined ? null : toCloud(cloud),
    cloudOffered: orNull(cloudOffered),
    _links: {
      self: { href: self },
      events: { href: `${self}/events` },
      tests: { href: `${self}/tests` },
      terraform: { href: `${self}/terraform` },
      ...(moderation === 'removed' && !appealed ? { appeal: { href: `${self}/appeal` } } : {}),
      ...(canAsk ? { cloud: { href: `${self}/cloud` } } : {}),
      ...Object.fromEntries(now.map((action) => [action, { href: `${self}/${action}` }])),
    },
  }
}

/** States that no design comes to whose rules are not judged yet. */
const isPastRules: ReadonlySet<string> = new Set(['GENERATING_INFRA', 'DEPLOYING', 'DEPLOY_FAILED', 'TESTING', 'COMPLETED', 'CANCELLED', 'EXPIRED'])

/** A design in a cloud, as its learner sees it. */
export function toCloud({ checks, entry, reason, planExpiresAt, expiresAt, endedAt, ...rest }: Cloud) {
  return {
    ...rest,
    reason: orNull(reason),
    entry: orNull(entry),
    checks: jsonOf(checks),
    planExpiresAt: orNull(planExpiresAt),
    expiresAt: orNull(expiresAt),
    endedAt: orNull(endedAt),
  }
}

/** The module is asked for by itself. */
export function toWholeSubmission({ submission, design, checked }: GetSubmissionResponse) {
  if (submission === undefined) return undefined
  const { problemId: _problem, ...written } = design ?? { problemId: '' }
  return { ...toSubmission(submission), ...written, validationFeedback: jsonOf(checked) }
}

export function toNews({ seq, at, event }: TrialNews) {
  return { seq, at, event: JSON.parse(event) as Readonly<Record<string, unknown>> }
}

const types: Readonly<Record<string, string>> = { functional: 'functional', consistency: 'consistency', load: 'performance', chaos: 'chaos' }

/** One row of the tests, by what kind of news it is. */
export function toTest(news: TrialNews) {
  const { seq, at, event } = toNews(news)
  const testType = types[String(event.kind)]
  if (testType === undefined || event.measure === 'begun') return undefined
  return {
    seq,
    at,
    testType,
    testName: String(event.title ?? event.measure ?? event.kind),
    status: statusOf(event),
    details: event,
    durationMs: typeof event.seconds === 'number' ? event.seconds * 1000 : null,
    chaosScenario: testType === 'chaos' || testType === 'consistency' ? (event.fault ?? null) : null,
  }
}

function statusOf(event: Readonly<Record<string, unknown>>): 'passed' | 'failed' | 'skipped' {
  if (event.measure === 'skipped') return 'skipped'
  const held = event.passed ?? event.held
  return held === false || (event.kind === 'load' && Number(event.failed ?? 0) > 0) ? 'failed' : 'passed'
}

export function toAsset(asset: Asset) {
  return { ...asset, submissionId: orNull(asset.submissionId), _links: { self: { href: `/api/assets/${asset.id}` } } }
}

/** As the others: what comes next stands in a link. */
export function toPage<Item>(items: readonly Item[], nextCursor: string, href: string) {
  const next = new URL(href, 'http://here')
  next.searchParams.set('cursor', nextCursor)
  return {
    items,
    nextCursor: orNull(nextCursor),
    _links: { self: { href }, ...(nextCursor === '' ? {} : { next: { href: `${next.pathname}${next.search}` } }) },
  }
}
