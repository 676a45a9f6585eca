/** The faults that a design is tried with: what each is, where in a plan it strikes, and with what. */
import type { Blast, WireFault } from './blast.ts'
import type { LocalPlan, ProcessPlan, ProcessRole } from './local-plan.ts'

export interface Fault {
  readonly id: string
  readonly title: string
  /** What the design is asked by it. */
  readonly asks: string
  /** All at once; empty where the plan has nothing to strike. */
  readonly strikes: (plan: LocalPlan) => readonly Blast[]
}

function ofRole({ processes }: LocalPlan, ...roles: readonly ProcessRole[]): readonly ProcessPlan[] {
  return processes.filter(({ role }) => roles.includes(role))
}

function first(plan: LocalPlan, ...roles: readonly ProcessRole[]): readonly string[] {
  return ofRole(plan, ...roles)
    .slice(0, 1)
    .map(({ id }) => id)
}

function all(plan: LocalPlan, ...roles: readonly ProcessRole[]): readonly string[] {
  return ofRole(plan, ...roles).map(({ id }) => id)
}

/** Wires into what the ids name. */
function into({ wires }: LocalPlan, ids: readonly string[]): readonly string[] {
  return wires.filter(({ to }) => ids.includes(to)).map(({ id }) => id)
}

/** The zone that the first API replica is in, and everything in it. */
function struckZone(plan: LocalPlan): { readonly processes: readonly string[]; readonly databases: readonly string[]; readonly zone: string } {
  const zone = ofRole(plan, 'api')[0]?.zone ?? plan.processes[0]?.zone ?? ''
  return {
    zone,
    processes: plan.processes.filter((one) => one.zone === zone).map(({ id }) => id),
    databases: plan.databases.filter((one) => one.zone === zone).map(({ id }) => id),
  }
}

/** Wires from one zone into another; clients are in none. */
function acrossZone(plan: LocalPlan): readonly string[] {
  const { processes, databases } = struckZone(plan)
  const inside = new Set([...processes, ...databases])
  return plan.wires.filter(({ from, to }) => from !== 'client' && inside.has(from) !== inside.has(to)).map(({ id }) => id)
}

const databases = (plan: LocalPlan): readonly string[] => plan.databases.map(({ id }) => id)
const overWires = (wires: readonly string[], fault: WireFault): readonly Blast[] => (wires.length === 0 ? [] : [{ kind: 'wires', wires, fault }])
const onProcesses = (kind: 'pause' | 'roll' | 'burn' | 'hog' | 'flush', processes: readonly string[]): readonly Blast[] =>
  processes.length === 0 ? [] : [{ kind, processes }]
const killed = (processes: readonly string[], held = false): readonly Blast[] => (processes.length === 0 ? [] : [{ kind: 'kill', processes, held }])
/** Until a replica has noticed and taken over. */
const failoverMs = 1000
const crashed = (ids: readonly string[], failover: boolean): readonly Blast[] =>
  ids.length === 0 ? [] : [{ kind: 'crash-database', databases: ids, ...(failover ? { failoverMs } : {}) }]
const onQueue = (plan: LocalPlan, mode: 'duplicate' | 'reorder' | 'poison'): readonly Blast[] =>
  all(plan, 'queue').length === 0 ? [] : [{ kind: 'queue', processes: all(plan, 'queue'), mode }]

