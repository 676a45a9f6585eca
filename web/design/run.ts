/** What a screen knows of a submission from what it was told: its state, and what was found out, in order. */
import type { News, Submission, TrialEvent } from '../api/design.ts'
import type { State } from './diagram.tsx'

export interface RunState {
  readonly submission: Submission | undefined
  readonly events: readonly TrialEvent[]
  readonly gone: boolean
  readonly error: Error | undefined
}

export const begin: RunState = { submission: undefined, events: [], gone: false, error: undefined }

export type Telling =
  | { readonly kind: 'told'; readonly told: Submission | News | 'gone' }
  | { readonly kind: 'failed'; readonly error: Error }
  | { readonly kind: 'anew' }

export function told(state: RunState, telling: Telling): RunState {
  if (telling.kind === 'anew') return begin
  if (telling.kind === 'failed') return { ...state, error: telling.error }
  const one = telling.told
  if (one === 'gone') return { ...state, gone: true }
  if (!('seq' in one)) return { ...state, submission: one }
  // A trial that begins again forgets what the one that died had found out.
  if (one.event.kind === 'trial') return { ...state, events: [one.event] }
  return { ...state, events: [...state.events, one.event] }
}

export const ofKind = (events: readonly TrialEvent[], kind: TrialEvent['kind'], measure?: string): readonly TrialEvent[] =>
  events.filter((event) => event.kind === kind && (measure === undefined || event.measure === measure))

/** The fault that is at work now. */
export function faultNow(events: readonly TrialEvent[]): TrialEvent | undefined {
  const last = ofKind(events, 'chaos').at(-1)
  return last?.measure === 'begun' ? last : undefined
}

/** `api-2` and `lb-1--api-2` are about `api`. */
export function componentsOf(struck: readonly string[], ids: ReadonlySet<string>): readonly string[] {
  return [...new Set(struck.map((one) => one.split('--').at(-1) ?? one).map((one) => (ids.has(one) ? one : one.replace(/-\d+$/, ''))))].filter(
    (one) => ids.has(one),
  )
}

/** What each component came through so far, the worst counts; and what is struck now. */
export function statesOf(events: readonly TrialEvent[], ids: ReadonlySet<string>): ReadonlyMap<string, State> {
  const states = new Map<string, State>()
  for (const { struck = [], held } of ofKind(events, 'chaos', 'result'))
    for (const id of componentsOf(struck, ids)) if (held === false || states.get(id) !== 'broke') states.set(id, held === false ? 'broke' : 'held')
  for (const id of componentsOf(faultNow(events)?.struck ?? [], ids)) states.set(id, 'struck')
  return states
}
