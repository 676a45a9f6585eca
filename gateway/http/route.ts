/** A route as a value: what it takes, what it gives, who may call it. The same value validates requests and describes them in OpenAPI. */
import type { Learner } from '@quint/auth/learner.ts'
import { Failure } from '@quint/runtime/failure.ts'
import type { Request, RequestHandler, Response } from 'express'
import type { z } from 'zod'
import type { IdentifyCaller } from './caller.ts'
import { endWith, jsonType } from './compressed.ts'
import { sendRevalidated } from './etag.ts'
import { headersOnly } from './head.ts'
import type { Idempotency } from './idempotency.ts'
import type { KeptAnswers } from './kept.ts'
import type { Limit } from './limits.ts'
import type { LivingDevices } from './living-devices.ts'
import { nearestIssues } from './nearest-issues.ts'
import { inPlainWords } from './plain-words.ts'
import { HttpProblem } from './problem.ts'
import { clientSignal } from './request.ts'

export interface Reply {
  readonly status: number
  /** Undefined for an empty answer. */
  readonly body: unknown
}

export interface Call<Body, Query> {
  readonly body: Body
  readonly query: Query
  readonly params: Readonly<Record<string, string>>
  readonly request: Request
  readonly response: Response
  readonly signal: AbortSignal
  /** Under which a create makes what it makes, when it came with an Idempotency-Key: the same for every try. */
  readonly effectId: string | undefined
}

interface Described {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Express form: /api/session/:id. */
  readonly path: string
  readonly summary: string
  /** Status, description and shape of the good answer; no shape for an empty one, a file, a page. */
  readonly replies: readonly [status: number, description: string, body?: z.ZodType]
  /** Sends its own answer: an event stream, or a file of its `type`. */
  readonly streams?: true
  /** Of what it sends, where that is neither JSON nor an event stream. */
  readonly type?: string
  readonly idempotent?: true
  /** The client may keep the answer and asks whether it still holds. */
  readonly revalidates?: true
  /** The answer is kept for some minutes: it is the same for all, or the learner's own until they change something. */
  readonly kept?: 'for-all' | 'for-learner'
}

export interface Route extends Described {
  readonly access: 'anyone' | 'learner' | 'admin'
  readonly body: z.ZodType | undefined
  readonly query: z.ZodType | undefined
  handle(call: Call<unknown, unknown>, learner: Learner | undefined): Promise<Reply | undefined>
  head?(call: Call<unknown, unknown>, learner: Learner | undefined): Promise<Reply | undefined>
}

interface Open<Body, Query> extends Described {
  readonly body?: z.ZodType<Body>
  readonly query?: z.ZodType<Query>
  handle(call: Call<Body, Query>, learner: Learner | undefined): Promise<Reply | undefined>
}

interface Closed<Body, Query> extends Described {
  readonly body?: z.ZodType<Body>
  readonly query?: z.ZodType<Query>
  handle(call: Call<Body, Query>, learner: Learner): Promise<Reply | undefined>
  /** In place of `handle`, where that does more than a HEAD may. */
  head?(call: Call<Body, Query>, learner: Learner): Promise<Reply | undefined>
}

/** For anyone; a learner who is signed in is known all the same. */
export function openRoute<Body = undefined, Query = undefined>(route: Open<Body, Query>): Route {
  // The dispatcher hands over only what these schemas gave back.
  return { ...(route as unknown as Route), access: 'anyone', body: route.body, query: route.query }
}

/** For a signed-in learner. */
export function learnerRoute<Body = undefined, Query = undefined>(route: Closed<Body, Query>): Route {
  return { ...(route as unknown as Route), access: 'learner', body: route.body, query: route.query }
}

/** For a signed-in learner with the role of an administrator. */
export function adminRoute<Body = undefined, Query = undefined>(route: Closed<Body, Query>): Route {
  return { ...learnerRoute(route), access: 'admin' }
}

export interface Dispatch {
  readonly identify: IdentifyCaller
  readonly learnerLimit: Limit
  readonly anonymousLimit: Limit
  readonly idempotency: Idempotency
  readonly kept: KeptAnswers
  readonly devices: Pick<LivingDevices, 'watch'>
}

