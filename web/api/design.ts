/** Design problems and submissions, as the gateway has them. */
import { readEvents } from '../coach/event-stream.ts'
import type { Blueprint } from '../design/blueprint.ts'
import type { Cloud } from './clouds.ts'
import type { Page } from './community.ts'
import { http } from './gateway.ts'
import { ApiError, type Problem } from './problem.ts'

export type SubmissionStatus =
  | 'PENDING'
  | 'VALIDATING'
  | 'VALIDATION_FAILED'
  | 'GENERATING_INFRA'
  | 'DEPLOYING'
  | 'DEPLOY_FAILED'
  | 'TESTING'
  | 'COMPLETED'
  | 'CANCELLED'
  | 'EXPIRED'

export interface ProblemCard {
  readonly id: string
  readonly title: string
  readonly difficulty: string
  readonly tags: readonly string[]
  readonly summary: string
}

export interface DesignProblem extends ProblemCard {
  readonly description: string
  readonly scale: Readonly<Record<string, number | string>>
  readonly schema: string
  readonly apiSpec: string
  readonly endpoints: readonly { readonly method: string; readonly path: string; readonly does: string }[]
  readonly hints: readonly string[]
  readonly semantics: readonly string[]
  readonly blueprint: Blueprint
}

export interface Finding {
  readonly rule: string
  readonly area: 'schema' | 'api' | 'design' | 'problem'
  readonly severity: 'error' | 'warning' | 'info'
  readonly place: string
  readonly reason: string
}

export interface Checked {
  readonly valid: boolean
  readonly deployable: boolean
  readonly problems: readonly { readonly path: string; readonly message: string }[]
  readonly findings: readonly Finding[]
  readonly leftOut: readonly { readonly place: string; readonly reason: string }[]
  readonly edits: readonly { readonly kind: string; readonly quote?: string; readonly inferred?: boolean; readonly [more: string]: unknown }[]
  readonly unmapped: readonly string[]
  readonly derived?: {
    readonly blueprint: Blueprint
    readonly prediction: {
      readonly saturationRps: number
      readonly bottleneck: string
      readonly loads: readonly { readonly component: string; readonly utilisation: number }[]
    }
    readonly cost: { readonly usdMonth: number }
    readonly assessments: readonly Assessment[]
    readonly processes: number
    readonly notStarted: readonly { readonly component: string; readonly reason: string }[]
  }
}

export interface Assessment {
  readonly area: string
  readonly score: number
  readonly evidence: readonly {
    readonly speaks: 'for' | 'against'
    readonly place: string
    /** Words of the text that it rests on; absent or empty where it rests on a place. */
    readonly quote?: string
    readonly says: string
    /** Nobody said it: it counts for nothing. */
    readonly inferred?: boolean
  }[]
}

export interface Assessed {
  readonly assessments: readonly Assessment[]
  /** "rules", or the model that looked, too. */
  readonly source: string
}

/** A text that was read into a drawing. */
export interface ReadText extends Checked {
  readonly source: string
  readonly refused: readonly { readonly edit: string; readonly reason: string }[]
  /** Lines with `-` and `+`. */
  readonly diff: readonly string[]
  /** The drawing without what was inferred, where anything was. */
  readonly saidBlueprint?: Blueprint
}

export interface Explanation {
  readonly paragraphs: readonly { readonly text: string; readonly restsOn: readonly number[] }[]
  readonly seen: readonly { readonly place: string; readonly text: string }[]
  readonly source: string
}

/** What a design would become somewhere. */
export interface Plan {
  readonly target: string
  readonly cost: {
    readonly usdMonth: number
    readonly date: string
    readonly items: readonly { readonly component: string; readonly usdMonth: number }[]
  }
  readonly makes: readonly { readonly kind: string; readonly name: string }[]
  readonly processes: readonly { readonly id: string; readonly zone: string; readonly role: string }[]
  readonly wires: number
  readonly notStarted: readonly { readonly component: string; readonly reason: string }[]
  readonly module: string
}

