/** A balancer for tests: it goes round whoever is ready, asks them often, and tries nothing twice. */
import { EventEmitter, once } from 'node:events'
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'

const probeEveryMs = 250

export async function startBalancer() {
  const members = new Map<number, boolean>()
  const agent = new Agent({ keepAlive: true })
  let turn = 0
  const forward = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const ready = [...members].filter(([, isReady]) => isReady).map(([port]) => port)
    turn += 1
    const port = ready[turn % ready.length]
    const failed = (): void => {
      if (outgoing.headersSent) outgoing.destroy()
      else outgoing.writeHead(502).end()
    }
    if (port === undefined) {
      failed()
      return
    }
    const passed = request({ port, host: '127.0.0.1', agent, method: incoming.method, path: incoming.url, headers: incoming.headers }, (answer) => {
      const { connection: _hop, ...headers } = answer.headers
      outgoing.writeHead(answer.statusCode ?? 502, { ...headers, 'x-answered-by': String(port) })
      answer.on('error', () => outgoing.destroy()).pipe(outgoing)
    })
    incoming.pipe(passed.on('error', failed))
  }
  const probe = async (): Promise<void> => {
    for (const port of members.keys()) {
      const answer = await fetch(`http://127.0.0.1:${port}/readyz?of=gateway`).catch(() => undefined)
      await answer?.text()
      if (members.has(port)) members.set(port, answer?.status === 200)
    }
  }
  const probes = new EventEmitter()
  const server = createServer(forward).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const probing = setInterval(() => void probe().then(() => probes.emit('done')), probeEveryMs)
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    members,
    probed: () => once(probes, 'done'),
    async [Symbol.asyncDispose]() {
      clearInterval(probing)
      agent.destroy()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
