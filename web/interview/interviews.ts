/** Interviews as the gateway gives them, and under which names its answers are kept. */
import type { Http } from '../api/http.ts'
import { type Interview, languages, type PastEntry, type Persona, type Snapshot } from './interview.ts'

export interface ProblemSummary {
  readonly id: string
  readonly title: string
  readonly difficulty: string
  readonly topics: readonly string[]
}

export interface LanguageReport {
  readonly language: string
  readonly available: boolean
  /** Problems of the bank can be solved in it. */
}

export interface NewInterview {
  /** Of the bank; without it the learner describes one. */
  readonly problemId?: string
  readonly language: string
  readonly persona: Persona
  readonly durationMinutes: number
}

export interface Replay {
  readonly interview: Interview
  readonly entries: readonly PastEntry[]
  readonly snapshots: readonly Snapshot[]
}

export interface InterviewPage {
  readonly items: readonly Interview[]
  readonly nextCursor: string | null
}

export interface Interviews {
  start(wanted: NewInterview, key: string): Promise<Interview>
  list(options: ListOptions, signal?: AbortSignal): Promise<InterviewPage>
  replay(id: string, signal?: AbortSignal): Promise<Replay>
  problems(signal?: AbortSignal): Promise<readonly ProblemSummary[]>
  languages(signal?: AbortSignal): Promise<readonly LanguageReport[]>
}

export interface ListOptions {
  readonly cursor?: string | undefined
  readonly limit: number
  readonly problemId?: string | undefined
}

export const interviewKeys = {
  all: ['interviews'],
  list: ['interviews', 'list'],
  attempts: (problemId: string) => ['interviews', 'attempts', problemId],
  replay: (id: string) => ['interviews', 'replay', id],
  problems: ['interview-problems'],
  languages: ['run-languages'],
} as const

interface ProblemPage {
  readonly items: readonly ProblemSummary[]
  readonly nextCursor: string | null
}

/** Of a page. */
const mostProblems = 100

export function openInterviews(http: Http): Interviews {
  return {
    start: async (wanted, key) =>
      (await http.json<{ interview: Interview }>('/api/interviews', { method: 'POST', body: wanted, idempotencyKey: key })).interview,
    list({ cursor, limit, problemId }, signal) {
      const query = new URLSearchParams({ limit: String(limit) })
      if (cursor !== undefined) query.set('cursor', cursor)
      if (problemId !== undefined) query.set('problemId', problemId)
      return http.json(`/api/interviews?${query}`, { signal })
    },
    replay: (id, signal) => http.json(`/api/interviews/${encodeURIComponent(id)}`, { signal }),
    async problems(signal) {
      const found: ProblemSummary[] = []
      for (let cursor: string | undefined = ''; cursor !== undefined; ) {
        const query = new URLSearchParams({ limit: String(mostProblems), ...(cursor === '' ? {} : { cursor }) })
        const page: ProblemPage = await http.json(`/api/interview-problems?${query}`, { signal })
        found.push(...page.items)
        cursor = page.nextCursor ?? undefined
      }
      return found
    },
    languages: async (signal) => (await http.json<{ items: readonly LanguageReport[] }>('/api/run/languages', { signal })).items,
  }
}

export function markdownAddress(id: string): string {
  return `/api/interviews/${encodeURIComponent(id)}/export.md`
}

/** Before it is known what can be run, the usual ones are offered. */
export function solvableIn(reports: readonly LanguageReport[] | undefined): readonly string[] {
  if (reports === undefined) return ['python', 'javascript', 'typescript']
  return languages.filter((language) => reports.some((one) => one.language === language && one.available))
}