export interface Asset {
  readonly id: string
  readonly name: string
  readonly contentType: string
  readonly bytes: number
  readonly createdAt: string
}

export interface AuditLine {
  readonly id: number
  readonly at: string
  readonly userId: string | null
  readonly kind: 'learner' | 'system'
  readonly action: string
  readonly subject: string | null
  readonly detail: Readonly<Record<string, string | number>>
}

export interface DesignDraft {
  readonly problemId: string
  readonly schemaInput: string
  readonly apiSpecInput: string
  readonly designText: string
  /** Absent: the diagram is read from the text. */
  readonly blueprint?: Blueprint
}

export interface Submission {
  readonly id: string
  readonly problemId: string
  readonly problemTitle: string
  readonly status: SubmissionStatus
  readonly attempt: number
  readonly previousId: string | null
  readonly verdict: 'passed' | 'failed' | null
  readonly passed: number
  readonly failed: number
  readonly error: string | null
  readonly errorMessage: string | null
  readonly moderation: 'clear' | 'review' | 'removed'
  /** Another look was asked for after it was taken down. */
  readonly appealed: boolean
  readonly createdAt: string
  readonly progress: { readonly stage: string; readonly percent: number; readonly ahead: number } | null
  readonly cloud: Cloud | null
  /** The cloud that is lent here. */
  readonly cloudOffered: 'aws' | 'google' | null
}

export interface AdminSubmission extends Submission {
  readonly userId: string
  readonly reasons: readonly string[]
  readonly appeal: string | null
}

export interface WholeSubmission extends Submission {
  readonly schemaInput: string
  readonly apiSpecInput: string
  readonly designText: string
  readonly blueprint: string
  readonly validationFeedback: Checked | null
}

export interface News {
  readonly seq: number
  readonly at: string
  readonly event: TrialEvent
}

/** One thing that a trial found out; which fields it has depends on its kind and measure. */
export interface TrialEvent {
  readonly kind: 'trial' | 'functional' | 'consistency' | 'load' | 'chaos'
  readonly measure?: string
  readonly title?: string
  readonly operation?: string
  readonly passed?: boolean
  readonly example?: string
  readonly claimed?: string
  readonly observed?: string
  readonly fault?: string
  readonly asks?: string
  readonly reason?: string
  readonly replicas?: 'all' | 'one'
  readonly rps?: number
  readonly throughputRps?: number
  readonly failed?: number
  readonly p50Ms?: number
  readonly p95Ms?: number
  readonly p99Ms?: number
  readonly saturationRps?: number
  readonly predictedRps?: number
  readonly limitedBy?: string
  readonly hitRate?: number
  readonly held?: boolean
  readonly errorRate?: number
  readonly outageMs?: number
  readonly recoveryMs?: number | null
  readonly lost?: number
  readonly struck?: readonly string[]
  readonly anomalies?: readonly { readonly name: string; readonly explanation: string }[]
  readonly series?: readonly { readonly ms: number; readonly rps: number; readonly failed: number; readonly p99Ms: number }[]
}

export interface Verdict {
  readonly requirement: string
  readonly title: string
  readonly wanted: string
  readonly measured: string
  readonly verdict: 'met' | 'missed' | 'unknown'
  readonly decision: string
  readonly components: readonly string[]
}

export interface Compared {
  readonly title: string
  readonly before: string
  readonly now: string
  readonly change: 'better' | 'worse' | 'same'
}

export interface Figures {
  readonly functionalPassed: number
  readonly functionalAsked: number
  readonly saturationRps: number | null
  readonly predictedRps: number
  readonly p99Ms: number | null
  readonly cacheHitRate: number | null
  readonly observed: string
  readonly lostWrites: number
  readonly costUsdMonth: number
  readonly outagesMs: Readonly<Record<string, number>>
  readonly recoveriesMs: Readonly<Record<string, number | null>>
  readonly errorRates: Readonly<Record<string, number>>
}

