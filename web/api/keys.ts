/** Under which names the answers of the gateway are kept. */
import type { SessionStatus } from '../coach/coach-client.ts'

const learning = ['learning'] as const

export const keys = {
  me: ['me'],
  elements: ['elements'],
  /** Everything that changes when a session goes on. */
  learning,
  dashboard: [...learning, 'dashboard'],
  sessions: (q: string, status: SessionStatus | undefined) => [...learning, 'sessions', q, status ?? ''],
  transcript: (id: string) => [...learning, 'transcript', id],
  examples: [...learning, 'examples'],
  desk: (id: string) => ['desk', id],
} as const
