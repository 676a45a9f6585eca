/** What goes out over a socket: numbered, stamped, and never more than its reader takes. */
import type { WebSocket } from 'ws'
import type { Closing } from './closing.ts'
import type { ServerMessage } from './feature.ts'

export interface Outgoing {
  /** Resolves when there is room for more. */
  send(message: ServerMessage): Promise<void>
  /** From here on, messages without a number get the next of these. @returns the last one of before. */
  number(next: () => number): number
  /** Called now and then: a reader who has taken nothing for so long is given up. */
  check(nowMs: number): void
}

export interface OutgoingOptions {
  readonly close: (why: Closing) => void
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly slowMs: number
}

/** Above it, senders wait. */
const fullBytes = 256 * 1024
/** Above it, somebody does not wait: whoever reads so slowly comes back and resumes. */
const mostBytes = 4 * 1024 * 1024

export function openOutgoing(socket: WebSocket, { close, now, slowMs }: OutgoingOptions): Outgoing {
  let seq = 0
  let next = (): number => {
    seq += 1
    return seq
  }
  let stuckSince: number | undefined
  let room = Promise.withResolvers<void>()
  const drained = (): void => {
    // Something was taken: that is no reader who is gone.
    stuckSince = socket.bufferedAmount > 0 ? now() : undefined
    if (socket.bufferedAmount >= fullBytes) return
    room.resolve()
    room = Promise.withResolvers<void>()
  }
  return {
    async send(message) {
      if (socket.readyState !== socket.OPEN) return
      const { type, ...rest } = message
      socket.send(JSON.stringify({ type, timestamp: new Date(now()).toISOString(), seq: message.seq ?? next(), ...rest }), drained)
      if (socket.bufferedAmount === 0) return
      stuckSince ??= now()
      if (socket.bufferedAmount > mostBytes) close('slow')
      else if (socket.bufferedAmount > fullBytes) await room.promise
    },
    number(other) {
      next = other
      return seq
    },
    check(nowMs) {
      if (stuckSince !== undefined && socket.bufferedAmount > 0 && nowMs - stuckSince > slowMs) close('slow')
      if (socket.readyState !== socket.OPEN) room.resolve()
    },
  }
}
