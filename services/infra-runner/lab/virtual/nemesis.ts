/** Faults by schedule: which, when and to whom follows from the seed alone, with times of peace between them. */
import type { Random } from '../../bank/random.ts'
import type { Skew } from './clock.ts'
import type { Nodes } from './cluster.ts'
import type { CrashOf } from './disk.ts'

export const faultKinds = [
  'halves',
  'one-alone',
  'primary-alone',
  'ring',
  'bridge',
  'one-way',
  'loss',
  'delay',
  'duplicate',
  'crash',
  'crash-primary',
  'crash-all',
  'crash-after-sending',
  'torn',
  'wipe',
  'pause',
  'skew',
  'skew-primary',
] as const
export type FaultKind = (typeof faultKinds)[number]

export interface Fault {
  readonly kind: FaultKind
  readonly fromMs: number
  readonly untilMs: number
  /** Decides who is hit. */
  readonly chance: number
}

export interface FaultReport extends Fault {
  /** What it did that can be counted: messages cut off, lost, late or doubled; nodes that went down or stood still. */
  effects: number
  readonly nodes: string[]
  /** Meant for the leader, it struck whoever was there: nobody said that they lead. */
  leaderless?: boolean
}

interface ScheduleOptions {
  readonly kinds: readonly FaultKind[]
  readonly fromMs: number
  readonly untilMs: number
}

/** One fault at a time, or two at once now and then; at least as long in peace. */
export function scheduleOf(random: Random, { kinds, fromMs, untilMs }: ScheduleOptions): readonly Fault[] {
  const faults: Fault[] = []
  let at = fromMs + random.int(200, 600)
  while (kinds.length > 0 && at < untilMs - 800) {
    const lasting = random.int(300, 1_500)
    const once = random.int(0, 3) > 0
    const struck = once ? [random.pick(kinds)] : [random.pick(kinds), random.pick(kinds)]
    const end = Math.min(at + lasting + (struck.some(isSkew) ? skewMoreMs : 0), untilMs)
    for (const kind of struck) {
      const chance = random.int(0, 999_999) / 1_000_000
      faults.push({ kind, fromMs: at, untilMs: end, chance })
      // A wrong clock alone shows little: something happens meanwhile, first of all to the same node.
      const beside = kinds.filter((other) => !isSkew(other))
      if (isSkew(kind) && beside.length > 0) faults.push({ kind: besideSkew(kind, beside) ?? random.pick(beside), fromMs: at, untilMs: end, chance })
    }
    at = Math.max(at + lasting, end) + random.int(500, 1_500)
  }
  return faults
}

/** Others have to go on without the node for a while, and clients to come back to it. */
const skewMoreMs = 1_500
const isSkew = (kind: FaultKind): boolean => kind.startsWith('skew')

function besideSkew(kind: FaultKind, kinds: readonly FaultKind[]): FaultKind | undefined {
  return kind === 'skew-primary' ? kinds.find((other) => other === 'primary-alone') : undefined
}

export function arrange(cluster: Nodes, faults: readonly Fault[]): readonly FaultReport[] {
  const reports = faults.map((fault): FaultReport => ({ ...fault, effects: 0, nodes: [] }))
  for (const report of reports) {
    cluster.at(report.fromMs, () => {
      const end = begin(cluster, report)
      cluster.at(report.untilMs, end)
    })
  }
  return reports
}

