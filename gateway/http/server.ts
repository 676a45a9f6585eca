/** The HTTP server: how long and how large a request may be, and which connections may become sockets. */
import { createServer, IncomingMessage, type RequestListener, type Server, type ServerOptions, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

export interface OwnSocket {
  readonly path: string
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
}

/** Of Express's own. */
interface Prototypes {
  readonly request: object
  readonly response: object
}

/**
 * @param isPage whether an address belongs to the web app, whose pages open sockets of their own.
 * @param own the one socket that is not theirs.
 */
export function httpServer(app: RequestListener, isPage: (path: string) => boolean, own?: OwnSocket): Server {
  const server: Server = createServer(
    {
      requestTimeout: 30_000,
      headersTimeout: 10_000,
      // Longer than proxies keep their connections to us, so that none sends a request into one that is just being closed.
      keepAliveTimeout: 75_000,
      maxHeaderSize: 16_384,
      ...bornAs(app),
      // A connection that is handed over has no time-outs and no one else to answer it; without that, the offer is ignored (RFC 9110, 7.8).
      shouldUpgradeCallback: ({ method, headers, url = '' }) => {
        const path = url.split('?')[0] ?? ''
        if (headers.upgrade?.toLowerCase() !== 'websocket') return false
        if (path === own?.path) return method === 'GET'
        return url.startsWith('/') && isPage(path) && server.listenerCount('upgrade') > (own === undefined ? 0 : 1)
      },
    },
    (request, response) => {
      // Nor does it go on to the web app.
      delete request.headers.upgrade
      app(request, response)
    },
  )
  if (own !== undefined)
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (request.url?.split('?')[0] === own.path) own.upgrade(request, socket, head)
    })
  return server.on('clientError', refuseUnread)
}

/**
 * Express gives each request and answer its own prototype, which costs the engine all that it has learnt of their shape; those that are born with it
 * stay as they are.
 */
function bornAs({ request, response }: RequestListener & Partial<Prototypes>): ServerOptions {
  if (request === undefined || response === undefined) return {}
  return { IncomingMessage: heirOf(IncomingMessage, request), ServerResponse: heirOf(ServerResponse, response) }
}

/** A class's own prototype cannot be replaced; that of a function can. */
function heirOf<Born extends object>(born: Born, prototype: object): Born {
  function heir(...given: unknown[]): object {
    return Reflect.construct(born as never, given, heir)
  }
  heir.prototype = prototype
  return heir as unknown as Born
}

const unread: Readonly<Record<string, readonly [status: string, detail: string]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The headers are larger than 16 KiB.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request did not arrive in time.'],
}

/** What cannot be read as HTTP, or does not arrive, never becomes a request. Nothing of it is repeated. */
function refuseUnread(error: Error, socket: Duplex): void {
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const [status, detail] = unread[code] ?? ['400 Bad Request', 'The request cannot be read as HTTP.']
  const [, number = '', title = ''] = /^(\d+) (.*)$/.exec(status) ?? []
  const body = JSON.stringify({ type: 'about:blank', title, status: Number(number), detail })
  const head = [`HTTP/1.1 ${status}`, 'Connection: close', 'Content-Type: application/problem+json; charset=utf-8', `Content-Length: ${body.length}`]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
