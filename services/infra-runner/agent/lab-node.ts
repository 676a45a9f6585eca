/** The task `lab-node`: builds a learner's program at this seat and runs it as a node, in one life after another, with a folder that outlives them. */
import { type Demand, none, sumOf } from '../lab/process/demand.ts'
import { type Launcher, openLauncher } from '../lab/process/launcher.ts'
import type { NodeProcess } from '../lab/process/node-process.ts'
import { BuildFailed, NoSandbox } from '../lab/process/refused.ts'
import { probeBubblewrap } from '../sandbox/bubblewrap.ts'
import { clearLeftovers } from '../sandbox/folders.ts'
import { type NodeSaid, type NodeTold, nodeTold, type Together, together } from './lab-node-messages.ts'
import type { Task } from './task.ts'

type Opening = Extract<NodeTold, { kind: 'open' }>

/** @throws BuildFailed or NoSandbox, in words for whoever wrote the program */
export type OpenNode = (opening: Opening, signal: AbortSignal) => Promise<Launcher>

export const labNode: Task = labNodeTask(async (opening, signal) => {
  const bubblewrap = await probeBubblewrap(opening.bubblewrap)
  clearLeftovers()
  return openLauncher(opening.program, { bubblewrap }, signal)
})

interface Seat {
  readonly open: OpenNode
  readonly said: Together<NodeSaid>
  readonly closed: AbortSignal
  launcher: Promise<Launcher> | undefined
  /** Undefined until it is built. */
  built: Launcher | undefined
  /** Of lives that are not gone. */
  readonly lives: Map<number, NodeProcess>
  /** Of lives that are gone. */
  past: Demand
}

export function labNodeTask(open: OpenNode): Task {
  return async ({ hear, say, closed }) => {
    const over = Promise.withResolvers<void>()
    const seat: Seat = { open, said: together<NodeSaid>(say), closed, ...nobody() }
    const leave = (): void => over.resolve()
    closed.addEventListener('abort', leave, { once: true })
    if (closed.aborted) leave()
    hear((message) => {
      const { success, data, error } = nodeTold.safeParse(message)
      if (!success) over.reject(new Error(`it was told what it does not know: ${error.message.slice(0, 200)}`))
      else obey(seat, data, over.reject)
    })
    try {
      await over.promise
    } finally {
      await cleared(seat)
    }
  }
}

function nobody(): Pick<Seat, 'launcher' | 'built' | 'lives' | 'past'> {
  return { launcher: undefined, built: undefined, lives: new Map(), past: none }
}

function demandOf({ lives, past }: Seat): Demand {
  return sumOf([past, ...[...lives.values()].map((node) => node.demand())])
}

function obey(seat: Seat, told: NodeTold, fail: (error: Error) => void): void {
  if (told.kind === 'beat') seat.said.push({ kind: 'beaten', beat: told.beat, ...demandOf(seat) })
  else if (told.kind === 'open') open(seat, told, fail)
  else if (told.kind === 'start') start(seat, told, fail)
  else {
    // What comes for a life that is gone is for nobody.
    const node = seat.lives.get(told.life)
    if (told.kind === 'inspect') inspect(seat, node, told.ask)
    else if (told.kind === 'lines') for (const line of told.lines) node?.send(line)
    else node?.[told.kind]()
  }
}

function open(seat: Seat, opening: Opening, fail: (error: Error) => void): void {
  if (seat.launcher !== undefined) {
    fail(new Error('it has a program'))
    return
  }
  const launcher = seat.open(opening, seat.closed)
  seat.launcher = launcher
  launcher.then(
    (built) => {
      seat.built = built
      seat.said.push({ kind: 'opened', sandbox: built.sandbox })
    },
    (error: Error) => {
      if (error instanceof BuildFailed) seat.said.push({ kind: 'refused', why: 'compile-error', words: error.message })
      else if (error instanceof NoSandbox) seat.said.push({ kind: 'refused', why: 'no-sandbox', words: error.message })
      else fail(error)
    },
  )
}

function start(seat: Seat, { life, id }: { readonly life: number; readonly id: string }, fail: (error: Error) => void): void {
  const { built, lives, said } = seat
  if (built === undefined || lives.has(life)) {
    fail(new Error(built === undefined ? 'it has nothing to start' : 'this life is lived'))
    return
  }
  const node = built.start(id, {
    lines: (lines) => said.push({ kind: 'lines', life, lines: [...lines] }),
    log: (text) => said.push({ kind: 'log', life, text }),
    ended: (why) => said.push({ kind: 'ended', life, why }),
  })
  lives.set(life, node)
  said.push({ kind: 'started', life })
  node.gone
    .finally(() => {
      lives.delete(life)
      seat.past = sumOf([seat.past, node.demand()])
      said.push({ kind: 'gone', life })
    })
    .catch(() => undefined)
}

function inspect({ said }: Seat, node: NodeProcess | undefined, ask: number): void {
  const view = node?.inspect?.() ?? Promise.resolve(undefined)
  view.then(
    (shown) => said.push({ kind: 'inspected', ask, view: shown }),
    () => said.push({ kind: 'inspected', ask }),
  )
}

/** Nothing of it is left when the task is over. */
async function cleared({ launcher, lives }: Seat): Promise<void> {
  const all = [...lives.values()]
  for (const node of all) node.kill()
  await Promise.all(all.map(({ gone }) => gone))
  const built = await launcher?.catch(() => undefined)
  await built?.[Symbol.asyncDispose]()
}