export interface Chart {
  readonly id: string
  readonly title: string
  readonly x: string
  readonly y: string
  readonly series: readonly { readonly name: string; readonly points: readonly (readonly [x: number, y: number])[] }[]
}

type State = 'held' | 'suffered' | 'broke' | 'untried'

export interface Report {
  readonly passed: boolean
  readonly verdicts: readonly Verdict[]
  readonly topology: {
    readonly nodes: readonly { readonly id: string; readonly state: State; readonly faults: readonly string[] }[]
    readonly links: readonly { readonly from: string; readonly to: string; readonly state: State; readonly faults: readonly string[] }[]
  }
  readonly charts: readonly Chart[]
  readonly figures: Figures
  readonly analysis: readonly { readonly what: string; readonly why: string; readonly components: readonly string[] }[]
  readonly proposal?: { readonly reason: string; readonly diff: readonly string[] }
  readonly questions: readonly string[]
  readonly comparedWithPrevious?: readonly Compared[]
  readonly reference?: { readonly kind: 'measured'; readonly at: string; readonly machine: string } | { readonly kind: 'predicted' }
  readonly comparedWithReference?: readonly Compared[]
}

interface Side {
  readonly id: string
  readonly attempt: number
  readonly verdict: string
  readonly figures?: Figures
}

export interface Comparison {
  readonly before: Side
  readonly now: Side
  readonly diff: readonly string[]
}

const at = (id: string, rest = ''): string => `/api/submissions/${encodeURIComponent(id)}${rest}`
const post = { method: 'POST' } as const

