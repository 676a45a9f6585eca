/** What waits for administrators, queue by queue: its words, the room it is decided in, and its list. */
import { amount } from '../../../coach/words.ts'
import { paths } from '../../../paths.ts'
import type { QueueName, QueueSizes } from './admin-api.ts'

interface Queue {
  readonly name: QueueName
  /** Of the administrators' pages. */
  readonly room: string
  /** Of what waits, and nothing else where the page can show that. */
  readonly list: string
  readonly one: string
  readonly many?: string
}

const queues: readonly Queue[] = [
  { name: 'sharedSessions', room: paths.adminModeration, list: paths.adminModeration, one: 'shared session' },
  { name: 'problemComments', room: paths.adminComments, list: paths.adminComments, one: 'comment on a problem', many: 'comments on problems' },
  { name: 'videos', room: paths.adminWatch, list: paths.adminWatch, one: 'video' },
  { name: 'videoComments', room: paths.adminWatch, list: paths.adminWatch, one: 'comment on a video', many: 'comments on videos' },
  { name: 'designs', room: paths.adminDesigns, list: paths.adminHeldDesigns, one: 'design to look at', many: 'designs to look at' },
  { name: 'cloudPlans', room: paths.adminDesigns, list: paths.adminCloudPlans, one: 'plan for a cloud', many: 'plans for a cloud' },
  { name: 'deadLetters', room: paths.adminDeadLetters, list: paths.adminDeadLetters, one: 'dead letter' },
  { name: 'lateErasures', room: paths.adminErasures, list: paths.adminOpenErasures, one: 'late erasure' },
]

export const isQueued = (room: string): boolean => queues.some((one) => one.room === room)

/** How much there is to do in a room; 0 also where nobody knows. */
export function waitingIn(room: string, sizes: QueueSizes | undefined): number {
  return queues.reduce((sum, { name, room: its }) => sum + (its === room ? (sizes?.[name] ?? 0) : 0), 0)
}

export interface QueueLine {
  readonly list: string
  /** As in "3 dead letters". */
  readonly words: string
}

/** The queues in which something waits. */
export function queueLines(sizes: QueueSizes): readonly QueueLine[] {
  return queues.flatMap(({ name, list, one, many }) => {
    const size = sizes[name] ?? 0
    return size === 0 ? [] : [{ list, words: amount(size, one, many) }]
  })
}
