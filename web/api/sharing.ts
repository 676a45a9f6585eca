/** Letting others read a session, as the gateway has it. */
import type { Element } from '../coach/coach-client.ts'
import { http } from './gateway.ts'

export interface Sharing {
  readonly shared: boolean
  /** 'review': somebody looks at it first; 'removed': somebody took it down. */
  readonly status: 'visible' | 'review' | 'removed' | null
  readonly pseudonym: string | null
  /** Its place among shared sessions. */
  readonly shareId: string | null
  /** Of the moderator who took it down. */
  readonly reason: string | null
  readonly appealed: boolean
}

export interface SharingReason {
  readonly code: string
  /** What to do, said to the writer. */
  readonly message: string
  /** 'title', 'pseudonym', 'answer.0' to 'answer.11', 'final_response'. */
  readonly part: string
}

export interface SharePreview {
  readonly title: string
  readonly pseudonym: string
  readonly answers: readonly { readonly promptIndex: number; readonly element: Element; readonly prompt: string; readonly text: string }[]
  readonly finalResponse: string
}

export interface ShareView {
  readonly preview: SharePreview | null
  readonly verdict: 'allow' | 'review' | 'refuse'
  readonly reasons: readonly SharingReason[]
  readonly sharing: Sharing
}

const path = (sessionId: string): string => `/api/session/${encodeURIComponent(sessionId)}/share`

export const sharing = {
  /** What others would read. @param displayAs empty: a name is made up. */
  preview: (sessionId: string, displayAs: string, signal?: AbortSignal) =>
    http.json<ShareView>(`${path(sessionId)}/preview${displayAs === '' ? '' : `?${new URLSearchParams({ displayAs })}`}`, { signal }),
  share: (sessionId: string, displayAs: string) =>
    http.json<{ sharing: Sharing }>(path(sessionId), { method: 'PUT', body: { shared: true, ...(displayAs === '' ? {} : { displayAs }) } }),
  appeal: (sessionId: string, appeal: string) => http.json<{ sharing: Sharing }>(`${path(sessionId)}/appeal`, { method: 'POST', body: { appeal } }),
  stop: (sessionId: string) => http.json<{ sharing: Sharing }>(path(sessionId), { method: 'PUT', body: { shared: false } }),
}
