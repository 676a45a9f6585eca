/** Operations on one object, numbered for the search: states and steps become small numbers, looked up once and remembered. */
import type { Operation } from '../history/operation.ts'
import { illegal, type Model, onlyAnswers } from './model.ts'

export interface Partition {
  /** Those that certainly happened, in the order of their calls. */
  readonly certain: readonly Operation[]
  /** Those that perhaps happened, in the order of their calls. */
  readonly pending: readonly Operation[]
  /** For each pending one the one before it that does the same, or -1: they are taken in this order, as any other is the same. */
  readonly sameBefore: Int32Array
  readonly states: States
  readonly initial: number
  /** When each was called, and 1 where it changes nothing; the certain ones first. */
  readonly calledAt: Float64Array
  readonly onlyAnswers: Uint8Array
}

/** One for each key, operations without an effect and without an answer left out. */
export function partitionsOf(operations: readonly Operation[], model: Model): readonly Partition[] {
  const byKey = new Map<string | undefined, Operation[]>()
  for (const operation of operations) {
    if (operation.outcome === 'fail') continue
    const found = byKey.get(operation.key)
    if (found === undefined) byKey.set(operation.key, [operation])
    else found.push(operation)
  }
  return [...byKey.values()].map((own) => partitionOf(own, model))
}

export function partitionOf(operations: readonly Operation[], model: Model): Partition {
  const certain: Operation[] = []
  const pending: Operation[] = []
  for (const operation of operations) {
    if (operation.outcome === 'ok') certain.push(operation)
    else if (operation.outcome === 'info' && !onlyAnswers(operation)) pending.push(operation)
  }
  const sameBefore = new Int32Array(pending.length).fill(-1)
  const lastOf = new Map<string, number>()
  for (const [index, operation] of pending.entries()) {
    const name = model.classOf(operation)
    sameBefore[index] = lastOf.get(name) ?? -1
    lastOf.set(name, index)
  }
  const all = [...certain, ...pending]
  const states = statesOf(all, model)
  return {
    certain,
    pending,
    sameBefore,
    calledAt: new Float64Array(all.map((operation) => operation.calledAt)),
    onlyAnswers: new Uint8Array(all.map((operation) => (onlyAnswers(operation) ? 1 : 0))),
    states,
    initial: numbered(states, model.initial),
  }
}

const unknown = -2

/** States are numbered as they are met; what each kind of operation makes of each is asked of the model once. */
interface States {
  readonly model: Model
  readonly operations: readonly Operation[]
  /** The kind of each operation, and how many kinds there are. */
  readonly kindOf: Int32Array
  readonly kinds: number
  readonly known: unknown[]
  readonly idOf: Map<string, number>
  /** A row of next states for each state. */
  next: Int32Array
}

function statesOf(operations: readonly Operation[], model: Model): States {
  const idOfKind = new Map<string, number>()
  const kindOf = new Int32Array(operations.length)
  for (let index = 0; index < operations.length; index += 1) {
    const operation = operations[index]
    if (operation === undefined) continue
    const name = model.classOf(operation)
    const id = idOfKind.get(name) ?? idOfKind.size
    if (id === idOfKind.size) idOfKind.set(name, id)
    kindOf[index] = id
  }
  const kinds = idOfKind.size
  return { model, operations, kindOf, kinds, known: [], idOf: new Map(), next: new Int32Array(8 * kinds).fill(unknown) }
}

/** The next state, or -1 where the operation cannot come now; operations are numbered, the certain ones first. */
export function stepFrom({ states }: Partition, state: number, operation: number): number {
  const place = state * states.kinds + (states.kindOf[operation] ?? 0)
  const known = states.next[place] ?? unknown
  return known === unknown ? askedStep(states, { state, operation, place }) : known
}

function askedStep(
  states: States,
  { state, operation, place }: { readonly state: number; readonly operation: number; readonly place: number },
): number {
  const asked = states.operations[operation]
  if (asked === undefined) return -1
  const next = states.model.step(states.known[state], asked)
  const id = next === illegal ? -1 : numbered(states, next)
  states.next[place] = id
  return id
}

function numbered(states: States, state: unknown): number {
  const text = states.model.keyOf(state)
  const known = states.idOf.get(text)
  if (known !== undefined) return known
  const id = states.known.push(state) - 1
  states.idOf.set(text, id)
  if (states.known.length * states.kinds > states.next.length) {
    const larger = new Int32Array(2 * states.next.length).fill(unknown)
    larger.set(states.next)
    states.next = larger
  }
  return id
}