export const design = {
  problems: async (signal?: AbortSignal) => (await http.json<Page<ProblemCard>>('/api/design/problems', { signal })).items,
  problem: async (id: string, signal?: AbortSignal) =>
    (await http.json<{ problem: DesignProblem }>(`/api/design/problems/${encodeURIComponent(id)}`, { signal })).problem,
  validate: (draft: DesignDraft, signal?: AbortSignal) => http.json<Checked>('/api/design/validate', { ...post, body: draft, signal }),
  plan: async (draft: DesignDraft, target: string, signal?: AbortSignal) =>
    (await http.json<{ plan: Plan }>('/api/design/plan', { ...post, body: { ...draft, target }, signal })).plan,
  assets: (submissionId: string, cursor: string | undefined, signal?: AbortSignal) =>
    http.json<Page<Asset>>(`/api/assets?${new URLSearchParams({ submissionId, ...(cursor === undefined ? {} : { cursor }) })}`, { signal }),
  keepAsset: (submissionId: string, name: string, content: string, key: string) =>
    http.json<unknown>('/api/assets', { ...post, body: { submissionId, name, content }, idempotencyKey: key, deadlineMs: 60_000 }),
  assetFile: (id: string): string => `/api/assets/${encodeURIComponent(id)}`,
  removeAsset: (id: string) => http.json<unknown>(`/api/assets/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  audit: (kind: string, cursor: string | undefined, signal?: AbortSignal) => {
    const asked = { ...(kind === '' ? {} : { kind }), ...(cursor === undefined ? {} : { cursor }) }
    return http.json<Page<AuditLine>>(`/api/admin/design-audit?${new URLSearchParams(asked)}`, { signal })
  },
  read: (draft: DesignDraft, signal?: AbortSignal) => http.json<ReadText>('/api/design/read', { ...post, body: draft, signal, deadlineMs: 160_000 }),
  assess: (draft: DesignDraft, signal?: AbortSignal) =>
    http.json<Assessed>('/api/design/assess', { ...post, body: draft, signal, deadlineMs: 60_000 }),
  explain: (id: string, signal?: AbortSignal) => http.json<Explanation>(at(id, '/explanation'), { ...post, signal, deadlineMs: 60_000 }),
  submit: async (draft: DesignDraft, more: { readonly despite: boolean; readonly previousId?: string | undefined }, key: string) =>
    (await http.json<{ submission: Submission }>('/api/submissions', { ...post, body: { ...draft, ...more }, idempotencyKey: key })).submission,
  submissions: (problemId: string | undefined, cursor: string | undefined, signal?: AbortSignal) => {
    const asked = { limit: '10', ...(problemId === undefined ? {} : { problemId }), ...(cursor === undefined ? {} : { cursor }) }
    return http.json<Page<Submission>>(`/api/submissions?${new URLSearchParams(asked)}`, { signal })
  },
  submission: async (id: string, signal?: AbortSignal) => (await http.json<{ submission: WholeSubmission }>(at(id), { signal })).submission,
  report: async (id: string, signal?: AbortSignal) => (await http.json<{ report: Report }>(at(id, '/report'), { signal })).report,
  reportPage: (id: string): string => at(id, '/report?format=html'),
  terraform: async (id: string, target: string, signal?: AbortSignal) =>
    (await http.json<{ generatedTerraform: string }>(at(id, `/terraform?target=${target}`), { signal })).generatedTerraform,
  compare: async (id: string, other: string, signal?: AbortSignal) =>
    (await http.json<{ comparison: Comparison }>(at(id, `/compare?with=${encodeURIComponent(other)}`), { signal })).comparison,
  applyProposal: async (id: string, key: string) =>
    (await http.json<{ submission: Submission }>(at(id, '/edits'), { ...post, body: {}, idempotencyKey: key })).submission,
  act: (id: string, action: 'retry' | 'cancel' | 'teardown') => http.json<unknown>(at(id, `/${action}`), post),
  remove: (id: string) => http.json<unknown>(at(id), { method: 'DELETE' }),
  deployments: (held: boolean, cursor: string | undefined, signal?: AbortSignal) =>
    http.json<Page<AdminSubmission>>(
      `/api/admin/deployments?${new URLSearchParams({ held: String(held), ...(cursor === undefined ? {} : { cursor }) })}`,
      { signal },
    ),
  appeal: (id: string, appeal: string) => http.json<unknown>(`/api/submissions/${encodeURIComponent(id)}/appeal`, { ...post, body: { appeal } }),
  endDeployment: (id: string) => http.json<unknown>(`/api/admin/deployments/${encodeURIComponent(id)}/teardown`, post),
  decide: (id: string, decision: 'approve' | 'remove', reason: string) =>
    http.json<unknown>(`/api/admin/deployments/${encodeURIComponent(id)}/decision`, { ...post, body: { decision, reason } }),
  /** The submission now and whenever it changes, and what is found out; ends when it is over. */
  async *follow(id: string, after: number, signal: AbortSignal): AsyncGenerator<Submission | News | 'gone', void, undefined> {
    const headers = { Accept: 'text/event-stream', ...(after === 0 ? {} : { 'Last-Event-ID': String(after) }) }
    const { body } = await http.open(at(id, '/events'), { signal, deadlineMs: 0, headers })
    if (body === null) return
    for await (const { name, data } of readEvents(body)) {
      if (name === 'gone') yield 'gone'
      if (name === 'submission') yield (JSON.parse(data) as { submission: Submission }).submission
      if (name === 'news') yield JSON.parse(data) as News
    }
  },
  /** The answer so far, whenever it grows or a part of it is taken back. */
  async *discuss(draft: DesignDraft, message: string, signal: AbortSignal): AsyncGenerator<string, void, undefined> {
    const { body } = await http.open('/api/design/chat', {
      ...post,
      body: { ...draft, message },
      signal,
      deadlineMs: 0,
      headers: { Accept: 'text/event-stream' },
    })
    if (body === null) return
    let text = ''
    for await (const { name, data } of readEvents(body)) {
      if (name === 'token') text += (JSON.parse(data) as { text: string }).text
      else if (name === 'retract') text = text.slice(0, (JSON.parse(data) as { from: number }).from)
      else if (name === 'error') throw new ApiError(JSON.parse(data) as Problem)
      else continue
      yield text
    }
  },
}
