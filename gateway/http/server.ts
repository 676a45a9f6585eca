/** The HTTP server: how long and how large a request may be, and which connections may become sockets. */
import { createServer, type RequestListener, type Server } from 'node:http'

/** @param isPage whether an address belongs to the web app, whose pages alone open sockets. */
export function httpServer(app: RequestListener, isPage: (path: string) => boolean): Server {
  const server: Server = createServer(
    {
      requestTimeout: 30_000,
      headersTimeout: 10_000,
      maxHeaderSize: 16_384,
      // A connection that is handed over has no time-outs and no one else to answer it; without that, the offer is ignored (RFC 9110, 7.8).
      shouldUpgradeCallback: ({ headers, url = '' }) =>
        server.listenerCount('upgrade') > 0 &&
        headers.upgrade?.toLowerCase() === 'websocket' &&
        url.startsWith('/') &&
        isPage(url.split('?')[0] ?? ''),
    },
    (request, response) => {
      // Nor does it go on to the web app.
      delete request.headers.upgrade
      app(request, response)
    },
  )
  return server
}
