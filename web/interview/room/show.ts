/** Where things of an interview stand on the page. */
export function entryAnchor(seq: number): string {
  return `entry-${seq}`
}

export const statementAnchor = 'statement'

/** Brings it into view and lets the keyboard go on from there. */
export function bring(anchor: string): void {
  const found = document.getElementById(anchor)
  found?.scrollIntoView({ block: 'center' })
  found?.focus({ preventScroll: true })
}
