/** The services that nodes may ask, as Maelstrom has them: seq-kv, lin-kv and lww-kv keep values by keys, lin-tso gives timestamps. */
import type { Body } from '../virtual/node.ts'

export interface Service {
  /** @returns the answer, without what it answers to. */
  ask(client: string, body: Body): Body
}

type Values = ReadonlyMap<string, unknown>

const rememberedStates = 32
const lastWriterReplicas = 2

export function openServices(random: () => number): ReadonlyMap<string, Service> {
  return new Map([
    ['lin-kv', linearizable()],
    ['seq-kv', sequential(random)],
    ['lww-kv', lastWriterWins(random)],
    ['lin-tso', timestamps()],
  ])
}

function error(code: number, text: string): Body {
  return { type: 'error', code, text }
}

interface Done {
  readonly values: Values
  readonly answer: Body
}

/** Values are compared as they are written: by their JSON, with keys in any order. */
function applied(values: Values, body: Body): Done {
  const key = keyOf(body.key)
  const answered = (answer: Body): Done => ({ values, answer })
  const set = (value: unknown, answer: Body): Done => ({ values: new Map(values).set(key, value), answer })
  if (body.key === undefined) return answered(error(12, `${body.type} needs a key`))
  if (body.type === 'read') return answered(values.has(key) ? { type: 'read_ok', value: values.get(key) } : error(20, 'no such key'))
  if (body.type === 'write') return set(body.value, { type: 'write_ok' })
  if (body.type !== 'cas') return answered(error(10, `there is no ${body.type} here`))
  if (!values.has(key)) return body.create_if_not_exists === true ? set(body.to, { type: 'cas_ok' }) : answered(error(20, 'no such key'))
  if (keyOf(values.get(key)) !== keyOf(body.from)) return answered(error(22, `it is ${JSON.stringify(values.get(key))}`))
  return set(body.to, { type: 'cas_ok' })
}

function keyOf(value: unknown): string {
  const sorted = (_: string, inner: unknown): unknown =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner
  return JSON.stringify(value ?? null, sorted)
}

/** One copy, changed in place: a fresh map for each write would cost more the more it holds. */
function linearizable(): Service {
  const values = new Map<string, unknown>()
  return {
    ask(_client, body) {
      const { values: after, answer } = applied(values, body)
      if (after !== values) values.set(keyOf(body.key), after.get(keyOf(body.key)))
      return answer
    },
  }
}

/** Reads may be of an earlier state, but of none that is earlier than what the same client has seen. */
function sequential(random: () => number): Service {
  const states: Values[] = [new Map()]
  let forgotten = 0
  const seen = new Map<string, number>()
  return {
    ask(client, body) {
      const last = forgotten + states.length - 1
      const least = Math.max(forgotten, seen.get(client) ?? 0)
      const at = body.type === 'read' ? least + Math.floor(random() * (last - least + 1)) : last
      const { values, answer } = applied(states[at - forgotten] ?? new Map(), body)
      if (values !== states[at - forgotten]) {
        states.push(values)
        if (states.length > rememberedStates) {
          states.shift()
          forgotten += 1
        }
        seen.set(client, forgotten + states.length - 1)
      } else seen.set(client, at)
      return answer
    },
  }
}

interface Copy {
  readonly stamps: Map<string, readonly [stamp: number, replica: number]>
  values: Values
}

/** Copies that learn of each other's writes now and then; of two writes the later stays, by clocks that need not agree. */
function lastWriterWins(random: () => number): Service {
  const copies: readonly Copy[] = Array.from({ length: lastWriterReplicas }, () => ({ values: new Map(), stamps: new Map() }))
  let clock = 0
  const merge = (into: Copy, from: Copy): void => {
    for (const [key, value] of from.values) {
      const [theirs, theirReplica] = from.stamps.get(key) ?? [0, 0]
      const [ours, ourReplica] = into.stamps.get(key) ?? [-1, 0]
      if (theirs < ours || (theirs === ours && theirReplica <= ourReplica)) continue
      into.values = new Map(into.values).set(key, value)
      into.stamps.set(key, [theirs, theirReplica])
    }
  }
  return {
    ask(_client, { create_if_not_exists: _, ...body }) {
      const replica = Math.floor(random() * copies.length)
      const copy = copies[replica]
      const other = copies[Math.floor(random() * copies.length)]
      if (copy === undefined || other === undefined) return error(13, 'no replica')
      clock += 1
      const { values, answer } = applied(copy.values, body as Body)
      if (values !== copy.values) {
        copy.values = values
        copy.stamps.set(keyOf(body.key), [clock, replica])
      }
      merge(other, copy)
      return answer
    },
  }
}

function timestamps(): Service {
  let next = 0
  return {
    ask(_client, { type }) {
      if (type !== 'ts') return error(10, `there is no ${type} here`)
      next += 1
      return { type: 'ts_ok', ts: next - 1 }
    },
  }
}
