/** Requests and answers between the processes of a deployment: JSON over HTTP/1.1, bodies bounded. */
import type { IncomingMessage } from 'node:http'
import { listening } from './listening.ts'
import type { Address } from './setup.ts'

export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

// Importing it by name would read all that it exports, which loads WebSockets and fetch: more than half of what starting a process takes.
const { createServer } = process.getBuiltinModule('node:http')
const mostBodyBytes = 256 * 1024
let draining = false

/** From now on `/healthz` says no, so that balancers leave this process before it ends. */
export function drain(): void {
  draining = true
}

/** `/healthz` is answered by every process alike. */
export function serveHttp(at: Address, answer: (asked: Asked) => Promise<Answer>): Promise<number> {
  const server = createServer(async (request, response) => {
    const { status, body, headers = {} } = await answered(request, answer).catch((): Answer => ({ status: 500, body: { error: 'internal' } }))
    const text = body === undefined ? '' : JSON.stringify(body)
    response.writeHead(status, { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text)
  })
  server.keepAliveTimeout = 60_000
  return listening(server, at)
}

async function answered(request: IncomingMessage, answer: (asked: Asked) => Promise<Answer>): Promise<Answer> {
  const { method = 'GET', url = '/', headers } = request
  const { pathname, searchParams } = new URL(url, 'http://local')
  if (pathname === '/healthz') return { status: draining ? 503 : 200 }
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > mostBodyBytes) return { status: 413, body: { error: 'too large' } }
    pieces.push(piece)
  }
  return await answer({ method, path: pathname, query: searchParams, headers, body: Buffer.concat(pieces).toString('utf8') })
}
