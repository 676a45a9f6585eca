/** Server-sent events (WHATWG HTML, 9.2): opened at once, kept alive, written no faster than the client reads. */
import type { Response } from 'express'
import { observeStream } from './observed.ts'

export interface EventStream {
  /** Fulfilled when the client can take more. */
  send(event: { readonly id?: string; readonly name: string; readonly data: string }): Promise<void> | undefined
  end(): void
}

const keepAliveMs = 15_000

export function openEventStream(response: Response): EventStream {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
    Connection: 'keep-alive',
  })
  response.flushHeaders()
  observeStream(response)
  keepAlive(response)
  return {
    send({ id, name, data }) {
      // JSON holds no raw line break, so one data line is enough.
      const taken = response.write(id === undefined ? `event: ${name}\ndata: ${data}\n\n` : `id: ${id}\nevent: ${name}\ndata: ${data}\n\n`)
      return taken ? undefined : drained(response)
    },
    end() {
      open.delete(response)
      response.end()
    },
  }
}

const open = new Set<Response>()
let beating: NodeJS.Timeout | undefined

/** One clock for all streams: one each would cost every stream its own. */
function keepAlive(response: Response): void {
  open.add(response)
  beating ??= setInterval(() => {
    for (const one of open) one.write(': still here\n\n')
  }, keepAliveMs)
  response.once('close', () => {
    open.delete(response)
    if (open.size > 0) return
    clearInterval(beating)
    beating = undefined
  })
}

function drained(response: Response): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.on('drain', done)
    response.on('close', done)
  })
}
