/** LeetCode's list of a learner's own submissions, read with suspicion. */
import { field, textOf } from '../judges/problem.ts'

export interface Submission {
  readonly submissionId: string
  readonly slug: string
  readonly title: string
  readonly language: string
  /** RFC 3339. */
  readonly acceptedAt: string
  readonly code?: string
}

export interface SubmissionPage {
  /** Those that were accepted. */
  readonly accepted: readonly Submission[]
  /** How many the judge listed, accepted or not. */
  readonly listed: number
  readonly more: boolean
  readonly lastKey: string
}

export interface Listing {
  readonly host: string
  readonly withCode: boolean
}

const longestCodeBytes = 64 * 1024

export function toSubmissionPage(body: unknown, { host, withCode }: Listing): SubmissionPage | undefined {
  const listed = field(body, 'submissions_dump')
  if (!Array.isArray(listed)) return undefined
  const accepted = listed.map((entry) => toSubmission(entry, { host, withCode })).filter((submission) => submission !== undefined)
  return {
    accepted,
    listed: listed.length,
    more: field(body, 'has_next') === true && listed.length > 0,
    lastKey: textOf(field(body, 'last_key'), 500),
  }
}

function toSubmission(entry: unknown, { host, withCode }: Listing): Submission | undefined {
  if (field(entry, 'status_display') !== 'Accepted' && field(entry, 'status') !== 10) return undefined
  const id = field(entry, 'id')
  const submissionId = typeof id === 'number' ? String(id) : textOf(id, 64)
  const slug = textOf(field(entry, 'title_slug'), 200)
  const seconds = Number(field(entry, 'timestamp'))
  if (!/^\d{1,20}$/.test(submissionId) || !/^[a-z0-9-]+$/.test(slug) || !(seconds > 0 && seconds < 1e11)) return undefined
  const code = withCode ? textOf(field(entry, 'code'), longestCodeBytes) : ''
  return {
    // The two judges of one name count by themselves.
    submissionId: host === 'leetcode.cn' ? `cn-${submissionId}` : submissionId,
    slug,
    title: textOf(field(entry, 'title'), 255) || slug,
    language: textOf(field(entry, 'lang'), 32) || 'unknown',
    acceptedAt: new Date(seconds * 1000).toISOString(),
    ...(code === '' || new TextEncoder().encode(code).length > longestCodeBytes ? {} : { code }),
  }
}
