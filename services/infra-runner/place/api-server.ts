/**
 * The API server of a cluster, as far as a place needs it: objects are made, read, watched and removed, each call within its time. Connections and
 * tries are undici's, as are those of @kubernetes/client-node, from which only the access is taken (`cluster.ts`): each of its calls opens a
 * connection (ten times the processor), and its watch is not given up before it is answered, does not say why it was refused and ends at a 429.
 */
import type { RequestOptions } from 'node:https'
import { Failure } from '@quint/runtime/failure.ts'
import { aborted } from '@quint/runtime/stop.ts'
import { Agent, buildConnector, type Dispatcher, interceptors, request } from 'undici'

export interface ApiServer extends Disposable {
  /** What was refused for a moment is asked again within the time. */
  call(verb: 'GET' | 'POST' | 'DELETE', path: string, asked?: Asked): Promise<ApiObject>
  /** Changes after a version, until the server ends it or the signal is aborted. @throws Refused, with 410 where they are not known any more. */
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
const watchSeconds = 60
/** A watch that says nothing past its end is a connection that broke. */
const silenceMs = (watchSeconds + 10) * 1000

/** What the server was too busy to take is told again, when it says. What broke may have been done, and is not. */
const patience = {
  methods: ['GET', 'POST', 'DELETE'],
  statusCodes: [429, 503],
  errorCodes: [],
  maxRetries: 3,
  minTimeout: 300,
  timeoutFactor: 3,
  throwOnError: false,
}

const alwaysTold = { accept: 'application/json', 'content-type': 'application/json', 'user-agent': 'quint-runner' }

type Sent = Pick<Asked, 'body'> & { readonly signal: AbortSignal }

export function apiServer({ server, apply }: Access): ApiServer {
  const agent = new Agent({ connect: connectorOf(apply), headersTimeout: silenceMs, bodyTimeout: silenceMs, maxResponseSize: mostBytes })
  const dispatcher = agent.compose(interceptors.retry(patience))
  const send = async (method: string, path: string, { body, signal }: Sent): Promise<Dispatcher.ResponseData> => {
    const shown: RequestOptions = {}
    await Promise.race([apply(shown), aborted(signal)])
    signal.throwIfAborted()
    const headers = { ...(shown.headers as Readonly<Record<string, string>> | undefined), ...alwaysTold }
    return await request(server + path, { dispatcher, method, headers, signal, body: body === undefined ? null : JSON.stringify(body) })
  }
  return {
    async call(verb, path, { withinMs = withinMsAsUsual, signal, ...asked } = {}) {
      const deadline = AbortSignal.timeout(withinMs)
      const given = signal === undefined ? deadline : AbortSignal.any([deadline, signal])
      try {
        return await read(await send(verb, path, { ...asked, signal: given }))
      } catch (error) {
        signal?.throwIfAborted()
        throw deadline.aborted ? new Failure('deadline', 'The cluster does not answer in time.', { cause: error }) : told(error)
      }
    },
    async *watch(path, from, signal) {
      const query = `watch=1&allowWatchBookmarks=true&timeoutSeconds=${watchSeconds}&resourceVersion=${encodeURIComponent(from)}`
      const { statusCode, body } = await send('GET', `${path}${path.includes('?') ? '&' : '?'}${query}`, { signal })
      if (statusCode !== 200) throw refusalOf(statusCode, await body.text())
      for await (const line of linesOf(body)) yield JSON.parse(line) as Change
    },
    [Symbol.dispose]() {
      agent.destroy().catch(() => undefined)
    },
  }
}

/** What is shown of us when a connection is made may have changed since the last one. */
function connectorOf(apply: Access['apply']): buildConnector.connector {
  return (to, connected) => {
    const shown: RequestOptions = {}
    apply(shown).then(
      () => buildConnector({ ...(shown as buildConnector.BuildOptions), allowH2: false })(to, connected),
      (error: Error) => connected(error, null),
    )
  }
}

/** What could not be asked at all is an absence; what was answered is told as it is. */
function told(error: unknown): unknown {
  return error instanceof Refused || error instanceof Failure ? error : new Failure('unavailable', 'The cluster does not answer.', { cause: error })
}

async function read({ statusCode, body }: Dispatcher.ResponseData): Promise<ApiObject> {
  const text = await body.text()
  if (statusCode < 200 || statusCode > 299) throw refusalOf(statusCode, text)
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

async function* linesOf(body: Dispatcher.ResponseData['body']): AsyncGenerator<string> {
  let rest = ''
  body.setEncoding('utf8')
  for await (const piece of body as AsyncIterable<string>) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line !== '') yield line
  }
}
