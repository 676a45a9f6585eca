/** Everything that is not the API belongs to the web app, which runs as a process of its own. */
import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Log } from '@quint/runtime/log.ts'
import type { RequestHandler } from 'express'
import { createProxyMiddleware } from 'http-proxy-middleware'

export interface WebAppOptions {
  readonly log: Log
  /** Whether an address belongs to the web app. */
  readonly isPage: (path: string) => boolean
  /** Aborted when the gateway takes leave: sockets that pages hold open end. */
  readonly leaving: AbortSignal
}

/** Assets whose names change with their content: a browser keeps them for ever, so they are worth the best compression. */
export const assetsFolder = '/_next/static'

export function webApp(url: string, { log, isPage, leaving }: WebAppOptions): RequestHandler {
  const outgoings = new WeakMap<IncomingMessage, ClientRequest>()
  const proxy = createProxyMiddleware({
    target: url,
    xfwd: true,
    proxyTimeout: 30_000,
    pathFilter: isPage,
    // The development server tells pages of changes over a socket.
    ws: true,
    on: {
      // Fetched plain, so that whoever comes before this may compress them with brotli, which the web app does not know.
      proxyReq(outgoing, request) {
        outgoings.set(request, outgoing)
        hideTokens(outgoing)
        if (request.url?.startsWith(`${assetsFolder}/`)) outgoing.removeHeader('accept-encoding')
      },
      error(error, request, response) {
        if ('writeHead' in response && !response.headersSent && wasHungUp(request, outgoings.get(request))) {
          void proxy(request as Parameters<typeof proxy>[0], response as Parameters<typeof proxy>[1], () => undefined)
          return
        }
        log.error('the web app did not answer', error)
        if (!('writeHead' in response)) return
        if (response.headersSent) response.destroy()
        else response.writeHead(503, { 'Content-Type': 'text/html; charset=utf-8', 'Retry-After': '5' }).end(away)
      },
      proxyReqWs(outgoing, _request, socket) {
        hideTokens(outgoing)
        forgetUnanswered(outgoing, socket)
        // With an error: only then does the proxy end its own side too.
        const end = (): void => void socket.destroy(new Error('the gateway takes leave'))
        leaving.addEventListener('abort', end, { once: true })
        socket.once('close', () => leaving.removeEventListener('abort', end))
      },
    },
  })
  return proxy
}

/**
 * The web app ends connections that nobody has used for a while, and may do so just as a request goes out on one. Each such connection is one less,
 * and a request on a new connection is not made again.
 */
function wasHungUp({ method = '' }: IncomingMessage, outgoing: ClientRequest | undefined): boolean {
  return ['GET', 'HEAD'].includes(method) && outgoing?.reusedSocket === true
}

const signIn = /((?:__Host-)?quint_(?:access|refresh))=[^;]*/g

/** Pages ask only whether there is a sign-in: its tokens stay here. */
function hideTokens(outgoing: ClientRequest): void {
  const cookies = outgoing.getHeader('cookie')
  if (typeof cookies === 'string') outgoing.setHeader('cookie', cookies.replaceAll(signIn, '$1=hidden'))
}

const answerDeadlineMs = 30_000

/** Until the pages' server agrees, nobody else reads this socket: whoever leaves, or is not answered, would stay for ever. */
function forgetUnanswered(outgoing: ClientRequest, socket: Duplex): void {
  const end = (): void => void socket.destroy()
  const timer = setTimeout(end, answerDeadlineMs)
  socket.once('end', end).resume()
  socket.once('close', () => {
    clearTimeout(timer)
    outgoing.destroy()
  })
  outgoing.once('upgrade', () => {
    clearTimeout(timer)
    socket.off('end', end)
  })
}

const away = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Quint is starting</title><meta http-equiv="refresh" content="3">
<body style="font:18px/1.6 system-ui;margin:20vh auto;max-width:32rem;padding:0 1rem"><h1>One moment</h1>
<p>The web app is not there yet. This page tries again by itself.</p></body></html>`
