/** A collector that takes OTLP over HTTP and keeps nothing but how much came. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { answer } from '../worker.ts'

export type SinkTasks = typeof tasks

interface Traces {
  readonly resourceSpans?: readonly { readonly scopeSpans: readonly { readonly spans: readonly { readonly kind: number }[] }[] }[]
}

/** Of a span that begins with a request or a call from elsewhere. */
const serverKind = 2
const owned = new AsyncDisposableStack()
const received = { spans: 0, served: 0, posts: 0 }

const tasks = {
  async start(): Promise<{ url: string }> {
    const server = createServer(async (request, response) => {
      const body = (await json(request)) as Traces
      const spans = (body.resourceSpans ?? []).flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans))
      received.posts += 1
      received.spans += spans.length
      received.served += spans.filter(({ kind }) => kind === serverKind).length
      response.setHeader('content-type', 'application/json').end('{}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    owned.defer(() => {
      server.close()
      server.closeAllConnections()
    })
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
  },
  received: () => received,
}

answer(tasks, owned)
