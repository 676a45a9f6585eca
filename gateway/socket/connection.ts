/** One socket of one learner, from its welcome to its end. */
import type { Log } from '@quint/runtime/log.ts'
import type { WebSocket } from 'ws'
import { type Closing, closings } from './closing.ts'
import type { SocketFeature } from './feature.ts'
import { openIncoming } from './incoming.ts'
import { countClosed, countMessage } from './observed.ts'
import { openOutgoing } from './outgoing.ts'

export interface ConnectionOptions {
  readonly userId: string
  readonly token: () => Promise<string>
  readonly features: readonly SocketFeature[]
  readonly log: Log
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly limits: ConnectionLimits
}

export interface ConnectionLimits {
  readonly messagesPerMinute: number
  /** After so long without a message of the client. */
  readonly idleMs: number
  /** After so long without taking anything that it is sent. */
  readonly slowMs: number
}

export interface OpenConnection {
  /** Called now and then: whoever is gone, idle or stuck is let go. */
  check(): void
  close(why: Closing): void
  terminate(): void
}

/** Handled at once; then the socket is not read until one is done. */
const mostInHand = 8

export function openConnection(socket: WebSocket, options: ConnectionOptions): OpenConnection {
  const { features, log, now, limits, userId, token } = options
  const ended = new AbortController()
  let alive = true
  let heardAt = now()
  let inHand = 0
  let why: Closing | 'gone' = 'gone'

  const close = (reason: Closing): void => {
    if (socket.readyState !== socket.OPEN) return
    why = reason
    // A reader who takes nothing takes no farewell either.
    if (reason === 'slow') socket.terminate()
    else socket.close(closings[reason].code, closings[reason].reason)
  }
  const outgoing = openOutgoing(socket, { close, now, slowMs: limits.slowMs })
  const connection = { userId, token, signal: ended.signal, send: outgoing.send, number: outgoing.number }
  const incoming = openIncoming({ features, connection, close, log, now, messagesPerMinute: limits.messagesPerMinute })

  const take = async (text: string): Promise<void> => {
    inHand += 1
    if (inHand >= mostInHand) socket.pause()
    try {
      await incoming.take(text)
    } finally {
      inHand -= 1
      if (socket.isPaused && inHand < mostInHand) socket.resume()
    }
  }

  socket.on('message', (data: Buffer, isBinary) => {
    heardAt = now()
    countMessage()
    if (isBinary) close('binary')
    else void take(data.toString('utf8'))
  })
  socket.on('pong', () => {
    alive = true
  })
  // What the protocol itself objects to: it closes by itself.
  socket.on('error', () => undefined)
  socket.on('close', () => {
    ended.abort()
    outgoing.check(now())
    countClosed(why)
  })
  for (const { greeting } of features) if (greeting !== undefined) void outgoing.send(greeting)
  return {
    check() {
      outgoing.check(now())
      if (now() - heardAt > limits.idleMs) close('idle')
      if (alive) socket.ping()
      else socket.terminate()
      alive = false
    },
    close,
    terminate: () => socket.terminate(),
  }
}
