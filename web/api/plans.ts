/** Profiles, plans, problems, reviews and the calendar, through the gateway. */
import { readEvents } from '../coach/event-stream.ts'
import type { Page } from './community.ts'
import { http } from './gateway.ts'
import { ApiError, noAnswer, toProblem } from './problem.ts'
import { query } from './query.ts'

export interface Intake {
  readonly level: string
  readonly roleTarget: readonly string[]
  readonly timelineWeeks: number
  readonly hoursPerWeek: number
  readonly topicConfidence: Readonly<Record<string, number>>
  readonly weaknesses: readonly string[]
  readonly constraints?: string | null
  readonly pastExperience?: string | null
  readonly timeZone: string
  readonly daysAvailable: readonly number[]
}

export type ItemStatus = 'planned' | 'done' | 'failed' | 'skipped'

export interface PlanItem {
  readonly itemId: string
  readonly problemId: string
  readonly title: string
  readonly link: string
  readonly topic: string
  readonly difficulty: string
  readonly minutes: number
  readonly reason: string
  readonly status: ItemStatus
}

export interface PlanDay {
  /** YYYY-MM-DD */
  readonly date: string
  readonly topic: string
  readonly reason: string
  readonly minutes: number
  readonly reviewMinutes: number
  readonly problems: readonly PlanItem[]
}

export interface Plan {
  readonly id: string
  readonly status: string
  readonly source: string
  readonly revision: number
  readonly dayMinutes: number
  readonly relaxed: readonly { readonly constraint: string; readonly reason: string }[]
  readonly weeks: readonly { readonly number: number; readonly days: readonly PlanDay[] }[]
}

export interface Difference {
  readonly kind: 'kept' | 'moved' | 'added' | 'dropped'
  readonly problemId: string
  readonly title: string
  readonly fromDate: string | null
  readonly toDate: string | null
  readonly reason: string
}

export interface Proposal {
  readonly plan: Plan
  readonly differences: readonly Difference[]
}

export interface Problem {
  readonly id: string
  readonly title: string
  readonly link: string | null
  readonly topic: string
  readonly difficulty: string
  readonly patterns: readonly string[]
  readonly source: string
  readonly minutes: number
  readonly upvotes: number
  readonly upvoted: boolean
  readonly comments: number
}

export interface ProblemPage {
  readonly problem: Problem & { readonly notes: string }
  readonly similar: readonly Problem[]
}

export interface Comment {
  readonly id: string
  readonly body: string
  readonly tag: string | null
  readonly own: boolean
  readonly status: 'visible' | 'review' | 'removed'
  /** Of the moderator who took one's own down. */
  readonly reason?: string | null
  readonly appealed?: boolean
  readonly createdAt: string
}

export type Grade = 'again' | 'hard' | 'good' | 'easy'

export interface Review {
  readonly id: string
  readonly problemId: string
  readonly title: string
  readonly link: string
  readonly topic: string
  readonly difficulty: string
  readonly next: Readonly<Record<Grade, string>>
}

export interface ReviewFigures {
  readonly past: readonly { readonly day: string; readonly reviews: number; readonly remembered: number }[]
  readonly coming: readonly { readonly day: string; readonly reviews: number }[]
  readonly retention: number | null
  readonly cards: number
}

const planPath = (id: string): string => `/api/plans/${encodeURIComponent(id)}`
const problemPath = (id: string): string => `/api/problems/${encodeURIComponent(id)}`
const planOf = async (asked: Promise<{ plan: Plan }>): Promise<Plan> => (await asked).plan

export const plans = {
  /** Null before the first. */
  intake: async (signal?: AbortSignal) => (await http.json<{ intake: Intake | null }>('/api/intake', { signal })).intake,
  putIntake: (intake: Intake) => http.json<undefined>('/api/intake', { method: 'PUT', body: intake }),
  /** Null when there is none. */
  current: async (signal?: AbortSignal): Promise<Plan | null> => {
    const { items } = await http.json<Page<{ readonly id: string }>>('/api/plans?limit=1', { signal })
    return items.length === 0 ? null : planOf(http.json('/api/plans/current', { signal }))
  },
  change: (plan: Plan, itemId: string, change: { readonly status?: ItemStatus; readonly date?: string }) =>
    planOf(http.json(`${planPath(plan.id)}/items/${encodeURIComponent(itemId)}`, { method: 'PATCH', body: change })),
  slip: (plan: Plan, date: string) => planOf(http.json(`${planPath(plan.id)}/slip`, { method: 'POST', body: { date } })),
  regenerate: (plan: Plan, answers: readonly { readonly q: string; readonly a: string }[]) =>
    http.json<Proposal>(`${planPath(plan.id)}/regenerate`, { method: 'POST', body: { answers }, deadlineMs: 40_000 }),
  proposal: async (signal?: AbortSignal): Promise<Proposal | null> => {
    const { plan, differences } = await http.json<{ plan: Plan | null; differences: readonly Difference[] }>('/api/plans/proposal', { signal })
    return plan === null ? null : { plan, differences }
  },
  decide: (plan: Plan, accept: boolean) => planOf(http.json(`${planPath(plan.id)}/decision`, { method: 'POST', body: { accept } })),
}

