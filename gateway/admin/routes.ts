/** Routes for administrators: people, the record of what was done, and the events that could not be applied. */
import type { Bus } from '@quint/bus/bus.ts'
import { type DeadLetter, listDeadLetters, type Range, replayDeadLetter } from '@quint/bus/dead-letters.ts'
import type { Database } from '@quint/db/database.ts'
import type { Log } from '@quint/runtime/log.ts'
import { adminRoute, type Route } from '../http/route.ts'
import type { SigningKeys } from '../identity/keys.ts'
import type { Held } from '../identity/people/held.ts'
import { type Clients, erasers, holdingServices } from '../identity/people/services.ts'
import { openAdministration } from './accounts.ts'
import { recordDeed } from './audit-store.ts'
import { adminPeopleRoutes } from './people-routes.ts'
import { recordRoutes } from './record-routes.ts'
import * as schema from './schema.ts'

export interface AdminOptions {
  readonly bus: Bus
  readonly database: Database
  readonly log: Log
  readonly clients: Clients
  /** Identity's part of an export. */
  readonly held: Held
  readonly keys: Pick<SigningKeys, 'sign'>
}

const path = '/api/admin/events/dead-letters'

/** Reading a log that does not answer must end before the client's patience does. */
const deadlineMs = 15_000
const within = (signal: AbortSignal): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)])

export function adminRoutes(options: AdminOptions): readonly Route[] {
  const { database, clients, held, keys } = options
  const administration = openAdministration({ database, keys, erasers })
  return [
    ...deadLetterRoutes(options),
    ...adminPeopleRoutes({ database, administration, held, services: holdingServices(clients) }),
    ...recordRoutes({ database, clients, bus: options.bus }),
  ]
}

function deadLetterRoutes({ bus, database, log }: Pick<AdminOptions, 'bus' | 'database' | 'log'>): readonly Route[] {
  return [
    adminRoute({
      method: 'get',
      path,
      summary: 'Events that a service could not apply and that wait for a decision, oldest failure first',
      replies: [200, 'A page of dead letters'],
      query: schema.deadLetters,
      async handle(call) {
        const { limit, cursor, ...given } = call.query
        const letters = await listDeadLetters(bus, rangeOf(given), within(call.signal))
        const begin = letters.findIndex(({ id }) => id === cursor) + 1
        const page = letters.slice(begin, begin + limit)
        return {
          status: 200,
          body: {
            items: page.map(toLetter),
            nextCursor: begin + limit < letters.length ? (page.at(-1)?.id ?? null) : null,
            _links: { self: { href: call.request.originalUrl } },
          },
        }
      },
    }),
    adminRoute({
      method: 'post',
      path: `${path}/:id/replay`,
      summary: 'Have a dead letter applied once more by the group that set it aside; recorded in the audit',
      replies: [202, 'The dead letter, and the id of its replay'],
      async handle(call, admin) {
        const { letter, replayId } = await replayDeadLetter(call.params.id ?? '', {
          bus,
          by: admin.userId,
          log,
          signal: within(call.signal),
          before: (replay) =>
            recordDeed(database, {
              actor: admin.userId,
              action: 'dead_letter.replay',
              subject: replay.letter.id,
              detail: { replayId: replay.replayId, eventId: replay.letter.eventId, group: replay.letter.group },
            }),
        })
        return { status: 202, body: { deadLetter: toLetter(letter), replayId } }
      },
    }),
  ]
}

function rangeOf({ group, from, to }: { readonly [Key in keyof Range]: Range[Key] | undefined }): Range {
  return { ...(group === undefined ? {} : { group }), ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

function toLetter(letter: DeadLetter) {
  return { ...letter, _links: { replay: { href: `${path}/${letter.id}/replay` } } }
}
