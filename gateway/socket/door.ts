/** Who may open a socket: asked at the upgrade, answered with a problem document when not. */
import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { Failure } from '@quint/runtime/failure.ts'
import type { Log } from '@quint/runtime/log.ts'
import { isSuspect, securityEvents } from '@quint/telemetry/security.ts'
import { isOwnOrigin } from '../http/caller.ts'
import type { Limit } from '../http/limits.ts'
import { countRefused, type RefusalStatus } from './observed.ts'
import type { Device, Tickets } from './ticket.ts'

export interface DoorOptions {
  readonly tickets: Tickets
  /** Throws Failure('unauthenticated') for a token that is not good. */
  readonly verify: (token: string) => Promise<{ readonly userId: string; readonly sessionId: string }>
  readonly deviceLives: (userId: string, deviceId: string) => Promise<boolean>
  readonly publicUrl: string
  readonly allowedOrigins: readonly string[]
  /** Requests of one learner, of which this is one. */
  readonly learnerLimit: Limit
  readonly leaving: () => boolean
  readonly log: Log
}

export const protocol = 'quint.v1'
const ticketPrefix = 'ticket.'

export interface Door {
  /** Undefined: it was refused, and answered. */
  admit(request: IncomingMessage, socket: Duplex): Promise<Device | undefined>
  refuse(socket: Duplex, refusal: Refusal): void
}

export interface Refusal {
  readonly status: RefusalStatus
  readonly detail: string
  readonly headers?: readonly string[]
}

class Refused extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.detail)
    this.refusal = refusal
  }
}

export function openDoor(options: DoorOptions): Door {
  const tell = securityEvents(options.log)
  return {
    async admit(request, socket) {
      try {
        return await admitted(request, options)
      } catch (error) {
        const refusal = refusalOf(error, options.log)
        if (refusal.status === 403) tell('cross_site_refused', { route: '/ws' })
        else if (refusal.status === 429) tell('rate_limited', { route: '/ws' })
        else if (isSuspect(error)) tell('token_refused', { route: '/ws' })
        refuse(socket, refusal)
        return undefined
      }
    },
    refuse,
  }
}

async function admitted(request: IncomingMessage, options: DoorOptions): Promise<Device> {
  if (options.leaving()) throw new Refused({ status: 503, detail: 'This gateway takes leave: come back.', headers: ['Retry-After: 1'] })
  const offered = protocols(request)
  if (!offered.includes(protocol) || request.headers['sec-websocket-version'] !== '13')
    throw new Refused({
      status: 426,
      detail: `Offer the subprotocol ${protocol}, with version 13 of the protocol.`,
      headers: ['Sec-WebSocket-Version: 13'],
    })
  const { origin } = request.headers
  const ours = origin === undefined || isOwnOrigin(origin, options.publicUrl) || options.allowedOrigins.includes(origin)
  if (!ours) throw new Refused({ status: 403, detail: 'This page may not open a socket here.' })
  const device = await deviceOf(request, offered, options)
  if (!(await options.deviceLives(device.userId, device.deviceId))) throw new Failure('unauthenticated', 'Sign in again.')
  await options.learnerLimit.take(device.userId)
  return device
}

/** A token in the header, or a ticket; never a cookie, which a browser would send for any page. */
async function deviceOf({ headers }: IncomingMessage, offered: readonly string[], { tickets, verify }: DoorOptions): Promise<Device> {
  const ticket = offered.find((entry) => entry.startsWith(ticketPrefix))
  if (ticket !== undefined) return tickets.take(ticket.slice(ticketPrefix.length))
  const token = /^Bearer ([\w.~+/=-]+)$/i.exec(headers.authorization ?? '')?.[1]
  if (token === undefined) throw new Failure('unauthenticated', 'Send a ticket, or the token as "Authorization: Bearer …".')
  const { userId, sessionId: deviceId } = await verify(token)
  return { userId, deviceId }
}

function protocols({ headers }: IncomingMessage): readonly string[] {
  return (headers['sec-websocket-protocol'] ?? '').split(',').map((entry) => entry.trim())
}

function refusalOf(error: unknown, log: Log): Refusal {
  if (error instanceof Refused) return error.refusal
  if (!(error instanceof Failure)) {
    log.error('a socket could not be opened', error)
    return { status: 500, detail: 'This is our mistake. It was logged.' }
  }
  const wait = error.detail.retryAfterSeconds
  switch (error.code) {
    case 'exhausted':
      return { status: 429, detail: error.message, headers: [`Retry-After: ${wait ?? 60}`] }
    case 'unauthenticated':
      return { status: 401, detail: error.message, headers: ['WWW-Authenticate: Bearer'] }
    default:
      return { status: 503, detail: 'Not available right now.', headers: [`Retry-After: ${wait ?? 2}`] }
  }
}

function refuse(socket: Duplex, { status, detail, headers = [] }: Refusal): void {
  countRefused(status)
  if (!socket.writable) return void socket.destroy()
  const title = STATUS_CODES[status] ?? ''
  const body = JSON.stringify({ type: 'about:blank', title, status, detail })
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    'Connection: close',
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...headers,
  ]
  socket.once('finish', () => socket.destroy()).end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
