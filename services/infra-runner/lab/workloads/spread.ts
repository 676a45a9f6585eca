/** Workloads without consensus: echo, unique ids, broadcast, grow-only set, counters and the log. */
import { counter } from '../check/counter.ts'
import { elementsOf } from '../check/elements.ts'
import { log } from '../check/log.ts'
import { echoes, uniqueIds } from '../check/unique.ts'
import type { FaultKind } from '../virtual/nemesis.ts'
import type { Ask, Asking, Workload } from './workload.ts'

const network: readonly FaultKind[] = ['halves', 'one-alone', 'ring', 'bridge', 'one-way', 'loss', 'delay', 'duplicate', 'pause']
const survived: readonly FaultKind[] = [...network, 'crash', 'crash-all', 'crash-after-sending', 'torn']

function ask(f: string, value: unknown, fields: Readonly<Record<string, unknown>> = {}): Ask {
  return { f, value, body: { type: f, ...fields } }
}

const plain = {
  faults: survived,
  nodes: 5,
  last: () => [],
  harmless: new Set(['read', 'final', 'poll', 'list_committed_offsets', 'echo', 'generate']),
}

export const echo: Workload = {
  ...plain,
  name: 'echo',
  ask:
    () =>
    ({ next }) => {
      const said = `say ${next()}`
      return ask('echo', said, { echo: said })
    },
  last: () => [ask('echo', 'the end', { echo: 'the end' })],
  answer: (_, body) => body.echo,
  check: echoes,
}

export const uniqueId: Workload = {
  ...plain,
  name: 'unique-ids',
  ask: () => () => ask('generate', null),
  last: () => [ask('generate', null)],
  answer: (_, body) => body.id,
  check: uniqueIds,
}

export const broadcast: Workload = {
  ...plain,
  name: 'broadcast',
  ask:
    () =>
    ({ random, next }) => {
      if (random.int(0, 1) === 0) return ask('read', null)
      const message = next()
      return ask('broadcast', message, { message })
    },
  last: () => [ask('read', null)],
  answer: (_, body) => body.messages,
  check: (operations) => elementsOf(operations, { adds: 'broadcast', reads: 'read' }).verdict,
}

export const growSet: Workload = {
  ...plain,
  name: 'g-set',
  ask:
    () =>
    ({ random, next }) => {
      if (random.int(0, 1) === 0) return ask('read', null)
      const element = next()
      return ask('add', element, { element })
    },
  last: () => [ask('read', null)],
  answer: (_, body) => body.value,
  check: (operations) => elementsOf(operations, { adds: 'add', reads: 'read' }).verdict,
}

function counting(name: string, least: number): Workload {
  return {
    ...plain,
    name,
    ask:
      () =>
      ({ random }: Asking) => {
        if (random.int(0, 2) === 0) return ask('read', null)
        const delta = random.int(least, 5)
        return ask('add', delta, { delta })
      },
    last: () => [{ f: 'final', value: null, body: { type: 'read' } }],
    answer: (_, body) => body.value,
    check: counter,
  }
}

export const growCounter = counting('g-counter', 0)
export const counterBothWays = counting('pn-counter', -5)

const keys = ['a', 'b', 'c']

export const keptLog: Workload = {
  ...plain,
  name: 'kafka',
  ask: () => {
    const places = new Map<string, number>()
    return ({ random, client, next }) => {
      const key = random.pick(keys)
      const dice = random.int(0, 9)
      if (dice < 5) {
        const msg = next()
        return ask('send', { key, msg }, { key, msg })
      }
      const place = `${client} ${key}`
      if (dice === 8) return ask('commit_offsets', { [key]: places.get(place) ?? 0 }, { offsets: { [key]: places.get(place) ?? 0 } })
      if (dice === 9) return ask('list_committed_offsets', keys, { keys })
      const from = random.int(0, 3) === 0 ? 0 : (places.get(place) ?? 0)
      places.set(place, from + random.int(0, 5))
      return ask('poll', { [key]: from }, { offsets: { [key]: from } })
    }
  },
  last: () => [ask('poll', Object.fromEntries(keys.map((key) => [key, 0])), { offsets: Object.fromEntries(keys.map((key) => [key, 0])) })],
  answer: (f, body) => (f === 'send' ? body.offset : f === 'poll' ? body.msgs : body.offsets),
  check: log,
}
