/** A load balancer: passes each request to a healthy replica of the component that is next on its way. */

import { type Caller, openCaller } from './caller.ts'
import { type Answer, type Asked, serveHttp } from './http.ts'
import { matching } from './matching.ts'
import type { Running, Setup } from './setup.ts'

const healthEveryMs = 250
const passedOn = ['authorization', 'idempotency-key', 'content-type']

export async function startBalancer({
  process: { calls, operations },
  at,
  ways,
}: Extract<Setup, { role: 'balancer' | 'api' | 'worker' | 'cache' | 'queue' }>): Promise<Running> {
  const callers = new Map<string, Caller>()
  for (const call of calls) {
    if (call.role === 'database') continue
    const caller = openCaller(call, ways)
    caller.watchHealth(healthEveryMs)
    callers.set(call.to, caller)
  }
  const port = await serveHttp(at, async (asked) => {
    const found = matching(operations, asked.method, asked.path)
    if (found.kind !== 'found') return { status: found.kind === 'wrong-method' ? 405 : 404, body: { error: found.kind } }
    const caller = callers.get(found.operation.next)
    if (caller === undefined) return { status: 502, body: { error: 'nobody answers this' } }
    return await passOn(caller, asked, found.operation.idempotencyKey)
  })
  return { ports: { listen: port }, obey: async () => ({}) }
}

async function passOn(caller: Caller, { method, path, query, headers, body }: Asked, idempotent: boolean): Promise<Answer> {
  const given = Object.fromEntries(passedOn.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])))
  const search = query.size === 0 ? '' : `?${query}`
  // A POST is done once for its key; without one, a second try could do it twice.
  const repeatable = method !== 'POST' || (idempotent && headers['idempotency-key'] !== undefined)
  const wanted = { method, path: `${path}${search}`, headers: given, repeatable, ...(body === '' ? {} : { body }) }
  try {
    const answer = await caller.call(wanted)
    const { location } = answer.headers
    return {
      status: answer.status,
      body: answer.body === '' ? undefined : JSON.parse(answer.body),
      ...(location === undefined ? {} : { headers: { location } }),
    }
  } catch {
    return { status: 502, body: { error: 'no answer' } }
  }
}
