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

export interface State {
  readonly at: number
  readonly node: string
  /** JSON. */
  readonly text: string
}

export interface Trace {
  readonly moments: readonly Moment[]
  /** What nodes showed of themselves, whenever it changed, as JSON. */
  readonly states: readonly State[]
  push(moment: Moment): void
  state(at: number, node: string, view: () => unknown): void
  /** What the nodes showed of themselves at that time, as JSON. */
  stateAt(timeMs: number): ReadonlyMap<string, string>
}

interface TraceLimits {
  /** Of messages, the first ones. */
  readonly messages: number
  /** Of all that nodes showed, together; beyond it, every second state goes. */
  readonly stateCharacters: number
}

export function openTrace(limits: Partial<TraceLimits> = {}): Trace {
  const { messages = Number.POSITIVE_INFINITY, stateCharacters = Number.POSITIVE_INFINITY } = limits
  const moments: Moment[] = []
  const states: State[] = []
  const last = new Map<string, string>()
  let characters = 0
  return {
    moments,
    states,
    push(moment) {
      if ((moment.message ?? 0) <= messages) moments.push(moment)
    },
    state(at, node, view) {
      const text = JSON.stringify(view() ?? null)
      if (last.get(node) === text) return
      last.set(node, text)
      states.push({ at, node, text })
      characters += text.length
      if (characters <= stateCharacters) return
      states.splice(0, states.length, ...thinned(states, states.length / 2))
      characters = states.reduce((sum, one) => sum + one.text.length, 0)
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

/** So many, from all of the time; the last of each node is among them. */
export function thinned(all: readonly State[], most: number): readonly State[] {
  if (all.length <= most) return all
  const last = new Set(new Map(all.map((one) => [one.node, one])).values())
  const every = all.length / Math.max(1, most - last.size)
  return all.filter((one, index) => last.has(one) || Math.floor((index + 1) / every) > Math.floor(index / every))
}
