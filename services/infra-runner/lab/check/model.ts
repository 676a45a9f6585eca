/** What a correct object does when one operation comes after another: register, set, queue and lock. */
import type { Operation } from '../history/operation.ts'

export interface Model {
  readonly name: string
  readonly initial: unknown
  /** The state after the operation, or `illegal`. An operation that nobody knows about has no output: it does what it can, at worst nothing. */
  step(state: unknown, operation: Operation): unknown
  /** Equal for equal states only. */
  keyOf(state: unknown): string
  /** Equal for operations that do the same in every state. */
  classOf(operation: Operation): string
  /** Values that the operation writes or asks for; where two operations share none and neither can be told from the other's absence, one can be left out. */
  touches(operation: Operation): readonly string[]
}

export const illegal = Symbol('illegal')

/** In no state does it change anything. */
export function onlyAnswers({ f }: Operation): boolean {
  return f === 'read' || f === 'contains'
}

/** Cheap for what programs mostly store. */
export function textOf(value: unknown): string {
  if (typeof value === 'number') return `${value}`
  return value === undefined ? 'null' : JSON.stringify(value)
}

/** `read` answers the value (null: none), `write` takes one, `cas` takes [from, to]. */
export const register: Model = {
  name: 'register',
  initial: 'null',
  step(state, { f, input, output, outcome }) {
    if (f === 'write') return textOf(input)
    if (f === 'cas') {
      const [from, to] = pairOf(input)
      if (state === textOf(from)) return textOf(to)
      return outcome === 'ok' ? illegal : state
    }
    return outcome !== 'ok' || state === textOf(output) ? state : illegal
  },
  keyOf: String,
  classOf({ f, input, output, outcome }) {
    if (f === 'write') return `w${textOf(input)}`
    if (f === 'cas') return `${outcome === 'ok' ? 'c' : 'p'}${textOf(input)}`
    return outcome === 'ok' ? `r${textOf(output)}` : 'r?'
  },
  touches({ f, input, output }) {
    if (f === 'write') return [textOf(input)]
    return f === 'cas' ? pairOf(input).map(textOf) : [textOf(output)]
  },
}

/** `add` and `remove` take an element, `contains` takes one and answers whether it is there, `read` answers all. */
export const set: Model = {
  name: 'set',
  initial: [],
  step(state, { f, input, output, outcome }) {
    const elements = state as readonly string[]
    const element = textOf(input)
    if (f === 'add') return elements.includes(element) ? state : [...elements, element].sort()
    if (f === 'remove') return elements.includes(element) ? elements.filter((other) => other !== element) : state
    if (outcome !== 'ok') return state
    if (f === 'contains') return elements.includes(element) === output ? state : illegal
    return keyOfAll(listOf(output).map(textOf).sort()) === keyOfAll(elements) ? state : illegal
  },
  keyOf: (state) => keyOfAll(state as readonly string[]),
  classOf: classOfAny,
  touches: ({ f, input, output }) => (f === 'read' ? listOf(output).map(textOf) : [textOf(input)]),
}

/** First in, first out: `enqueue` takes a value, `dequeue` answers one, or null where there is none. */
export const queue: Model = {
  name: 'queue',
  initial: [],
  step(state, { f, input, output, outcome }) {
    const waiting = state as readonly string[]
    if (f === 'enqueue') return [...waiting, textOf(input)]
    const [first = 'null', ...others] = waiting
    return outcome !== 'ok' || first === textOf(output) ? others : illegal
  },
  keyOf: (state) => keyOfAll(state as readonly string[]),
  classOf: classOfAny,
  touches: ({ f, input, output }) => [textOf(f === 'enqueue' ? input : output)],
}

/** `acquire` and `release` by the holder that is their input; each is ok only if it was possible. */
export const lock: Model = {
  name: 'lock',
  initial: 'null',
  step(state, { f, input, outcome }) {
    const holder = textOf(input)
    const possible = f === 'acquire' ? state === 'null' : state === holder
    if (possible) return f === 'acquire' ? holder : 'null'
    return outcome === 'ok' ? illegal : state
  },
  keyOf: String,
  classOf: ({ f, input, outcome }) => `${f} ${textOf(input)} ${outcome}`,
  touches: ({ input }) => [textOf(input)],
}

function classOfAny({ f, input, output, outcome }: Operation): string {
  return outcome === 'ok' ? `${f} ${textOf(input)} ${textOf(output)}` : `${f} ${textOf(input)} ?`
}

function keyOfAll(texts: readonly string[]): string {
  return texts.join('\n')
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function pairOf(value: unknown): readonly [unknown, unknown] {
  const [from, to] = listOf(value)
  return [from, to]
}
