/** The socket at /ws: lets learners in, keeps an eye on every connection, and sees them off when the gateway leaves. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Log } from '@quint/runtime/log.ts'
import { type WebSocket, WebSocketServer } from 'ws'
import type { LivingDevices } from '../http/living-devices.ts'
import type { OwnSocket } from '../http/server.ts'
import { type ConnectionLimits, type OpenConnection, openConnection } from './connection.ts'
import { type Door, protocol } from './door.ts'
import type { SocketFeature } from './feature.ts'
import { countOpened } from './observed.ts'
import type { Device } from './ticket.ts'

export interface SocketsOptions {
  readonly door: Door
  readonly features: readonly SocketFeature[]
  /** An access token for a device that lives; throws Failure('unauthenticated') for another. */
  readonly accessFor: (device: Device) => Promise<string>
  readonly devices: Pick<LivingDevices, 'watch'>
  /** Of one learner at this gateway; with one more the oldest is not closed, the new one is refused. */
  readonly mostOfLearner: number
  readonly leaving: AbortSignal
  readonly log: Log
  /** Of one connection. */
  readonly messagesPerMinute: number
  readonly limits?: Partial<ConnectionLimits>
  /** Between two looks at every connection. */
  readonly checkEveryMs?: number
  /** Milliseconds since the epoch. */
  readonly now?: () => number
}

export interface Sockets extends OwnSocket, AsyncDisposable {
  open(): number
}

export const socketPath = '/ws'

/** A message, the largest code submission among them. */
const mostMessageBytes = 256 * 1024
/** A token is renewed when it has so little time left. */
const tokenMs = 480_000
const patience = { idleMs: 900_000, slowMs: 60_000 }
/** How long a client may take to answer a close. */
const farewellMs = 1000

export function openSockets(options: SocketsOptions): Sockets {
  const { door, leaving, checkEveryMs = 30_000 } = options
  const accept = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: mostMessageBytes,
    handleProtocols: () => protocol,
  })
  const open = new Map<WebSocket, OpenConnection>()
  const perLearner = new Map<string, number>()
  const timer = setInterval(() => {
    for (const connection of open.values()) connection.check()
  }, checkEveryMs)
  timer.unref()

  const welcome = (socket: WebSocket, device: Device): void => {
    const connection = connect(socket, device, options)
    open.set(socket, connection)
    countOpened()
    const watch = options.devices.watch({ userId: device.userId, sessionId: device.deviceId }, () => connection.close('signedOut'))
    socket.once('close', () => {
      open.delete(socket)
      add(perLearner, device.userId, -1)
      watch[Symbol.dispose]()
    })
    if (leaving.aborted) connection.close('moved')
  }
  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    // Until it is accepted, nobody else listens: a client that is gone must not end the process.
    const gone = (): void => void socket.destroy()
    socket.on('error', gone)
    const device = await door.admit(request, socket)
    if (device === undefined || socket.destroyed) return
    if ((perLearner.get(device.userId) ?? 0) >= options.mostOfLearner)
      return door.refuse(socket, { status: 429, detail: 'Too many windows are open: close one of them.', headers: ['Retry-After: 30'] })
    add(perLearner, device.userId, 1)
    socket.off('error', gone)
    let welcomed = false
    accept.handleUpgrade(request, socket, head, (accepted) => {
      welcomed = true
      welcome(accepted, device)
    })
    if (!welcomed) add(perLearner, device.userId, -1)
  }
  const farewell = (): void => {
    for (const connection of open.values()) connection.close('moved')
    setTimeout(() => {
      for (const connection of open.values()) connection.terminate()
    }, farewellMs).unref()
  }
  leaving.addEventListener('abort', farewell, { once: true })

  return {
    path: socketPath,
    upgrade: (request, socket, head) => void upgrade(request, socket, head),
    open: () => open.size,
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      leaving.removeEventListener('abort', farewell)
      for (const connection of open.values()) connection.terminate()
    },
  }
}

function connect(socket: WebSocket, device: Device, options: SocketsOptions): OpenConnection {
  const { features, log, now = Date.now, messagesPerMinute } = options
  const limits = { ...patience, messagesPerMinute, ...options.limits }
  let current: { readonly token: string; readonly until: number } | undefined
  const token = async (): Promise<string> => {
    if (current === undefined || current.until <= now()) current = { token: await options.accessFor(device), until: now() + tokenMs }
    return current.token
  }
  return openConnection(socket, { userId: device.userId, token, features, log, now, limits })
}

function add(counts: Map<string, number>, key: string, more: number): void {
  const next = (counts.get(key) ?? 0) + more
  if (next > 0) counts.set(key, next)
  else counts.delete(key)
}
