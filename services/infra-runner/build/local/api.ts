/** A service replica: answers the operations bound to it over the submission's tables, as strong as its size and as patient as its links. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { cachesOf } from './cached.ts'
import { openCaller } from './caller.ts'
import type { Handlers } from './handlers.ts'
import { type Answer, type Asked, serveHttp } from './http.ts'
import { matching } from './matching.ts'
import { type Operating, operate } from './operate.ts'
import { openRows } from './rows-store.ts'
import type { Running, Setup } from './setup.ts'
import { openSlots } from './slots.ts'

/** Requests that a replica has in hand for each that it works on: what waits for a database or a queue holds a place, but does no work. */
const placesEach = 10

export async function startApi(setup: Extract<Setup, { process: unknown }>): Promise<Running> {
  const { process: plan, at, ways, tables, token, login } = setup
  const database = plan.calls.find(({ role }) => role === 'database')
  const rows = openRows({ ...ways, call: database, login })
  const queues = new Map(plan.calls.filter(({ role }) => role === 'queue').map((call) => [call.to, openCaller(call, ways)]))
  const caches = cachesOf(plan, ways)
  const isHandled = plan.operations.some(({ handler }) => handler !== undefined)
  const handlers: Handlers = isHandled ? (await import('./handlers.ts')).openHandlers(plan.operations) : { of: () => undefined }
  const slots = openSlots(plan.slots)
  const places = openSlots(plan.slots * placesEach)
  const port = await serveHttp(at, async (asked) => {
    const found = matching(plan.operations, asked.method, asked.path)
    if (found.kind !== 'found') return { status: found.kind === 'wrong-method' ? 405 : 404, body: { error: found.kind } }
    const { operation, parameters } = found
    if (operation.auth && !isAllowed(asked, token)) return { status: 401, body: { error: 'unauthenticated' } }
    if (!(await places.take())) return { status: 503, body: { error: 'busy' } }
    try {
      if (!(await slots.take())) return { status: 503, body: { error: 'busy' } }
      await pause(plan.serviceMs).finally(() => slots.give())
      const table = tables.find(({ name }) => name === operation.table)
      const generated = (asking: Asked): Promise<Answer> =>
        guarded({ operation, parameter: parameters[0] ?? '', asked: asking, table, rows, queues, caches })
      const handling = handlers.of(operation)
      return await (handling === undefined ? generated(asked) : handling(asked, generated))
    } finally {
      places.give()
    }
  })
  return { ports: { listen: port }, obey: async () => caches.counts() }
}

function isAllowed({ headers: { authorization = '' } }: Asked, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(authorization), digest(`Bearer ${token}`))
}

const conflicts = new Set(['23505', '23503'])
const malformed = new Set(['23502', '22P02', '22003', '22007', '22008', '22021'])

/** What the database says no to is the caller's business; that it is not there is ours. */
async function guarded(operating: Operating): Promise<Answer> {
  try {
    return await operate(operating)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (conflicts.has(code)) return { status: 409, body: { error: 'conflict' } }
    if (malformed.has(code)) return { status: 400, body: { error: 'malformed' } }
    return { status: 503, body: { error: 'unavailable' } }
  }
}