/** Makes a plan. @param onProgress is told the percentage. */
export async function generatePlan(onProgress: (percent: number) => void, signal: AbortSignal): Promise<void> {
  const response = await http.open('/api/plans/generate/stream', { method: 'POST', body: {}, deadlineMs: 0, signal })
  if (response.body === null) throw new ApiError(noAnswer)
  for await (const { name, data } of readEvents(response.body)) {
    const body = JSON.parse(data) as { readonly percent?: number }
    if (name === 'progress') onProgress(body.percent ?? 0)
    if (name === 'error') throw new ApiError(toProblem(body, 500))
    if (name === 'plan') return
  }
}

export interface ProblemQuery {
  readonly q: string
  readonly topic: string
  readonly difficulty: string
  readonly source: string
}

export const problems = {
  list: (asked: ProblemQuery, cursor: string | undefined, signal?: AbortSignal) =>
    http.json<Page<Problem>>(`/api/problems${query({ ...asked, cursor })}`, { signal }),
  one: (id: string, signal?: AbortSignal) => http.json<ProblemPage>(problemPath(id), { signal }),
  add: (
    problem: { readonly title: string; readonly link: string; readonly topic: string; readonly difficulty: string; readonly minutes: number },
    key: string,
  ) => http.json<{ problem: Problem }>('/api/problems', { method: 'POST', body: problem, idempotencyKey: key }),
  vote: (id: string, up: boolean) => http.json<{ upvotes: number; upvoted: boolean }>(`${problemPath(id)}/upvote`, { method: up ? 'PUT' : 'DELETE' }),
  notes: (id: string, notes: string) => http.json<undefined>(`${problemPath(id)}/notes`, { method: 'PUT', body: { notes } }),
  comments: (id: string, cursor: string | undefined, signal?: AbortSignal) =>
    http.json<Page<Comment>>(`${problemPath(id)}/comments${query({ cursor })}`, { signal }),
  say: (id: string, comment: { readonly body: string; readonly tag: string | null }, key: string) =>
    http.json<{ comment: Comment; reasons: readonly string[] }>(`${problemPath(id)}/comments`, {
      method: 'POST',
      body: comment,
      idempotencyKey: key,
    }),
  rewrite: (id: string, comment: { readonly body: string; readonly tag: string | null }) =>
    http.json<unknown>(`/api/comments/problem/${encodeURIComponent(id)}`, { method: 'PATCH', body: comment }),
  unsay: (id: string) => http.json<undefined>(`/api/comments/problem/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  appeal: (id: string, appeal: string) =>
    http.json<unknown>(`/api/comments/problem/${encodeURIComponent(id)}/appeal`, { method: 'POST', body: { appeal } }),
  report: (id: string) => http.json<undefined>(`/api/comments/problem/${encodeURIComponent(id)}/report`, { method: 'POST' }),
}

/** The hint as it grows. */
export async function* problemHint(id: string, thought: string, signal: AbortSignal): AsyncGenerator<string> {
  const response = await http.open(`${problemPath(id)}/hint`, { method: 'POST', body: { thought }, deadlineMs: 0, signal })
  if (response.body === null) return
  let text = ''
  for await (const { name, data } of readEvents(response.body)) {
    const body = JSON.parse(data) as { readonly text?: string; readonly from?: number; readonly hintText?: string }
    if (name === 'error') throw new ApiError(toProblem(body, 500))
    if (name === 'token') text += body.text ?? ''
    if (name === 'retract') text = text.slice(0, body.from ?? 0)
    if (name === 'done') text = body.hintText ?? text
    yield text
  }
}

export const reviews = {
  due: (signal?: AbortSignal) => http.json<Page<Review> & { readonly day: string }>('/api/reviews/due', { signal }),
  grade: (id: string, grade: Grade, key: string) =>
    http.json<{ review: { readonly due: string } }>(`/api/reviews/${encodeURIComponent(id)}/grade`, {
      method: 'POST',
      body: { grade },
      idempotencyKey: key,
    }),
  figures: (signal?: AbortSignal) => http.json<ReviewFigures>('/api/reviews/figures', { signal }),
}
