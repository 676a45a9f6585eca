/** Another look at what a moderator took down: the same route for everything that can be. */
import { z } from 'zod'
import type { Limit } from './http/limits.ts'
import { learnerRoute, type Route } from './http/route.ts'
import { text } from './http/text.ts'

export interface Appealable {
  /** Of the thing; with :id. */
  readonly path: string
  /** As in "a video of yours". */
  readonly what: string
  readonly limit: Limit
  /** What it is from then on. */
  readonly body?: z.ZodType
  ask(asked: Asked, asking: Asking): Promise<unknown>
}

interface Asked {
  readonly id: string
  readonly appeal: string
  readonly userId: string
}

interface Asking {
  readonly signal: AbortSignal
  readonly learnerToken: string
}

const waiting = 'It, waiting for a moderator again'
const schema = z.strictObject({ appeal: text(500).min(1) })

export function appealRoute({ path, what, limit, body: shape, ask }: Appealable): Route {
  return learnerRoute({
    method: 'post',
    path: `${path}/appeal`,
    summary: `Ask for another look at ${what} of yours that a moderator took down, once`,
    replies: shape === undefined ? [200, waiting] : [200, waiting, shape],
    body: schema,
    async handle({ body, params, signal }, { userId, token }) {
      await limit.take(userId)
      return { status: 200, body: await ask({ id: params.id ?? '', appeal: body.appeal, userId }, { signal, learnerToken: token }) }
    },
  })
}
