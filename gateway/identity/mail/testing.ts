/** A mail server for tests: real sockets and the real protocol, with the faults that mail servers have. */
import { createServer, type Socket, type Server as TcpServer } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface Received {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: string
  readonly secure: boolean
}

export interface MailServerForTest extends AsyncDisposable {
  readonly url: string
  readonly port: number
  readonly received: readonly Received[]
  /** Fulfilled once that many were received in all. */
  arrived(count: number): Promise<void>
}

export async function startMailServer(options: SMTPServerOptions & { readonly port?: number } = {}): Promise<MailServerForTest> {
  const received: Received[] = []
  const arrivals = waiters(() => received.length)
  const server = new SMTPServer({
    disabledCommands: ['AUTH'],
    hideSTARTTLS: true,
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
          secure: session.secure,
        })
        done()
        arrivals.tell()
      })
    },
    ...options,
  })
  // Clients that leave in the middle are part of the tests.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', () => resolve()))
  const port = portOf(server.server as TcpServer)
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    received,
    arrived: arrivals.reach,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** A server that is no mail server: what it does with a connection is up to the test. */
export async function startSocketServer(answer: (socket: Socket) => void) {
  const sockets = new Set<Socket>()
  let connections = 0
  const seen = waiters(() => connections)
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket)))
    connections += 1
    seen.tell()
    answer(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return {
    url: `smtp://127.0.0.1:${portOf(server)}`,
    port: portOf(server),
    connected: seen.reach,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function portOf(server: TcpServer): number {
  const address = server.address()
  return address !== null && typeof address === 'object' ? address.port : 0
}

function waiters(count: () => number) {
  const waiting = new Set<{ readonly wanted: number; readonly resolve: () => void }>()
  return {
    tell(): void {
      for (const waiter of waiting) if (count() >= waiter.wanted && waiting.delete(waiter)) waiter.resolve()
    },
    reach: (wanted: number): Promise<void> =>
      count() >= wanted ? Promise.resolve() : new Promise((resolve) => void waiting.add({ wanted, resolve })),
  }
}
