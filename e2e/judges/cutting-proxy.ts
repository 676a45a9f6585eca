/** Stands between a browser and the mesh; the first hint gets no further than its first words until it is cut off, sockets until they are broken. */
import { once } from 'node:events'
import { request as ask, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

export interface CuttingProxy extends AsyncDisposable {
  readonly url: string
  /** The `Last-Event-ID` of each hint that was asked for. */
  readonly hints: readonly (string | undefined)[]
  /** Index of the prompt of each answer that the mesh has taken, in order. */
  readonly taken: readonly number[]
  /** Breaks the connection of the first hint. */
  cut(): void
  /** Sockets that were opened so far. */
  readonly sockets: readonly Duplex[]
}

export async function openCuttingProxy(meshUrl: string): Promise<CuttingProxy> {
  const hints: (string | undefined)[] = []
  const taken: number[] = []
  const sockets: Duplex[] = []
  let cutOff = (): void => undefined
  const server = createServer((request, response) => {
    const streamed = request.url?.startsWith('/api/session/analyze') === true
    const cut = streamed && hints.length === 0
    if (streamed) hints.push(request.headers['last-event-id']?.toString())
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    const onward = ask(new URL(request.url ?? '/', meshUrl), { method: request.method, headers: request.headers }, (answer) => {
      if (request.url === '/api/session/respond' && answer.statusCode === 200)
        taken.push((JSON.parse(body) as { readonly promptIndex: number }).promptIndex)
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      response.flushHeaders()
      let seen = ''
      answer.on('data', (chunk: Buffer) => {
        response.write(chunk)
        seen += String(chunk)
        if (cut && /event: token\n.*\n\n/.test(seen)) {
          answer.pause()
          cutOff = () => response.destroy()
        }
      })
      answer.on('end', () => response.end())
      answer.on('error', () => response.destroy())
    })
    onward.on('error', () => response.destroy())
    response.on('close', () => onward.destroy())
    request.pipe(onward)
  })
  server.on('upgrade', (request, socket: Duplex, head: Buffer) => {
    sockets.push(socket)
    const onward = ask(new URL(request.url ?? '/', meshUrl), { headers: request.headers })
    onward.on('upgrade', (answer, far: Duplex, first: Buffer) => {
      const lines = answer.rawHeaders.flatMap((text, at) => (at % 2 === 0 ? [`${text}: ${answer.rawHeaders[at + 1] ?? ''}`] : []))
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`)
      socket.write(first)
      far.write(head)
      far.on('error', () => socket.destroy()).on('close', () => socket.destroy())
      socket.on('error', () => far.destroy()).on('close', () => far.destroy())
      far.pipe(socket).pipe(far)
    })
    onward.on('response', () => socket.destroy())
    onward.on('error', () => socket.destroy())
    onward.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    hints,
    taken,
    sockets,
    cut: () => cutOff(),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