export const faults: readonly Fault[] = [
  {
    id: 'replica-killed',
    title: 'A service replica is killed',
    asks: 'Is there another one, and does traffic leave the dead one quickly?',
    strikes: (plan) => killed(first(plan, 'api')),
  },
  {
    id: 'replica-paused',
    title: 'A service replica stops answering, connections open',
    asks: 'Does anybody notice a replica that is there and says nothing?',
    strikes: (plan) => onProcesses('pause', first(plan, 'api')),
  },
  {
    id: 'rolling-restart',
    title: 'Service replicas restart one after another',
    asks: 'Can a new version go out while clients call?',
    strikes: (plan) => onProcesses('roll', all(plan, 'api')),
  },
  {
    id: 'balancer-killed',
    title: 'A load balancer is killed',
    asks: 'Is what makes everything redundant redundant itself?',
    strikes: (plan) => killed(first(plan, 'balancer')),
  },
  {
    id: 'zone-lost',
    title: 'A zone is lost',
    asks: 'Do replicas in another zone carry on?',
    strikes: (plan) => {
      const { zone, processes, databases: lost } = struckZone(plan)
      const taken = plan.databases.filter(({ id, standby }) => lost.includes(id) && standby.some((other) => other !== zone)).map(({ id }) => id)
      const away = lost.filter((id) => !taken.includes(id))
      return [...killed(processes, true), ...overWires(into(plan, away), { refuse: true }), ...crashed(taken, true)]
    },
  },
  {
    id: 'zone-partitioned',
    title: 'A zone is cut off from the others',
    asks: 'What does each side do without the other?',
    strikes: (plan) => overWires(acrossZone(plan), { blackHole: 'both' }),
  },
  {
    id: 'database-crashed',
    title: 'The database crashes and comes back',
    asks: 'Do connections come back by themselves?',
    strikes: (plan) => {
      const taken = plan.databases.filter(({ standby }) => standby.length > 0).map(({ id }) => id)
      const others = databases(plan).filter((id) => !taken.includes(id))
      return [...crashed(others, false), ...crashed(taken, true)]
    },
  },
  {
    id: 'database-paused',
    title: 'The database stops answering',
    asks: 'Is there a time-out before it?',
    strikes: (plan) => overWires(into(plan, databases(plan)), { blackHole: 'from' }),
  },
  {
    id: 'database-slow',
    title: 'The database answers 200 ms later',
    asks: 'Are there reads that do not need it?',
    strikes: (plan) => overWires(into(plan, databases(plan)), { latencyMs: 200, jitterMs: 50 }),
  },
  { id: 'cache-lost', title: 'The cache is killed', asks: 'Is the cache a help or a need?', strikes: (plan) => killed(all(plan, 'cache'), true) },
  {
    id: 'cache-stampede',
    title: 'The cache is emptied under load',
    asks: 'What does the database do when every read misses at once?',
    strikes: (plan) =>
      all(plan, 'cache').length === 0 ? [] : [...onProcesses('flush', all(plan, 'cache')), { kind: 'traffic', times: 3, reconnect: false }],
  },
  {
    id: 'cache-slow',
    title: 'The cache answers 300 ms later',
    asks: 'Is a slow cache worse than none?',
    strikes: (plan) => overWires(into(plan, all(plan, 'cache')), { latencyMs: 300, jitterMs: 50 }),
  },
  {
    id: 'queue-lost',
    title: 'The queue is killed',
    asks: 'Are messages lost, and do writers wait?',
    strikes: (plan) => killed(all(plan, 'queue'), true),
  },
  {
    id: 'worker-killed',
    title: 'A worker is killed with work in hand',
    asks: 'Is the work done by another one?',
    strikes: (plan) => killed(first(plan, 'worker')),
  },
  {
    id: 'link-slow',
    title: 'Calls to one replica take 300 ms more',
    asks: 'Is there a time-out, and a second try elsewhere?',
    strikes: (plan) => overWires(into(plan, first(plan, 'api')), { latencyMs: 300, jitterMs: 100 }),
  },
  {
    id: 'link-flaky',
    title: 'A third of connections to a replica are reset',
    asks: 'Is what failed tried again where that is safe?',
    strikes: (plan) => overWires(into(plan, first(plan, 'api')), { resetRate: 0.3 }),
  },
  {
    id: 'link-black-hole',
    title: 'A link to a replica swallows everything',
    asks: 'Does anybody wait for ever?',
    strikes: (plan) => overWires(into(plan, first(plan, 'api')), { blackHole: 'both' }),
  },
  {
    id: 'partition-one-way',
    title: 'A replica is heard, and hears nothing',
    asks: 'Do health checks see half of a broken link?',
    strikes: (plan) => overWires(into(plan, first(plan, 'api')), { blackHole: 'to' }),
  },
  {
    id: 'partition-from-database',
    title: 'Services cannot reach the database',
    asks: 'What can still be answered?',
    strikes: (plan) => overWires(into(plan, databases(plan)), { blackHole: 'both' }),
  },
  {
    id: 'bandwidth-limited',
    title: 'Answers of the services are squeezed to 20 kB/s',
    asks: 'How much is sent that nobody needs?',
    strikes: (plan) => overWires(into(plan, all(plan, 'api')), { bytesPerSecond: 20_000 }),
  },
  {
    id: 'pool-exhausted',
    title: 'The database takes one connection only',
    asks: 'Is there an order in waiting for a connection?',
    strikes: (plan) => (databases(plan).length === 0 ? [] : [{ kind: 'limit-connections', databases: databases(plan), connections: 1 }]),
  },
  {
    id: 'processor-busy',
    title: "A neighbour takes a replica's processor",
    asks: 'Does a slow replica get less to do?',
    strikes: (plan) => onProcesses('burn', first(plan, 'api')),
  },
  {
    id: 'memory-full',
    title: 'A replica runs out of memory',
    asks: 'Is it replaced, and who has its requests?',
    strikes: (plan) => onProcesses('hog', first(plan, 'api')),
  },
  {
    id: 'traffic-spike',
    title: 'Five times the traffic',
    asks: 'Is what cannot be done refused quickly?',
    strikes: () => [{ kind: 'traffic', times: 5, reconnect: false }],
  },
  {
    id: 'thundering-herd',
    title: 'All clients connect again at once',
    asks: 'Does everything survive its own return?',
    strikes: () => [{ kind: 'traffic', times: 2, reconnect: true }],
  },
  {
    id: 'retry-storm',
    title: 'Replicas fail half of the time while clients retry',
    asks: 'Do retries make it worse?',
    strikes: (plan) => [...overWires(into(plan, all(plan, 'api')), { resetRate: 0.5 }), { kind: 'traffic', times: 1, reconnect: false, retries: 3 }],
  },
  {
    id: 'poison-message',
    title: 'A message that nobody can handle',
    asks: 'Does one message hold up all others?',
    strikes: (plan) => onQueue(plan, 'poison'),
  },
  {
    id: 'duplicate-delivery',
    title: 'Every message comes twice',
    asks: 'Does anything happen twice?',
    strikes: (plan) => onQueue(plan, 'duplicate'),
  },
  {
    id: 'out-of-order',
    title: 'Messages come in another order',
    asks: 'Does anything need an order that nobody gives?',
    strikes: (plan) => onQueue(plan, 'reorder'),
  },
]
