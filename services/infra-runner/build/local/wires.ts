/** The wires between processes: TCP passed on, each with the faults that it is told to have. What a fault did is counted. */
import { connect, createServer, type Socket } from 'node:net'
import type { WireFault } from '../derive/blast.ts'
import { listening } from './listening.ts'
import type { Address, Order, Running, Setup } from './setup.ts'

interface State {
  /** Where it leads; nowhere before it is told. */
  target: Address | undefined
  fault: WireFault
  /** Connections or pieces that a fault touched. */
  touched: number
  readonly pairs: Set<readonly [Socket, Socket]>
}

export async function startWires({ wires, at: { host, port: first } }: Extract<Setup, { role: 'wires' }>): Promise<Running> {
  const states = new Map<string, State>()
  const ports: Record<string, number> = {}
  for (const [nth, { id }] of wires.entries()) {
    const state: State = { target: undefined, fault: {}, touched: 0, pairs: new Set() }
    states.set(id, state)
    ports[id] = await listening(
      createServer({ noDelay: true }, (near) => pass(near, state)),
      { host, port: first === 0 ? 0 : first + nth },
    )
  }
  return {
    ports,
    async obey(order) {
      if (order.kind === 'targets') retarget(states, order.targets)
      if (order.kind === 'wires') for (const id of order.wires) strike(states.get(id), order.fault)
      return order.kind === 'count' ? Object.fromEntries([...states].map(([id, { touched }]) => [id, touched])) : {}
    },
  }
}

function retarget(states: ReadonlyMap<string, State>, targets: Extract<Order, { kind: 'targets' }>['targets']): void {
  for (const [id, target] of Object.entries(targets)) {
    const state = states.get(id)
    if (state !== undefined) state.target = target
  }
}

/** A refusing wire drops what is open, as a host that is gone would in the end. */
function strike(state: State | undefined, fault: WireFault): void {
  if (state === undefined) return
  const heals = Object.keys(fault).length === 0 && state.fault.blackHole !== undefined
  state.fault = fault
  if (fault.refuse === true || heals) for (const pair of state.pairs) for (const socket of pair) socket.destroy()
  if (fault.refuse === true) state.touched += state.pairs.size
}

function pass(near: Socket, state: State): void {
  near.on('error', () => near.destroy())
  const { refuse = false, resetRate = 0 } = state.fault
  if (state.target === undefined || refuse || Math.random() < resetRate) {
    state.touched += 1
    near.resetAndDestroy()
    return
  }
  const far = connect({ ...state.target, noDelay: true })
  const pair = [near, far] as const
  state.pairs.add(pair)
  // A reset on a new connection is how a wire says that nobody is there, as a refusal would.
  far.on('error', () => (far.connecting || far.pending ? near.resetAndDestroy() : near.destroy()))
  const over = (): void => {
    near.destroy()
    far.destroy()
    state.pairs.delete(pair)
  }
  near.on('close', over)
  far.on('close', over)
  relay(near, far, { state, direction: 'to' })
  relay(far, near, { state, direction: 'from' })
}

/** Piece by piece and in order: a later piece never overtakes an earlier one. */
function relay(source: Socket, sink: Socket, { state, direction }: { readonly state: State; readonly direction: 'to' | 'from' }): void {
  let freeAt = 0
  source.on('data', (piece) => {
    const { resetRate = 0, blackHole } = state.fault
    if (blackHole === 'both' || blackHole === direction) {
      state.touched += 1
      return
    }
    if (resetRate > 0 && Math.random() < resetRate) {
      state.touched += 1
      source.resetAndDestroy()
      return
    }
    const now = performance.now()
    const holdMs = heldFor(state.fault, direction, piece.length)
    freeAt = Math.max(freeAt, now) + holdMs
    if (holdMs > 0) state.touched += 1
    if (freeAt <= now) sink.write(piece)
    else {
      source.pause()
      setTimeout(() => {
        if (!sink.destroyed) sink.write(piece)
        source.resume()
      }, freeAt - now)
    }
  })
  source.on('end', () => sink.end())
}

/** Answers bear the whole delay; what is sent takes its time in both directions. */
function heldFor({ latencyMs = 0, jitterMs = 0, bytesPerSecond = 0 }: WireFault, direction: 'to' | 'from', bytes: number): number {
  const delay = direction === 'from' ? Math.max(0, latencyMs + (Math.random() * 2 - 1) * jitterMs) : 0
  return delay + (bytesPerSecond === 0 ? 0 : (bytes * 1000) / bytesPerSecond)
}