/** @returns what ends it. */
function begin(cluster: Nodes, report: FaultReport): () => void {
  const { ids, network } = cluster
  const { kind } = report
  const leader = aimed.has(kind) ? primaryOf(cluster) : undefined
  report.leaderless = aimed.has(kind) && leader === undefined
  const victim = leader ?? ids[Math.floor(report.chance * ids.length)] ?? ''
  if (kind === 'loss' || kind === 'delay' || kind === 'duplicate') return weather(cluster, report)
  if (kind === 'pause') {
    report.nodes.push(victim)
    report.effects += 1
    cluster.pause(victim)
    return () => cluster.resume(victim)
  }
  if (isSkew(kind)) return skew(cluster, report, victim)
  if (kind === 'crash-after-sending') {
    const before = cluster.fragile(0.05).died
    return () => {
      report.effects += cluster.fragile(0).died - before
    }
  }
  const how = crashes[kind]
  if (how !== undefined) {
    const victims = kind === 'crash-all' ? ids.filter((id) => cluster.isUp(id)) : [victim].filter((id) => cluster.isUp(id))
    for (const id of victims) cluster.crash(id, how)
    report.nodes.push(...victims)
    report.effects += victims.length
    return () => victims.forEach((id) => void cluster.restart(id))
  }
  const cut = cutOf(kind, { ids, victim, chance: report.chance })
  const before = network.weather.cut
  const cutBefore = network.counts.cut
  const own = (from: string, to: string): boolean => cut(from, to) || before(from, to)
  network.weather.cut = own
  report.nodes.push(victim)
  return () => {
    report.effects += network.counts.cut - cutBefore
    // Of two at once, the one that ends last clears both.
    network.weather.cut = network.weather.cut === own ? before : () => false
  }
}

/** Slower or faster than time, or set to an earlier or a later one: which, the chance decides. A leader believes for too long that it leads when its clock is behind. */
const skews: Readonly<Partial<Record<FaultKind, readonly Skew[]>>> = {
  skew: [
    { rate: 0.1, jumpMs: 0 },
    { rate: 8, jumpMs: 0 },
    { rate: 1, jumpMs: -400 },
    { rate: 1, jumpMs: 400 },
  ],
  'skew-primary': [
    { rate: 0.02, jumpMs: 0 },
    { rate: 1, jumpMs: -3_000 },
  ],
}

function skew(cluster: Nodes, report: FaultReport, victim: string): () => void {
  const all = skews[report.kind] ?? []
  const by = all[Math.floor(report.chance * 997) % all.length]
  if (by === undefined || !cluster.skew(victim, by)) return () => undefined
  report.nodes.push(victim)
  report.effects += 1
  return () => void cluster.skew(victim, undefined)
}

const crashes: Partial<Record<FaultKind, CrashOf>> = {
  crash: 'unsynced-lost',
  'crash-primary': 'unsynced-lost',
  'crash-all': 'unsynced-lost',
  torn: 'torn',
  wipe: 'wiped',
}

function weather({ network }: Nodes, report: FaultReport): () => void {
  const { kind } = report
  const [setting, value, counted] =
    kind === 'loss'
      ? (['loss', 0.2, 'lost'] as const)
      : kind === 'delay'
        ? (['delayMs', 300, 'delayed'] as const)
        : (['duplication', 0.25, 'duplicated'] as const)
  const before = network.counts[counted]
  network.weather[setting] = value
  return () => {
    network.weather[setting] = 0
    report.effects += network.counts[counted] - before
  }
}

const aimed: ReadonlySet<FaultKind> = new Set(['primary-alone', 'crash-primary', 'skew-primary'])

/** Whoever says that it leads, in the latest term of all. */
function primaryOf(cluster: Nodes): string | undefined {
  let best: { readonly id: string | undefined; readonly term: number } = { id: undefined, term: -1 }
  for (const id of cluster.ids) {
    const view = cluster.view(id) as { readonly role?: string; readonly term?: number } | undefined
    if (view?.role === 'leader' && (view.term ?? 0) > best.term) best = { id, term: view.term ?? 0 }
  }
  return best.id
}

function cutOf(
  kind: FaultKind,
  { ids, victim, chance }: { readonly ids: readonly string[]; readonly victim: string; readonly chance: number },
): (from: string, to: string) => boolean {
  const turn = Math.floor(chance * ids.length)
  const place = (id: string): number => (ids.indexOf(id) + turn) % ids.length
  const half = Math.floor(ids.length / 2)
  if (kind === 'one-way') return (chance * 10_000) % 2 < 1 ? (from) => from === victim : (_, to) => to === victim
  if (kind === 'halves') return (from, to) => place(from) < half !== place(to) < half
  if (kind === 'bridge') return (from, to) => place(from) !== half && place(to) !== half && place(from) < half !== place(to) < half
  if (kind === 'ring') return (from, to) => ![0, 1, ids.length - 1].includes((place(from) - place(to) + ids.length) % ids.length)
  return (from, to) => (from === victim) !== (to === victim)
}