export function dispatch(route: Route, options: Dispatch): RequestHandler {
  return async (request, response) => {
    const learner = await admit(route, request, options)
    if (route.streams === true && learner !== undefined) cutWhenSignedOut(response, learner, options.devices)
    const key = route.idempotent === true ? request.get('idempotency-key') : undefined
    const call = {
      body: parse(route.body, jsonBody(route, request), ''),
      query: parse(route.query, { ...request.query }, 'query.'),
      params: request.params as Readonly<Record<string, string>>,
      request,
      response,
      // Work under a key is finished for the client that lost its connection and asks again.
      signal: key === undefined ? listening(request, response) : new AbortController().signal,
    }
    const answer = (effectId?: string) => answered(route, options, { call: { ...call, effectId }, learner })
    const reply = key !== undefined && learner !== undefined ? await options.idempotency(request, { userId: learner.userId, answer }) : await answer()
    if (reply === undefined) return
    if (route.revalidates === true) sendRevalidated(request, response, reply)
    else send(response, reply)
  }
}

/** Until nobody listens to the answer any more. */
function listening(request: Request, response: Response): AbortSignal {
  const gone = clientSignal(request)
  return request.method === 'HEAD' ? AbortSignal.any([gone, headersOnly(response)]) : gone
}

/** A stream is held open for longer than its caller may be who they were. */
function cutWhenSignedOut(response: Response, learner: Learner, devices: Dispatch['devices']): void {
  const watch = devices.watch(learner, () => response.destroy())
  response.once('close', () => watch[Symbol.dispose]())
}

interface Answering {
  readonly call: Call<unknown, unknown>
  readonly learner: Learner | undefined
}

/** Learners see at once what they changed themselves, also when the change is all that is known to have been tried. */
async function answered(route: Route, { kept }: Dispatch, { call, learner }: Answering): Promise<Reply | undefined> {
  const handle = () => (call.request.method === 'HEAD' ? headed(route, { call, learner }) : route.handle(call, learner))
  if (route.method === 'get') return kept.answer({ route, request: call.request, learner }, handle)
  // What anyone may do changes nothing of a learner's.
  if (route.access === 'anyone') return handle()
  try {
    return await handle()
  } finally {
    if (learner !== undefined) await kept.drop(learner.userId)
  }
}

/** What fails once the headers are sent was for a body that nobody gets. */
async function headed(route: Route, { call, learner }: Answering): Promise<Reply | undefined> {
  try {
    return await (route.head === undefined ? route.handle(call, learner) : route.head(call, learner))
  } catch (error) {
    if (call.response.headersSent) return undefined
    throw error
  }
}

async function admit(route: Route, request: Request, options: Dispatch): Promise<Learner | undefined> {
  const learner = await identify(route, request, options)
  await (learner === undefined ? options.anonymousLimit.take(request.ip ?? '', request.res) : options.learnerLimit.take(learner.userId, request.res))
  if (route.access === 'anyone') return learner
  if (learner === undefined) throw new Failure('unauthenticated', 'Sign in to go on.')
  if (route.access === 'admin' && !learner.roles.includes('admin')) throw new Failure('forbidden', 'Only administrators may do this.')
  return learner
}

/** A page that is open to anyone does not turn someone away whose sign-in has expired. */
async function identify(route: Route, request: Request, options: Dispatch): Promise<Learner | undefined> {
  if (route.access !== 'anyone') return options.identify(request, route)
  return options.identify(request, route).catch((error: unknown) => {
    if (error instanceof Failure && error.code === 'unauthenticated') return undefined
    throw error
  })
}

function jsonBody(route: Route, request: Request): unknown {
  if (route.body === undefined) return undefined
  // A body that was parsed was JSON.
  if (request.body !== undefined) return request.body
  if (request.is('application/json') === false)
    throw new HttpProblem(415, 'media-type', { title: 'Not understood', detail: 'Send JSON: Content-Type: application/json.' })
  return {}
}

/** A refusal is never larger than what it refuses. */
const mostFields = 20

function parse(schema: z.ZodType | undefined, value: unknown, prefix: string): unknown {
  if (schema === undefined) return undefined
  const parsed = schema.safeParse(value, { error: inPlainWords })
  if (parsed.success) return parsed.data
  const fields = nearestIssues(parsed.error.issues).flatMap((issue) => {
    const at = `${prefix}${issue.path.map(String).join('.')}`
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ path: at === '' || at === prefix ? `${at}${key}` : `${at}.${key}`, message: 'is not a known field' }))
    return [{ path: at, message: issue.message }]
  })
  throw new Failure('invalid', 'The request does not fit what this address takes.', { fields: fields.slice(0, mostFields) })
}

function send(response: Response, reply: Reply): void {
  response.status(reply.status)
  if (reply.body === undefined) response.end()
  else endWith(response.setHeader('Content-Type', jsonType), JSON.stringify(reply.body))
}
