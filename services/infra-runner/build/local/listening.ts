/** A server on a port, of loopback and picked by the system unless an address is told. */
import type { Server } from 'node:net'
import type { Address } from './setup.ts'

export const loopback = '127.0.0.1'

export function listening(server: Server, { host, port }: Address = { host: loopback, port: 0 }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}
