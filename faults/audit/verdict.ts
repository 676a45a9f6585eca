/** What the auditor finds when it compares: counts, and the first few of each kind of fault by name. */

export interface Verdict {
  /** Entries of the journal that were compared. */
  readonly acknowledged: number
  readonly lost: readonly string[]
  /** Committed changes whose event no consumer has applied. */
  readonly undelivered: readonly string[]
  readonly doubled: readonly string[]
  readonly disordered: readonly string[]
  /** Events that were applied. */
  readonly effects: number
}

export function isClean({ lost, undelivered, doubled, disordered }: Verdict): boolean {
  return lost.length + undelivered.length + doubled.length + disordered.length === 0
}

export function inWords({ acknowledged, lost, undelivered, doubled, disordered, effects }: Verdict): string {
  const some = (what: string, all: readonly string[]): string => `${all.length} ${what}${all.length === 0 ? '' : ` (${all.slice(0, 3).join('; ')})`}`
  return [
    `${acknowledged} acknowledged`,
    some('lost', lost),
    `${effects} effects`,
    some('undelivered', undelivered),
    some('doubled', doubled),
    some('out of order', disordered),
  ].join(', ')
}

/** Names that come more than once. */
export function repeated(names: readonly string[]): string[] {
  return [...Map.groupBy(names, (name) => name)].filter(([, all]) => all.length > 1).map(([name, all]) => `${name} ×${all.length}`)
}
