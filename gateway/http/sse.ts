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
  const alive = setInterval(() => response.write(': still here\n\n'), keepAliveMs)
  response.once('close', () => clearInterval(alive))
  return {
    send({ id, name, data }) {
      // JSON holds no raw line break, so one data line is enough.
      const taken = response.write(id === undefined ? `event: ${name}\ndata: ${data}\n\n` : `id: ${id}\nevent: ${name}\ndata: ${data}\n\n`)
      return taken ? undefined : drained(response)
    },
    end() {
      clearInterval(alive)
      response.end()
    },
  }
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
