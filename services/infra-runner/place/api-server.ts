/** The API server of a cluster, as far as a place needs it: objects are made, read, watched and removed, each call within its time. */

import { type IncomingMessage, request as inTheOpen, Agent as PlainAgent } from 'node:http'
import { Agent, request as overTls, type RequestOptions } from 'node:https'
import { setTimeout as pause } from 'node:timers/promises'
import { Failure } from '@quint/runtime/failure.ts'

export interface ApiServer extends Disposable {
  /** A second try of what was refused for a moment is made within the time. */
  call(verb: 'GET' | 'POST' | 'DELETE', path: string, asked?: Asked): Promise<ApiObject>
  /** Changes after a version, until the server ends it or the signal is aborted. @throws Gone where they are not known any more. */
  watch(path: string, from: string, signal: AbortSignal): AsyncIterable<Change>
}

export interface Asked {
  readonly body?: object
  readonly withinMs?: number
  readonly signal?: AbortSignal
}

export interface ApiObject {
  readonly kind?: string
  readonly metadata?: {
    readonly name?: string
    readonly resourceVersion?: string
    readonly labels?: Readonly<Record<string, string>>
    readonly creationTimestamp?: string
    readonly deletionTimestamp?: string
    readonly continue?: string
  }
  readonly items?: readonly ApiObject[]
  readonly [part: string]: unknown
}

export interface Change {
  readonly type: string
  readonly object: ApiObject
}

/** How to reach it; what it is shown may change while a process lives, so it is asked for each time. */
export interface Access {
  readonly server: string
  apply(options: RequestOptions): Promise<void>
}

/** What the API server refused; its words are for operators. */
export class Refused extends Error {
  readonly status: number
  readonly reason: string

  constructor(status: number, reason: string, message: string) {
    super(message.slice(0, 2000))
    this.name = 'Refused'
    this.status = status
    this.reason = reason
  }
}

const withinMsAsUsual = 15_000
const mostBytes = 32 * 1024 * 1024
/** Told by the server when it has too much to do. */
const laterStatuses = new Set([429, 503])
const mostTries = 4
const watchSeconds = 60

export function apiServer({ server, apply }: Access): ApiServer {
  const { protocol } = new URL(server)
  const agent = protocol === 'https:' ? new Agent({ keepAlive: true }) : new PlainAgent({ keepAlive: true })
  const send = async (verb: string, path: string, asked: Asked): Promise<IncomingMessage> => {
    const options: RequestOptions = {}
    await apply(options)
    return await answered(new URL(server + path), { ...options, agent, method: verb }, asked)
  }
  return {
    async call(verb, path, { withinMs = withinMsAsUsual, signal, ...asked } = {}) {
      const deadline = AbortSignal.timeout(withinMs)
      const given = signal === undefined ? deadline : AbortSignal.any([deadline, signal])
      try {
        return await tried(async () => await read(await send(verb, path, { ...asked, signal: given })), given)
      } catch (error) {
        signal?.throwIfAborted()
        throw deadline.aborted ? new Failure('deadline', 'The cluster does not answer in time.', { cause: error }) : told(error)
      }
    },
    async *watch(path, from, signal) {
      const query = `watch=1&allowWatchBookmarks=true&timeoutSeconds=${watchSeconds}&resourceVersion=${encodeURIComponent(from)}`
      // One that says nothing after its end is a connection that broke.
      const silence = AbortSignal.timeout((watchSeconds + 10) * 1000)
      const response = await send('GET', `${path}${path.includes('?') ? '&' : '?'}${query}`, { signal: AbortSignal.any([signal, silence]) })
      if (response.statusCode !== 200) throw told(refusalOf(response.statusCode ?? 0, await textOf(response)))
      for await (const line of linesOf(response)) yield JSON.parse(line) as Change
    },
    [Symbol.dispose]: () => agent.destroy(),
  }
}

/** What could not be asked at all is an absence; what was answered is told as it is. */
function told(error: unknown): unknown {
  return error instanceof Refused || error instanceof Failure ? error : new Failure('unavailable', 'The cluster does not answer.', { cause: error })
}

async function tried<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Refused) || !laterStatuses.has(error.status) || attempt === mostTries) throw error
      await pause(100 * 3 ** attempt, undefined, { signal })
    }
  }
}

function answered(url: URL, options: RequestOptions, { body, signal }: Asked): Promise<IncomingMessage> {
  const text = body === undefined ? '' : JSON.stringify(body)
  const headers = {
    ...(options.headers as Readonly<Record<string, string>> | undefined),
    accept: 'application/json',
    'user-agent': 'quint-runner',
    ...(text === '' ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
  }
  const send = url.protocol === 'https:' ? overTls : inTheOpen
  return new Promise((resolve, reject) => {
    const asking = send(url, { ...options, headers, ...(signal === undefined ? {} : { signal }) }, resolve)
    asking.on('error', reject)
    asking.end(text)
  })
}

async function read(response: IncomingMessage): Promise<ApiObject> {
  const text = await textOf(response)
  const status = response.statusCode ?? 0
  if (status < 200 || status > 299) throw refusalOf(status, text)
  return JSON.parse(text) as ApiObject
}

function refusalOf(status: number, text: string): Refused {
  try {
    const { reason = '', message = '' } = JSON.parse(text) as { readonly reason?: string; readonly message?: string }
    return new Refused(status, reason, message)
  } catch {
    return new Refused(status, '', text)
  }
}

async function textOf(response: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of response as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > mostBytes) throw new Error('the answer is too long')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

async function* linesOf(response: IncomingMessage): AsyncGenerator<string> {
  let rest = ''
  response.setEncoding('utf8')
  for await (const piece of response as AsyncIterable<string>) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > mostBytes) throw new Error('a line is too long')
    for (const line of lines) if (line !== '') yield line
  }
}
