/** The last questions of a run, when all has healed: asked again as long as there is time for an answer, as anybody would who wants one. */
import { put, type Scene } from '../workloads/asking.ts'
import { isAnswer } from '../workloads/progress.ts'
import type { Ask, Workload } from '../workloads/workload.ts'
import type { Collected } from './collected.ts'
import { openSpan } from './given.ts'
import type { RealCluster } from './router.ts'

/** Of a cluster of processes. */
export interface RealScene extends Scene {
  readonly cluster: RealCluster
}

/** How long is waited for what, as time is given. */
export interface Waits {
  readonly initMs: number
  /** For an answer to each last question. */
  readonly lastMs: number
  /** From one try of a question to the next, where there is none. */
  readonly againMs: number
  /** In peace, before the last questions. */
  quietMs(workload: Pick<Workload, 'name'>): number
}

const convergingMs = 3_000
/** Enough for an election. */
const electingMs = 1_500
const converging: ReadonlySet<string> = new Set(['broadcast', 'broadcast-efficient', 'g-set', 'g-counter', 'pn-counter', 'kafka', 'leader-election'])
/** Each node answers by itself. */
const alone: ReadonlySet<string> = new Set(['echo', 'unique-ids'])

export const usualWaits: Waits = {
  initMs: 10_000,
  lastMs: 5_000,
  againMs: 2_000,
  /** What nodes agree on in the end needs a while in peace; what is agreed on with every answer needs a leader. */
  quietMs({ name }) {
    if (converging.has(name)) return convergingMs
    return alone.has(name) ? 300 : electingMs
  },
}

/** From one look whether there is an answer, or still time, to the next. */
const lookEveryMs = 20
/** Errors that stay: it is not supported, or malformed. */
const refusals = new Set(['10', '12'])
/** After an answer that is none. */
const pauseMs = 200

export interface Asking {
  readonly scene: RealScene
  readonly collected: Pick<Collected, 'wait' | 'mistake'>
  readonly waits: Waits
  /** How often each was asked, by its name. */
  readonly tries: Map<string, number>
}

/** Waits until so much is given, or something goes wrong. @returns whether it was given before nobody could wait for it any longer. */
export async function rest({ cluster }: Pick<RealScene, 'cluster'>, { collected, ms }: Resting): Promise<boolean> {
  const span = openSpan(cluster.demand)
  while (!span.isOver(ms) && collected.mistake() === undefined) await collected.wait(Math.max(lookEveryMs, ms - span.givenMs))
  return span.givenMs >= ms
}

interface Resting {
  readonly collected: Asking['collected']
  readonly ms: number
}

/** Settles when all are answered, or there is no time left. @returns whether those that were not were given their time. */
export async function askLast(asking: Asking): Promise<boolean> {
  const { cluster, workload } = asking.scene
  const nodes = cluster.ids.filter((id) => workload.finale === undefined || cluster.isUp(id))
  const ends = nodes.map(async (node) => {
    let areFair = true
    for (const [at, ask] of workload.last(node).entries())
      areFair = (await askUntilAnswered(asking, { ask, node, name: `last ${node} ${at}` })) && areFair
    return areFair
  })
  return (await Promise.all(ends)).every(Boolean)
}

interface Question {
  readonly ask: Ask
  readonly node: string
  readonly name: string
}

interface Try {
  isOver: boolean
  giveUp: () => void
}

/** Each try is somebody else's, as it is with clients; answers to earlier ones still count. */
async function askUntilAnswered({ scene, collected, waits, tries }: Asking, { ask, node, name }: Question): Promise<boolean> {
  const { cluster, history } = scene
  const whole = openSpan(cluster.demand)
  const open = new Set<Try>()
  let isAnswered = false
  while (!isAnswered && !whole.isOver(waits.lastMs) && collected.mistake() === undefined) {
    const number = tries.get(name) ?? 0
    tries.set(name, number + 1)
    const process = number === 0 ? name : `${name}.${number}`
    const one: Try = { isOver: false, giveUp: () => undefined }
    open.add(one)
    one.giveUp = put(scene, { ask, process, node, withinMs: Number.POSITIVE_INFINITY }, (kind) => {
      one.isOver = true
      open.delete(one)
      const error = history.at(-1)?.error
      isAnswered ||= kind === 'ok' || isAnswer(error) || refusals.has(error ?? '')
    })
    const span = openSpan(cluster.demand)
    const isDue = (): boolean => span.isOver(one.isOver ? pauseMs : waits.againMs) || whole.isOver(waits.lastMs)
    while (!isAnswered && !isDue() && collected.mistake() === undefined) await collected.wait(lookEveryMs)
  }
  for (const { giveUp } of [...open]) giveUp()
  return isAnswered || whole.givenMs >= waits.lastMs
}
