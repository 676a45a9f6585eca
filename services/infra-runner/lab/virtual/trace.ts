/** Everything that happened in a run, in order, with what each node showed of itself: enough to go back to any moment of it. */

export interface Moment {
  readonly at: number
  readonly kind: 'send' | 'receive' | 'request' | 'reply' | 'start' | 'crash' | 'pause' | 'resume' | 'broken' | 'fault' | 'healed'
  readonly node: string
  readonly peer?: string
  readonly text?: string
  /** Of a send and of what arrives by it. */
  readonly message?: number
}

export interface Trace {
  readonly moments: readonly Moment[]
  /** What nodes showed of themselves, whenever it changed, as JSON. */
  readonly states: readonly { readonly at: number; readonly node: string; readonly text: string }[]
  push(moment: Moment): void
  state(at: number, node: string, view: () => unknown): void
  /** What the nodes showed of themselves at that time, as JSON. */
  stateAt(timeMs: number): ReadonlyMap<string, string>
}

export function openTrace(): Trace {
  const moments: Moment[] = []
  const states: { readonly at: number; readonly node: string; readonly text: string }[] = []
  const last = new Map<string, string>()
  return {
    moments,
    states,
    push: (moment) => void moments.push(moment),
    state(at, node, view) {
      const text = JSON.stringify(view() ?? null)
      if (last.get(node) === text) return
      last.set(node, text)
      states.push({ at, node, text })
    },
    stateAt(timeMs) {
      const found = new Map<string, string>()
      for (const { at, node, text } of states) {
        if (at > timeMs) break
        found.set(node, text)
      }
      return found
    },
  }
}
