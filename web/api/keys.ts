/** Under which names the answers of the gateway are kept. */
import type { SessionStatus } from '../coach/coach-client.ts'

const learning = ['learning'] as const

export const keys = {
  me: ['me'],
  providers: ['providers'],
  ways: ['ways'],
  elements: ['elements'],
  coaches: ['coaches'],
  /** Everything that changes when a session goes on. */
  learning,
  dashboard: [...learning, 'dashboard'],
  sessions: (q: string, status: SessionStatus | undefined, site: string | undefined) => [...learning, 'sessions', q, status ?? '', site ?? ''],
  imports: [...learning, 'imports'],
  sharing: (id: string) => [...learning, 'sharing', id],
  transcript: (id: string) => [...learning, 'transcript', id],
  examples: [...learning, 'examples'],
  intake: ['plans', 'intake'],
  /** Everything that changes when a plan goes on. */
  plans: ['plans'],
  plan: ['plans', 'current'],
  proposal: ['plans', 'proposal'],
  due: ['plans', 'due'],
  figures: ['plans', 'figures'],
  problems: (q: string, topic: string, difficulty: string, source: string) => ['problems', q, topic, difficulty, source],
  problem: (id: string) => ['problems', 'one', id],
  comments: (id: string) => ['problems', 'comments', id],
  planner: ['plans', 'planner'],
  videos: ['videos'],
  video: (id: string) => ['video', id],
  videoComments: (id: string) => ['video-comments', id],
  calendar: (from: string, to: string) => ['plans', 'planner', 'calendar', from, to],
  isCalendar: (key: readonly unknown[]) => key[1] === 'planner' && key[2] === 'calendar',
  reminders: ['reminders'],
  feed: ['feed'],
  community: (q: string, site: string | undefined) => ['community', q, site ?? ''],
  sharedSession: (id: string) => ['community', 'session', id],
  board: (window: string, metric: string) => [...learning, 'board', window, metric],
  desk: (id: string) => ['desk', id],
} as const
