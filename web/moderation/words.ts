/** What is said of something that a moderator looks at, or took down. */

interface Removed {
  readonly reason?: string | null
  readonly appealed?: boolean
}

/** @param what the learner's own. */
export function removedWords(what: string, { reason, appealed }: Removed): string {
  const why = reason ? ` The reason: ${reason}` : ''
  return `A moderator has taken ${what} down.${why}${appealed === true ? ' It was looked at twice.' : ''}`
}

/** Of something of the learner's own that others do not see yet. */
export function heldWords({ reason, appealed }: Removed): string {
  if (appealed === true) return 'You have asked for another look. Only you see it until a moderator has looked.'
  return ['Only you see it until a moderator has looked.', ...(reason ? [reason] : [])].join(' ')
}
