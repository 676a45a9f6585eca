/** TCP ports: one on loopback that was free a moment ago, and that no outgoing connection takes meanwhile; and whether a given one is free. */
import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

// Below the ranges from which systems take the ports of outgoing connections: Linux from 32768, others from 49152.
const lowest = 15_000
const highest = 32_000
const given = new Set<number>()

/** Never the same one twice from one process. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = randomInt(lowest, highest)
    if (given.has(port) || !(await isFree(port))) continue
    given.add(port)
    return port
  }
  throw new Error(`no free port between ${lowest} and ${highest}`)
}

/** Throws when somebody listens there, or when we may not. */
export async function assertFree(port: number, host: string): Promise<void> {
  const free = await isFree(port, host).catch((cause: NodeJS.ErrnoException) => {
    throw new Error(`port ${port} cannot be listened on at ${host} (${cause.code}): set PORT to another one`, { cause })
  })
  if (!free) throw new Error(`port ${port} is in use: set PORT to another one`)
}

function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}
