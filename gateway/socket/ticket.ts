/** Tickets to the socket, for browsers, which can send no token with it: for one device, for one use, for half a minute, on any gateway. */
import { randomBytes } from 'node:crypto'
import type { Tally, TallyOptions } from '@quint/cache/tally.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { SigningKeys } from '../identity/keys.ts'
import { openVault } from '../identity/sealed.ts'

export interface Device {
  readonly userId: string
  readonly deviceId: string
}

export interface Tickets {
  give(device: Device): { readonly ticket: string; readonly expiresIn: number }
  /** Throws Failure('unauthenticated') for a ticket that is not ours, was used before, or is too old. */
  take(ticket: string): Promise<Device>
}

export interface TicketOptions {
  readonly keys: Pick<SigningKeys, 'secretsFor'>
  /** Common to all gateways where there is Redis. */
  readonly tally: (options: TallyOptions) => Tally
  /** Milliseconds since the epoch. */
  readonly now?: () => number
}

const ticketSeconds = 30
const longestTicket = 512
const context = 'ticket'

export function openTickets({ keys, tally, now = Date.now }: TicketOptions): Tickets {
  const vault = openVault(keys, 'socket')
  const used = tally({ name: 'socket-ticket', points: 1, windowSeconds: 2 * ticketSeconds })
  return {
    give({ userId, deviceId }) {
      const words = [userId, deviceId, String(now() + ticketSeconds * 1000), randomBytes(12).toString('base64url')]
      return { ticket: vault.seal(words.join(' '), context).toString('base64url'), expiresIn: ticketSeconds }
    },
    async take(ticket) {
      const [userId, deviceId, until, id] = opened(ticket, (sealed) => vault.open(sealed, context))
      if (userId === undefined || deviceId === undefined || id === undefined) throw refused('a forged ticket')
      if (!(Number(until) >= now())) throw refused('an old ticket')
      if ((await used.add(id, 1)).over) throw refused('a used ticket')
      return { userId, deviceId }
    },
  }
}

function opened(ticket: string, open: (sealed: Buffer) => string): readonly string[] {
  if (ticket.length > longestTicket) throw refused('a forged ticket')
  try {
    return open(Buffer.from(ticket, 'base64url')).split(' ')
  } catch (cause) {
    throw refused('a forged ticket', cause)
  }
}

function refused(why: string, cause?: unknown): Failure {
  return new Failure('unauthenticated', 'This ticket is no longer good: ask for another one.', { cause: new Error(why, { cause }) })
}
