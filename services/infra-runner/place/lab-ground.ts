/** Where the nodes of a run get machines of their own: a seat for each, the program built at all of them, and everything removed when the run is over. */
import { randomBytes } from 'node:crypto'
import { Failure } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import { aborting } from '@quint/runtime/stop.ts'
import { count } from '@quint/telemetry/metrics.ts'
import type { Launcher } from '../lab/process/launcher.ts'
import { BuildFailed, NoSandbox } from '../lab/process/refused.ts'
import type { LabProgram } from '../lab/run.ts'
import { type LabSeat, openLabSeat, Refused } from './lab-seat.ts'
import type { Ground, Place, SeatPlan } from './place.ts'

export interface LabPlacing {
  readonly place: Place
  readonly log: Log
  /** Name or path of bubblewrap at the seats; empty: it is not used. */
  readonly bubblewrap: string
  readonly openWithinMs: number
  readonly buildWithinMs: number
  /** Given the removal of what a run had, for which its verdict does not wait. Absent: it waits. */
  readonly afterwards?: (removal: Promise<void>) => void
  /** How often machines have to answer. */
  readonly beatEveryMs?: number
}

export interface LabWish {
  readonly program: LabProgram
  readonly nodes: number
  /** From when all is built: whatever is left of it by then is swept away. */
  readonly lastsMs: number
  readonly signal: AbortSignal
}

/** For a runtime with half a gigabyte of its own, a compiler, and the agent. */
const memoryMiB = 1024
const zones = ['a', 'b', 'c'] as const

/** @throws BuildFailed and NoSandbox as a machine of ours would; a failure that may pass when there are no machines, or one is lost. */
export async function openLabGround(wish: LabWish, placing: LabPlacing): Promise<Launcher> {
  const { log, openWithinMs, buildWithinMs } = placing
  const ground = await within(wish.signal, openWithinMs, (signal) => opened(wish, placing, signal)).catch((error: unknown) => {
    wish.signal.throwIfAborted()
    log.error('there are no machines for the nodes of a run', error)
    count('quint.lab.machines', { 'quint.lab.event': 'refused' })
    throw new Failure('unavailable', 'There are no machines for the nodes just now.', { cause: error })
  })
  count('quint.lab.machines', { 'quint.lab.event': 'opened' })
  const lost = new AbortController()
  const seats = [...ground.seats.values()].map((seat) =>
    openLabSeat(seat, {
      program: wish.program,
      bubblewrap: placing.bubblewrap,
      beatEveryMs: placing.beatEveryMs,
      lost(why) {
        log.warn('the machine of a node was lost', { name: seat.id })
        if (!lost.signal.aborted) count('quint.lab.machines', { 'quint.lab.event': 'lost' })
        lost.abort(new Failure('unavailable', `The machine of ${seat.id} was lost: ${why}.`))
      },
    }),
  )
  const close = (): Promise<void> => closed(seats, ground, placing)
  try {
    const built = await within(wish.signal, buildWithinMs, (signal) => builtAt(seats, signal))
    return launcherOf(new Map(seats.map((seat) => [seat.id, seat])), { sandbox: built, lost: lost.signal, close })
  } catch (error) {
    await close()
    wish.signal.throwIfAborted()
    if (error instanceof Refused) throw error.why === 'compile-error' ? new BuildFailed(error.message) : new NoSandbox(error.message)
    lost.signal.throwIfAborted()
    throw new Failure('unavailable', 'The program was not built in time.', { cause: error })
  }
}

/** Given up at the deadline as when whoever asked gives up. */
async function within<Result>(given: AbortSignal, ms: number, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(new Failure('deadline', 'It took too long.')), ms)
  try {
    return await work(AbortSignal.any([given, deadline.signal]))
  } finally {
    clearTimeout(timer)
  }
}

function opened({ nodes, lastsMs }: LabWish, { place, openWithinMs, buildWithinMs }: LabPlacing, signal: AbortSignal): Promise<Ground> {
  const seats = Array.from({ length: nodes }, (_, at): SeatPlan => {
    const zone = zones[at % zones.length] ?? 'a'
    return { id: `n${at}`, zone, cores: 1, memoryMiB, calls: [], usesDatabase: false, runsLearnersCode: true }
  })
  // An attempt that is taken up anew has a ground of its own: what a dead runner left goes by itself.
  const namespace = `lab${randomBytes(10).toString('hex')}`
  return place.open({ namespace, expiresAt: Date.now() + openWithinMs + buildWithinMs + lastsMs, seats, signal })
}

async function builtAt(seats: readonly LabSeat[], signal: AbortSignal): Promise<Launcher['sandbox']> {
  const [first] = await Promise.race([Promise.all(seats.map(({ opened: built }) => built)), aborting(signal)])
  return first?.sandbox ?? 'bubblewrap'
}

interface Opened {
  readonly sandbox: Launcher['sandbox']
  readonly lost: AbortSignal
  readonly close: () => Promise<void>
}

function launcherOf(seats: ReadonlyMap<string, LabSeat>, { sandbox, lost, close }: Opened): Launcher {
  return {
    sandbox,
    lost,
    start(id, hearing) {
      const seat = seats.get(id)
      if (seat === undefined) throw new Error(`there is no seat ${id}`)
      return seat.start(hearing)
    },
    async confirmed() {
      await Promise.all([...seats.values()].map((seat) => seat.confirmed()))
    },
    [Symbol.asyncDispose]: close,
  }
}

async function closed(seats: readonly LabSeat[], ground: Ground, { log, afterwards }: LabPlacing): Promise<void> {
  await Promise.all(seats.map((seat) => seat.end()))
  const removal = removed(ground, log)
  if (afterwards === undefined) await removal
  else afterwards(removal)
}

/** A run that has its verdict keeps it, whatever becomes of its machines: those that could not be removed are swept away later. */
async function removed(ground: Ground, log: Log): Promise<void> {
  try {
    await ground[Symbol.asyncDispose]()
  } catch (error) {
    log.error('the machines of a run could not be removed', error)
    count('quint.lab.machines', { 'quint.lab.event': 'stayed' })
  }
}
