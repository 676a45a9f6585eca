/** Clients that hold their connections: each asks once and then only listens. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { answer } from '../worker.ts'

export type CrowdTasks = typeof tasks

export interface Holding {
  readonly url: string
  readonly path: string
  readonly token: string
  /** Sent as JSON with POST; without one it is a GET. */
  readonly body?: unknown
  readonly count: number
  /** What has come, as a pattern, when a client is content. */
  readonly until: string
}

const atOnce = 50
const held = new Set<Socket>()

const tasks = {
  hold: (holding: Holding): Promise<void> => each(holding, async () => void (await hold(holding))),
  /** As many, but each goes once it is content. */
  pass: (holding: Holding): Promise<void> =>
    each(holding, async () => {
      const socket = await hold(holding)
      const closed = once(socket, 'close')
      socket.destroy()
      await closed
    }),
  /** How many are open still. */
  open: () => held.size,
}

async function each({ count }: Holding, work: () => Promise<void>): Promise<void> {
  let left = count
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      await work()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

/** Nothing but a socket: the clients of ten thousand must not cost more than their server. */
async function hold({ url, path, token, body, until }: Holding): Promise<Socket> {
  const { hostname, port, host } = new URL(url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  held.add(socket)
  socket.once('close', () => held.delete(socket))
  socket.on('error', () => undefined)
  const json = body === undefined ? '' : JSON.stringify(body)
  const start =
    body === undefined ? `GET ${path} HTTP/1.1` : `POST ${path} HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: ${json.length}`
  socket.write(`${start}\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n\r\n${json}`)
  const content = new RegExp(until)
  let received = ''
  await new Promise<void>((resolve, reject) => {
    const closed = (): void => reject(new Error(`a connection was closed: ${received.slice(0, 300)}`))
    const listen = (chunk: Buffer): void => {
      received += String(chunk)
      if (!content.test(received)) return
      socket.off('data', listen).off('close', closed)
      socket.resume()
      resolve()
    }
    socket.on('data', listen).once('close', closed)
  })
  return socket
}

answer(tasks)
