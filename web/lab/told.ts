/** What a run has told so far, put in order for the screen. */
import type { Told } from '../api/lab.ts'
import type { Fault, LabEvent, Message, Operation, Run, State, Statistics, Verdict } from './lab.ts'

export interface Log {
  readonly atMs: number
  readonly node: string
  readonly text: string
}

/** What the space-time diagram draws: of a whole run, or of the smallest one that goes wrong. */
export interface Scene {
  readonly nodes: readonly string[]
  readonly totalMs: number
  readonly operations: readonly Operation[]
  readonly messages: readonly Message[]
  readonly faults: readonly Fault[]
  readonly states: readonly State[]
  readonly blamed: ReadonlySet<number>
}

export interface Course {
  readonly run: Run | undefined
  /** Where the stream goes on. */
  readonly after: string
  readonly attempt: number
  readonly virtual: boolean
  readonly stage: string
  readonly atMs: number
  readonly scene: Scene
  readonly logs: readonly Log[]
  readonly statistics: Statistics | undefined
  readonly verdict: Verdict | undefined
  readonly over: boolean
  readonly gone: boolean
}

const nothing: ReadonlySet<number> = new Set()
const emptyScene: Scene = { nodes: [], totalMs: 1, operations: [], messages: [], faults: [], states: [], blamed: nothing }

export const begun: Course = {
  ...{ run: undefined, after: '', attempt: 0, virtual: true, stage: '', atMs: 0, scene: emptyScene, logs: [] },
  ...{ statistics: undefined, verdict: undefined, over: false, gone: false },
}

/** What comes again after a break is known already; a later attempt begins anew. */
export function heard(course: Course, told: Told): Course {
  if (told.kind === 'run') return { ...course, run: told.run }
  if (told.kind === 'end') return { ...course, over: true }
  if (told.kind === 'gone') return { ...course, over: true, gone: true }
  const from = told.attempt === course.attempt ? course : { ...begun, run: course.run, attempt: told.attempt }
  if (told.place <= placeOf(from)) return from
  return { ...taken(from, told.events), after: `${told.attempt}-${told.place}` }
}

const placeOf = ({ after }: Course): number => Number(after.split('-')[1] ?? 0)

function taken(course: Course, events: readonly LabEvent[]): Course {
  const of = <Kind extends LabEvent['kind']>(kind: Kind) => events.filter((event): event is Extract<LabEvent, { kind: Kind }> => event.kind === kind)
  const { scene } = course
  const started = of('started').at(-1)
  const progress = of('progress').at(-1)
  return {
    ...course,
    virtual: started?.virtual ?? course.virtual,
    stage: progress?.stage ?? course.stage,
    atMs: progress?.atMs ?? course.atMs,
    logs: joined(course.logs, of('log')),
    statistics: of('statistics').at(-1)?.statistics ?? course.statistics,
    verdict: of('verdict').at(-1) ?? course.verdict,
    scene: {
      ...scene,
      nodes: started?.nodes ?? scene.nodes,
      totalMs: started?.totalMs ?? scene.totalMs,
      operations: joined(
        scene.operations,
        of('operation').map(({ operation }) => operation),
      ),
      messages: joined(
        scene.messages,
        of('message').map(({ message }) => message),
      ),
      states: joined(
        scene.states,
        of('state').map(({ state }) => state),
      ),
      faults: faultsOf(scene.faults, [...of('fault-begun'), ...of('fault-ended')]),
    },
  }
}

const joined = <Item>(before: readonly Item[], more: readonly Item[]): readonly Item[] => (more.length === 0 ? before : [...before, ...more])

/** A fault that ends takes the place of its beginning. */
function faultsOf(before: readonly Fault[], told: readonly { readonly fault: Fault }[]): readonly Fault[] {
  if (told.length === 0) return before
  const faults = new Map(before.map((fault) => [keyOf(fault), fault]))
  for (const { fault } of told) faults.set(keyOf(fault), fault)
  return [...faults.values()].sort((one, other) => one.fromMs - other.fromMs)
}

/** Two nodes may be struck in the same way at once. */
const keyOf = ({ name, fromMs, nodes }: Fault): string => `${name} ${fromMs} ${nodes}`

/** The whole run, with what was asked of the nodes when all had healed. */
export function wholeScene({ scene }: Course): Scene {
  return { ...scene, totalMs: lastOf(scene, scene.totalMs) }
}

function lastOf({ operations, messages }: Pick<Scene, 'operations' | 'messages'>, leastMs: number): number {
  let last = leastMs
  for (const { calledMs, returnedMs } of operations) last = Math.max(last, calledMs, returnedMs)
  for (const { arrivedMs } of messages) last = Math.max(last, arrivedMs)
  return last
}

/** The smallest run that was found to go wrong, as far as there is one. */
export function witnessScene({ verdict }: Course): Scene | undefined {
  const witness = verdict?.witness
  if (witness === undefined || witness === null || witness.operations.length === 0) return undefined
  const { nodes, operations, messages, faults, states, blamed } = witness
  return { nodes, totalMs: lastOf(witness, 1), operations, messages, faults, states, blamed: new Set(blamed) }
}

/** What each node showed of itself at that time. */
export function statesAt(states: readonly State[], atMs: number): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { atMs: from, node, view } of states) if (from <= atMs) found.set(node, view)
  return found
}
