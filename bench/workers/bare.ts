/** Plain node:http that answers every request with the same bytes. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answer } from '../worker.ts'

export type BareTasks = typeof tasks

export interface Bytes {
  readonly status: number
  /** Names and values by turns. */
  readonly headers: readonly string[]
  readonly body: string
}

const owned = new AsyncDisposableStack()

const tasks = {
  /** The body of a request is read to its end, and nothing is done with it. */
  async start({ status, headers, body }: Bytes): Promise<{ url: string }> {
    const server = createServer((request, response) => {
      request.resume().once('end', () => {
        response.writeHead(status, [...headers])
        response.end(body)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    owned.defer(() => {
      server.close()
      server.closeAllConnections()
    })
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
  },
}

answer(tasks, owned)
