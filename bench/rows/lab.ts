/** The lab: how many operations its checkers judge and how much time its simulator passes in a second of the processor. */
import { randomFrom } from '../../services/infra-runner/bank/random.ts'
import { linearizable } from '../../services/infra-runner/lab/check/linearizable.ts'
import { register } from '../../services/infra-runner/lab/check/model.ts'
import { listAppend } from '../../services/infra-runner/lab/check/transactions/list-append.ts'
import { firstFound } from '../../services/infra-runner/lab/mutants/caught.ts'
import { start } from '../../services/infra-runner/lab/nodes/raft.ts'
import { run } from '../../services/infra-runner/lab/workloads/run.ts'
import { raftKv } from '../../services/infra-runner/lab/workloads/stored.ts'
import { suites } from '../../services/infra-runner/lab/workloads/suites.ts'
import type { Row } from '../row.ts'
import { concurrent, registerOf, type Subject } from './lab-histories.ts'

const keys = 100
const perKey = 1_000
const transactions = 100_000

export function labRows(): Row[] {
  const registers = Array.from({ length: keys }, (_, key) => concurrent(perKey, key, registerOf(key))).flat()
  const lists = concurrent(transactions, 7, listsOf())
  const steps = registers.length / 200_000
  const never = { expired: () => false }
  const checking = cpuSeconds(() => mustBeValid(linearizable(registers, register, never).kind))
  const cycles = cpuSeconds(() => mustBeValid(listAppend(lists, { strict: true }).kind))
  let simulatedMs = 0
  const simulating = cpuSeconds(() => {
    for (let seed = 1; seed <= 4; seed += 1) {
      const report = run(raftKv, start, { seed, clients: 8, durationMs: 15_000 })
      mustBeValid(report.verdict.kind)
      simulatedMs += report.simulatedMs
    }
  })
  const { length: scenarios } = suites.raft.scenarios
  const seeds = Array.from({ length: 20 }, (_, at) => at + 1)
  const suite = cpuSeconds(() => mustBeValid(firstFound(suites.raft, start, { seeds, durationMs: 5_000 })?.anomaly.name ?? 'valid'))
  return [
    {
      name: `Lab: ${registers.length} operations over ${keys} keys judged linearizable, CPU`,
      measured: checking,
      unit: 's',
      atMost: steps,
      note: `${Math.round(registers.length / checking)} operations a CPU-second`,
    },
    { name: `Lab: ${transactions} transactions judged strictly serializable, CPU`, measured: cycles, unit: 's', atMost: 3 },
    {
      name: 'Lab: CPU of a simulated second, 5 Raft nodes, 8 clients, faults, verdict',
      measured: (simulating / simulatedMs) * 1_000_000,
      unit: 'ms',
      atMost: 10,
      note: `${Math.round(simulatedMs / 1_000 / simulating)} simulated seconds a CPU-second`,
    },
    {
      name: 'Lab: the full suite of Raft, CPU',
      measured: suite,
      unit: 's',
      atMost: 60,
      note: `${scenarios} scenarios, ${seeds.length} seeds of ${suites.raft.workloads.length} workloads`,
    },
  ]
}

function mustBeValid(kind: string): void {
  if (kind !== 'valid') throw new Error(`a right history was judged ${kind}`)
}

function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000_000
}

type Step = [f: string, key: string, value: unknown]

function listsOf(): Subject {
  const random = randomFrom(1)
  const lists = new Map<string, readonly number[]>()
  const counts = new Map<string, number>()
  let oldest = 0
  let written = 0
  const step = (): Step => {
    const key = `k${oldest + random.int(0, 9)}`
    if (random.int(0, 1) === 0) return ['r', key, null]
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    if (count >= 16) oldest += 1
    written += 1
    return ['append', key, written]
  }
  return {
    ask: () => ({ f: 'txn', key: undefined, input: Array.from({ length: random.int(1, 4) }, step) }),
    answer: ({ input }) => ({
      output: (input as Step[]).map(([f, key, value]) => {
        const list = lists.get(key) ?? []
        if (f === 'append') lists.set(key, [...list, Number(value)])
        return [f, key, f === 'append' ? value : list]
      }),
    }),
  }
}
