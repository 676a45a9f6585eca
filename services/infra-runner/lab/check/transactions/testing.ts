/** Small random histories of transactions, some of them not isolated as they should be, and the verdict by trying every order. */
import fc from 'fast-check'
import type { HistoryEvent, Operation, Outcome } from '../../history/operation.ts'
import { textOf } from '../model.ts'
import type { Step } from './transaction.ts'

interface Turn {
  readonly process: number
  readonly steps: readonly { readonly writes: boolean; readonly key: number }[]
  /** 0: nobody knows, 1: aborted, 2: aborted but applied, 3: sees an old state, 4: sees the state of its call, else as it should be. */
  readonly luck: number
}

export const transactionTurns = fc.array(
  fc.record({
    process: fc.nat(2),
    steps: fc.array(fc.record({ writes: fc.boolean(), key: fc.nat(1) }), { minLength: 1, maxLength: 3 }),
    luck: fc.nat(14),
  }),
  { minLength: 6, maxLength: 18, size: 'max' },
)

type State = Readonly<Record<string, readonly number[]>>
interface Running {
  readonly turn: Turn
  readonly asked: readonly Step[]
  readonly seen: State
  readonly answer?: readonly Step[]
}

/** `write` is 'append' or 'w'; a register is the last element of its list. */
export function transactionHistory(turns: readonly Turn[], write: 'append' | 'w'): readonly HistoryEvent[] {
  const events: HistoryEvent[] = []
  const running = new Map<number, Running>()
  const states: State[] = [{}]
  let written = 0
  for (const [timeMs, turn] of turns.entries()) {
    const event = { process: `c${turn.process}`, f: 'txn', timeMs }
    const begun = running.get(turn.process)
    if (begun === undefined) {
      const asked = turn.steps.map(({ writes, key }): Step => (writes ? [write, `k${key}`, ++written] : ['r', `k${key}`, null]))
      running.set(turn.process, { turn, asked, seen: states.at(-1) ?? {} })
      events.push({ ...event, kind: 'invoke', value: asked })
    } else if (begun.answer === undefined) {
      running.set(turn.process, { ...begun, answer: answered(begun.asked, seenBy(begun, states), write) })
      if (begun.turn.luck !== 1) states.push(applied(begun.asked, states.at(-1) ?? {}))
    } else {
      running.delete(turn.process)
      events.push({ ...event, kind: endOf(begun.turn), value: begun.answer })
    }
  }
  return events
}

function seenBy({ turn: { luck }, seen }: Running, states: readonly State[]): State {
  if (luck === 4) return seen
  return (luck === 3 ? states[0] : states.at(-1)) ?? {}
}

function endOf({ luck }: Turn): Outcome {
  if (luck === 0) return 'info'
  return luck < 3 ? 'fail' : 'ok'
}

function answered(steps: readonly Step[], state: State, write: 'append' | 'w'): readonly Step[] {
  let own = state
  return steps.map((step): Step => {
    const [f, key] = step
    const list = own[key] ?? []
    if (f === 'r') return ['r', key, write === 'append' ? list : (list.at(-1) ?? null)]
    own = applied([step], own)
    return step
  })
}

function applied(steps: readonly Step[], state: State): State {
  const own: Record<string, readonly number[]> = { ...state }
  for (const [f, key, value] of steps) if (f !== 'r') own[key] = [...(own[key] ?? []), Number(value)]
  return own
}

export function canBeSerial(
  operations: readonly Operation[],
  { strict, write }: { readonly strict: boolean; readonly write: 'append' | 'w' },
): boolean {
  const real = operations.filter(({ outcome }) => outcome !== 'fail')
  return tryAll(real, {}, { strict, write })
}

function tryAll(left: readonly Operation[], state: State, how: { readonly strict: boolean; readonly write: 'append' | 'w' }): boolean {
  if (left.every(({ outcome }) => outcome === 'info')) return true
  const until = how.strict ? Math.min(...left.map(({ returnedAt }) => returnedAt)) : Number.POSITIVE_INFINITY
  return left.some((operation) => {
    if (operation.calledAt > until) return false
    const asked = operation.input as readonly Step[]
    const agrees = operation.outcome === 'info' || textOf(answered(asked, state, how.write)) === textOf(operation.output)
    return (
      agrees &&
      tryAll(
        left.filter((other) => other !== operation),
        applied(asked, state),
        how,
      )
    )
  })
}
