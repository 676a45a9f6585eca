/** What is told of a run: operations, faults, messages and figures, in the words of the screen and within bounds. */
import type { Operation } from '../history/operation.ts'
import type { LabFault, LabMessage, LabOperation, LabState, LabStatistics } from '../run.ts'
import type { FaultReport } from '../virtual/nemesis.ts'
import { type Moment, type State, thinned } from '../virtual/trace.ts'

const longestBody = 500

export function operationTold(operation: Operation, node: string): LabOperation {
  const { id, process, f, key = '', input, output, outcome, calledMs, returnedMs } = operation
  return {
    ...{ id, process, node, f, key, outcome, calledMs: rounded(calledMs) },
    asked: jsonOf(input),
    answered: outcome === 'ok' ? jsonOf(output) : '',
    returnedMs: Number.isFinite(returnedMs) ? rounded(returnedMs) : -1,
  }
}

function jsonOf(value: unknown): string {
  return (JSON.stringify(value ?? null) ?? 'null').slice(0, 4 * longestBody)
}

export function rounded(ms: number): number {
  return Math.round(ms * 100) / 100
}

/** Names of faults on the screen, by what was done. */
const screenNames: Readonly<Record<string, string>> = {
  halves: 'partition in halves',
  'one-alone': 'one node cut off',
  'primary-alone': 'the leader cut off',
  ring: 'partition as a ring',
  bridge: 'partition with a bridge',
  'one-way': 'cut in one direction',
  loss: 'messages lost',
  delay: 'messages late',
  duplicate: 'messages twice',
  crash: 'node killed',
  'crash-primary': 'leader killed',
  'crash-all': 'all nodes killed',
  'crash-after-sending': 'killed after sending',
  torn: 'killed, writes torn',
  wipe: 'killed, disk lost',
  pause: 'node paused',
  skew: 'a clock moved',
  'skew-primary': "the leader's clock moved",
}

/** What was meant for the leader where nobody leads. */
const leaderlessNames: Readonly<Record<string, string>> = {
  'primary-alone': 'one node cut off',
  'crash-primary': 'node killed',
  'skew-primary': 'a clock moved',
}

export function faultTold({ kind, nodes, fromMs, untilMs, effects, leaderless }: FaultReport): LabFault {
  return {
    name: (leaderless === true ? leaderlessNames[kind] : undefined) ?? screenNames[kind] ?? kind,
    nodes: [...nodes],
    fromMs: rounded(fromMs),
    untilMs: rounded(untilMs),
    effects,
  }
}

/** Each message with its first arrival. */
export function messagesTold(moments: readonly Moment[], most: number): readonly LabMessage[] {
  const told: { from: string; to: string; sentMs: number; arrivedMs: number; body: string }[] = []
  const places = new Map<number, number>()
  for (const { kind, at, node, peer = '', text = '', message = 0 } of moments) {
    if (kind === 'send' && told.length < most) {
      places.set(message, told.length)
      told.push({ from: node, to: peer, sentMs: rounded(at), arrivedMs: -1, body: text.slice(0, longestBody) })
      continue
    }
    const place = kind === 'receive' ? places.get(message) : undefined
    const one = place === undefined ? undefined : told[place]
    if (one !== undefined && one.arrivedMs < 0) one.arrivedMs = rounded(at)
  }
  return told
}

export function statesTold(states: readonly State[], most: number): readonly LabState[] {
  return thinned(states, most).map(({ at, node, text }) => ({ atMs: rounded(at), node, view: text.slice(0, 4 * longestBody) }))
}

interface Counted {
  readonly operations: readonly Operation[]
  readonly messages: number
  readonly bytes: number
  readonly latenciesMs: readonly number[]
  readonly faults: readonly { readonly effects: number }[]
}

export function statisticsTold({ operations, messages, bytes, latenciesMs, faults }: Counted): LabStatistics {
  const count = (outcome: Operation['outcome']): number => operations.filter((one) => one.outcome === outcome).length
  const at = (share: number): number => rounded(latenciesMs[Math.min(latenciesMs.length - 1, Math.floor(share * latenciesMs.length))] ?? 0)
  const ok = count('ok')
  return {
    ...{ operations: operations.length, ok, failed: count('fail'), unknown: count('info'), messages, bytes },
    availability: ok / Math.max(1, operations.length),
    messagesPerOperation: Math.round((100 * messages) / Math.max(1, operations.length)) / 100,
    ...{ medianMs: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: at(1) },
    faultsTaken: faults.filter(({ effects }) => effects > 0).length,
  }
}

/** Of each node, so that one that writes without end leaves room for the others. */
const mostLogs = 400

/** @returns what is kept of a line that a node wrote; undefined where it is one too many. */
export function openLogs(): (node: string, text: string) => string | undefined {
  const counts = new Map<string, number>()
  return (node, text) => {
    const count = (counts.get(node) ?? 0) + 1
    counts.set(node, count)
    if (count > mostLogs) return undefined
    return count === mostLogs ? 'what it wrote from here on is not kept' : text
  }
}
