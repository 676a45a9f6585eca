/** What a learner's program has wrong where it cannot be read. */

/** @param error of a script, or of taking its types away */
export function mistakeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'the program cannot be read'
  // Above its words, the engine shows the line where it stopped.
  const line = /^(?:node\.js)?:(\d+)\n/.exec(error.stack ?? '')?.[1]
  return `${error.name}: ${error.message.slice(0, 400)}${line === undefined ? '' : ` (line ${line})`}`
}
