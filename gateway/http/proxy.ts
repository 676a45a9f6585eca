/** Everything that is not the API belongs to the web app, which runs as a process of its own. */
import type { Log } from '@quint/runtime/log.ts'
import type { RequestHandler } from 'express'
import { createProxyMiddleware } from 'http-proxy-middleware'

export function webApp(url: string, log: Log): RequestHandler {
  return createProxyMiddleware({
    target: url,
    xfwd: true,
    proxyTimeout: 30_000,
    on: {
      error(error, _request, response) {
        log.error('the web app did not answer', error)
        if (!('writeHead' in response)) return
        if (response.headersSent) response.destroy()
        else response.writeHead(503, { 'Content-Type': 'text/html; charset=utf-8', 'Retry-After': '5' }).end(away)
      },
    },
  })
}

const away = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Quint is starting</title><meta http-equiv="refresh" content="3">
<body style="font:18px/1.6 system-ui;margin:20vh auto;max-width:32rem;padding:0 1rem"><h1>One moment</h1>
<p>The web app is not there yet. This page tries again by itself.</p></body></html>`
