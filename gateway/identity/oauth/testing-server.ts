/** A server of a provider for tests: listens on loopback, and each of its addresses can be made to fail as a real one does. */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'

/** hangs: headers never come. stalls: a body that never ends. A function answers itself. */
export type Spoiled = 'hangs' | 'stalls' | 'breaks' | 'garbage' | 'unavailable' | ((request: IncomingMessage, response: ServerResponse) => void)

export interface SpoilableServer extends AsyncDisposable {
  readonly url: string
  /** Undefined mends it. */
  spoil(path: string, how: Spoiled | undefined): void
  /** Path and how often it was asked for. */
  readonly asked: ReadonlyMap<string, number>
  handle(listener: RequestListener): void
  /** Settles when a request for this path has arrived. */
  waiting(path: string): Promise<void>
}

export async function spoilableServer(): Promise<SpoilableServer> {
  const spoiled = new Map<string, Spoiled>()
  const asked = new Map<string, number>()
  const awaited = new Map<string, PromiseWithResolvers<void>>()
  let listener: RequestListener = (_request, response) => void response.writeHead(404).end()
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    asked.set(path, (asked.get(path) ?? 0) + 1)
    awaited.get(path)?.resolve()
    const how = spoiled.get(path)
    if (how === undefined) listener(request, response)
    else answerSpoiled(how, request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    spoil: (path, how) => void (how === undefined ? spoiled.delete(path) : spoiled.set(path, how)),
    handle(given) {
      listener = given
    },
    waiting(path) {
      const promised = Promise.withResolvers<void>()
      awaited.set(path, promised)
      return promised.promise
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answerSpoiled(how: Spoiled, request: IncomingMessage, response: ServerResponse): void {
  if (typeof how === 'function') {
    how(request, response)
    return
  }
  switch (how) {
    case 'hangs':
      return
    case 'stalls':
      response.writeHead(200, { 'content-type': 'application/json' }).write('{')
      return
    case 'breaks':
      request.socket.destroy()
      return
    case 'garbage':
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"access_token":')
      return
    case 'unavailable':
      response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>Back soon</h1>')
  }
}
