/** A client of the socket for tests: what it was sent, in order, and the messages still to come. */
import { WebSocket } from 'ws'

export interface SocketClient extends AsyncDisposable {
  send(message: unknown): void
  raw: WebSocket
  /** The next message of that type, past ones not counted twice. */
  next(type: string): Promise<Record<string, unknown>>
  readonly received: readonly Record<string, unknown>[]
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
}

export interface SocketOptions {
  readonly token?: string
  readonly ticket?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly protocols?: readonly string[]
}

/** Rejects with the status of the refusal as its message. */
export async function openSocket(url: string, { token, ticket, headers = {}, protocols = ['quint.v1'] }: SocketOptions): Promise<SocketClient> {
  const offered = ticket === undefined ? protocols : [...protocols, `ticket.${ticket}`]
  const raw = new WebSocket(`${url.replace('http', 'ws')}/ws`, [...offered], {
    headers: { ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }), ...headers },
  })
  const received: Record<string, unknown>[] = []
  const waiting = new Map<string, ((message: Record<string, unknown>) => void)[]>()
  const unread = new Map<string, Record<string, unknown>[]>()
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    raw.on('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  )
  raw.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Record<string, unknown>
    received.push(message)
    const type = String(message.type)
    const reader = waiting.get(type)?.shift()
    if (reader === undefined) unread.set(type, [...(unread.get(type) ?? []), message])
    else reader(message)
  })
  await new Promise<void>((resolve, reject) => {
    raw.once('open', resolve)
    raw.once('unexpected-response', (_request, response) => {
      response.resume()
      reject(new Error(String(response.statusCode)))
    })
    raw.once('error', reject)
  })
  raw.on('error', () => undefined)
  return {
    raw,
    received,
    closed,
    send: (message) => raw.send(typeof message === 'string' ? message : JSON.stringify(message)),
    next(type) {
      const known = unread.get(type)?.shift()
      if (known !== undefined) return Promise.resolve(known)
      return new Promise((resolve) => waiting.set(type, [...(waiting.get(type) ?? []), resolve]))
    },
    async [Symbol.asyncDispose]() {
      raw.terminate()
      await closed
    },
  }
}
