/** A submission as a learner brings it along from a judge, checked: bounded, well formed, without what Postgres cannot keep. */
import type { ImportedSubmission, ImportSubmissionsRequest } from '@quint/proto/gen/quint/sessions/v1/imports.ts'
import { Failure } from '@quint/runtime/failure.ts'

export interface Submission {
  readonly submissionId: string
  readonly slug: string
  readonly title: string
  readonly language: string
  /** RFC 3339, UTC. */
  readonly acceptedAt: string
  readonly difficulty: string
  readonly tags: readonly string[]
  readonly code: string
}

const sites = ['leetcode', 'hackerrank', 'other']
const longest = { submissionId: 64, slug: 255, title: 255, language: 32, difficulty: 16, tag: 64 }
const mostTags = 30
const mostAtOnce = 100
const mostCodeBytes = 64 * 1024

export function checkedSite(site: string): string {
  if (!sites.includes(site)) throw invalid('site', `must be one of ${sites.join(', ')}`)
  return site
}

/** Of one id in a request the first counts. @param now what was accepted after it by more than a day was not accepted. */
export function checkedSubmissions({ submissions }: ImportSubmissionsRequest, now: Date): readonly Submission[] {
  if (submissions.length === 0) throw invalid('submissions', 'must not be empty')
  if (submissions.length > mostAtOnce) throw invalid('submissions', `must be at most ${mostAtOnce}`)
  const checked = submissions.map((submission, index) => checkedSubmission(submission, { at: `submissions.${index}`, now }))
  return [...new Map(checked.toReversed().map((submission) => [submission.submissionId, submission])).values()].reverse()
}

function checkedSubmission(submission: ImportedSubmission, { at, now }: { readonly at: string; readonly now: Date }): Submission {
  const { tags, code } = submission
  const text = (value: string, name: keyof typeof longest): string => {
    if (value.length > longest[name]) throw invalid(`${at}.${name}`, `must be at most ${longest[name]} characters long`)
    return storable(value, `${at}.${name}`)
  }
  const needed = (name: 'submissionId' | 'slug' | 'title' | 'language'): string => {
    const value = text(submission[name], name).trim()
    if (value === '') throw invalid(`${at}.${name}`, 'must not be empty')
    return value
  }
  if (tags.length > mostTags) throw invalid(`${at}.tags`, `must be at most ${mostTags}`)
  if (Buffer.byteLength(code) > mostCodeBytes) throw invalid(`${at}.code`, 'must be at most 64 KiB')
  return {
    submissionId: needed('submissionId'),
    slug: checkedSlug(needed('slug').toLowerCase(), `${at}.slug`),
    title: needed('title'),
    language: checkedLanguage(needed('language').toLowerCase(), `${at}.language`),
    acceptedAt: checkedTime(submission.acceptedAt, { at: `${at}.acceptedAt`, now }),
    difficulty: text(submission.difficulty, 'difficulty').toLowerCase(),
    tags: tags.map((tag) => text(tag, 'tag')),
    code: storable(code, `${at}.code`),
  }
}

/** Both travel in events, so that no words of a learner may pass for one of them. */
function checkedSlug(slug: string, path: string): string {
  if (!/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/.test(slug)) throw invalid(path, 'must be the name of a problem in its address')
  return slug
}

function checkedLanguage(language: string, path: string): string {
  if (!/^[a-z0-9][a-z0-9+#.-]*$/.test(language)) throw invalid(path, 'must be the name of a language, such as python3')
  return language
}

const earliest = Date.parse('2005-01-01T00:00:00Z')
const dayMs = 86_400_000

function checkedTime(time: string, { at, now }: { readonly at: string; readonly now: Date }): string {
  const given = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(time) ? Date.parse(time) : Number.NaN
  if (Number.isNaN(given)) throw invalid(at, 'must be a time, such as 2026-03-14T09:26:53Z')
  if (given < earliest || given > now.getTime() + dayMs) throw invalid(at, 'must lie between 2005 and now')
  return new Date(given).toISOString()
}

function storable(text: string, path: string): string {
  if (text.includes('\0')) throw invalid(path, 'must not contain NUL characters')
  return text.toWellFormed()
}

function invalid(path: string, message: string): Failure {
  return new Failure('invalid', `${path} ${message}`, { fields: [{ path, message }] })
}
