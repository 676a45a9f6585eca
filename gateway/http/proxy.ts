/** Everything that is not the API belongs to the web app, which runs as a process of its own. */
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

export function webApp(url: string, { log, isPage, leaving }: WebAppOptions): RequestHandler {
  return createProxyMiddleware({
    target: url,
    xfwd: true,
    proxyTimeout: 30_000,
    pathFilter: isPage,
    // The development server tells pages of changes over a socket.
    ws: true,
    on: {
      error(error, _request, response) {
        log.error('the web app did not answer', error)
        if (!('writeHead' in response)) return
        if (response.headersSent) response.destroy()
        else response.writeHead(503, { 'Content-Type': 'text/html; charset=utf-8', 'Retry-After': '5' }).end(away)
      },
      proxyReqWs(_outgoing, _request, socket) {
        // With an error: only then does the proxy end its own side too.
        const end = (): void => void socket.destroy(new Error('the gateway takes leave'))
        leaving.addEventListener('abort', end, { once: true })
        socket.once('close', () => leaving.removeEventListener('abort', end))
      },
    },
  })
}

const away = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Quint is starting</title><meta http-equiv="refresh" content="3">
<body style="font:18px/1.6 system-ui;margin:20vh auto;max-width:32rem;padding:0 1rem"><h1>One moment</h1>
<p>The web app is not there yet. This page tries again by itself.</p></body></html>`
