/** How the gateway takes leave: readiness off, clients sent elsewhere, streams told to go on elsewhere, requests in hand finished. */
import type { Server } from 'node:http'
import { sleep } from '@quint/runtime/sleep.ts'
import type { RequestHandler } from 'express'

export interface Leaving {
  /** True once the process takes leave; it answers all the same. */
  begun(): boolean
  /** Aborted when open streams are to end after the event in hand: their readers go on elsewhere. */
  readonly streams: AbortSignal
  /** Tells clients to come back over another connection. */
  readonly farewell: RequestHandler
  close(server: Server): Promise<void>
}

export interface LeavingOptions {
  /** How long requests are taken after readiness is off. */
  readonly leadMs: number
  /** How long requests in hand may take to end. */
  readonly drainMs: number
}

export function openLeaving(options: LeavingOptions): Leaving {
  const streams = new AbortController()
  let begun = false
  return {
    begun: () => begun,
    streams: streams.signal,
    farewell(_request, response, next) {
      if (begun) response.setHeader('Connection', 'close')
      next()
    },
    async close(server) {
      begun = true
      await sleep(options.leadMs)
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      streams.abort()
      server.closeIdleConnections()
      const force = setTimeout(() => server.closeAllConnections(), options.drainMs)
      await closed
      clearTimeout(force)
    },
  }
}
