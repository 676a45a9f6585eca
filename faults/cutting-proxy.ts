/** A proxy that cuts a connection after so many bytes of the answer. */
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export interface CuttingProxy extends AsyncDisposable {
  readonly port: number
  /** The next connection is cut behind so many bytes of what the server sends; later ones are not. */
  cutNext(bytes: number): void
}

export async function startCuttingProxy(target: { readonly port: number }): Promise<CuttingProxy> {
  let next = Number.POSITIVE_INFINITY
  const open = new Set<Socket>()
  const server = createServer((client) => {
    let left = next
    next = Number.POSITIVE_INFINITY
    const upstream = connect(target.port, '127.0.0.1')
    for (const socket of [client, upstream]) open.add(socket.on('error', () => undefined))
    const cut = (): void => {
      for (const socket of [client, upstream]) {
        socket.destroy()
        open.delete(socket)
      }
    }
    client.on('data', (chunk) => upstream.write(chunk)).on('close', cut)
    upstream.on('close', cut).on('data', (chunk) => {
      const passed = chunk.subarray(0, left)
      left -= passed.length
      // What was taken is on its way before the connection ends.
      client.write(passed, () => {
        if (left <= 0) cut()
      })
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    cutNext(bytes) {
      next = bytes
    },
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}
