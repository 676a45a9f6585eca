/** Designs in a cloud, and designs to compare with, as the gateway tells them. */
import type { Submission } from './design.ts'
import { http } from './gateway.ts'

interface Page<Item> {
  readonly items: readonly Item[]
  readonly nextCursor: string | null
}

export type CloudState = 'asked' | 'planned' | 'approved' | 'applying' | 'applied' | 'destroying' | 'destroyed' | 'refused' | 'failed' | 'expired'

/** A design in a cloud. */
export interface Cloud {
  readonly id: string
  readonly cloud: 'aws' | 'google'
  readonly state: CloudState
  /** It is to go, wherever it is. */
  readonly ending: boolean
  readonly reason: string | null
  readonly usdMonth: number
  readonly makes: readonly { readonly kind: string; readonly name: string }[]
  readonly entry: string | null
  readonly checks: CloudChecks | null
  readonly planExpiresAt: string | null
  readonly expiresAt: string | null
  readonly createdAt: string
  readonly endedAt: string | null
}

export interface CloudChecks {
  readonly answered: boolean
  readonly reason: string
  readonly checks: readonly { readonly title: string; readonly passed: boolean; readonly requests: number; readonly example?: string }[]
}

export interface AdminCloud extends Cloud {
  readonly submissionId: string
  readonly userId: string | null
  readonly digest: string
  readonly detail: string
  readonly failures: number
}

export interface Reference {
  readonly problemId: string
  readonly problemTitle: string
  readonly measuredAt: string | null
  readonly machine: string
  readonly asked: boolean
  readonly passed: boolean
}

const at = (id: string): string => `/api/submissions/${encodeURIComponent(id)}/cloud`
const post = { method: 'POST' } as const

export const clouds = {
  ask: (submissionId: string) => http.json<{ submission: Submission }>(at(submissionId), post),
  end: (submissionId: string) => http.json<{ submission: Submission }>(at(submissionId), { method: 'DELETE' }),
  list: (waiting: boolean, cursor: string | undefined, signal?: AbortSignal) =>
    http.json<Page<AdminCloud>>(
      `/api/admin/clouds?${new URLSearchParams({ waiting: String(waiting), ...(cursor === undefined ? {} : { cursor }) })}`,
      { signal },
    ),
  plan: (id: string, signal?: AbortSignal) =>
    http.json<{ plan: string; digest: string }>(`/api/admin/clouds/${encodeURIComponent(id)}/plan`, { signal }),
  decide: (id: string, body: { readonly decision: 'approve' | 'refuse' | 'destroy'; readonly digest: string; readonly reason: string }) =>
    http.json<unknown>(`/api/admin/clouds/${encodeURIComponent(id)}/decision`, { ...post, body }),
  references: async (signal?: AbortSignal) => (await http.json<Page<Reference>>('/api/admin/design-references', { signal })).items,
  measureReference: (problemId: string) => http.json<unknown>(`/api/admin/design-references/${encodeURIComponent(problemId)}/measure`, post),
}
