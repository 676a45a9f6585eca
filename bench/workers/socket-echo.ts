/** A bare socket that says every message again. */
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { answer } from '../worker.ts'

export type SocketEchoTasks = typeof tasks

const owned = new AsyncDisposableStack()

const tasks = {
  async start(): Promise<{ url: string }> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
    server.on('connection', (socket) => socket.on('message', (data: Buffer) => socket.send(data.toString())))
    await new Promise<void>((resolve) => server.once('listening', resolve))
    owned.defer(() => {
      for (const client of server.clients) client.terminate()
      server.close()
    })
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
  },
}

answer(tasks, owned)
