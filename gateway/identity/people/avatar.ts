/** The colour behind a learner's initial: theirs, or one that follows from their id. */
import { createHash } from 'node:crypto'

/** Each at least 4.5:1 under white. */
export const avatarColors = ['#4C7A34', '#B93C0B', '#0369A1', '#0F766E', '#6B4FD8', '#9D174D', '#92400E', '#475569'] as const

export type AvatarColor = (typeof avatarColors)[number]

/** The same for an id for ever, and about as often each. */
export function avatarColorOf(userId: string): AvatarColor {
  const [byte = 0] = createHash('sha256').update(userId).digest()
  return avatarColors[byte % avatarColors.length] ?? avatarColors[0]
}
