/** A client of a deployed design: asks as clients do, by whichever entry takes the connection, and gives up after a while. */
import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { isRefusal } from './local/caller.ts'

export interface Wanted {
  readonly method: string
  readonly path: string
  /** An object is sent as JSON, text as it is. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** Undefined where it is no JSON. */
  readonly body: unknown
  readonly text: string
}

export interface Client extends Disposable {
  /** @throws where nobody answers in time. */
  ask(wanted: Wanted): Promise<Answered>
  /** Closes every connection; the next request opens one. @returns how many there were. */
  reconnect(): number
}

interface Entry {
  readonly entryHost: string
  readonly entryPorts: readonly number[]
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

export function openClient({ entryHost: host, entryPorts, timeoutMs, signal }: Entry): Client {
  let agent = new Agent({ keepAlive: true })
  let turn = 0
  const ask = async (wanted: Wanted): Promise<Answered> => {
    const deadline = performance.now() + timeoutMs
    turn += 1
    for (let attempt = 0; ; attempt += 1) {
      const port = entryPorts[(turn + attempt) % entryPorts.length] ?? 0
      const sent = { began: false }
      try {
        return await once(wanted, { host, port, agent, timeoutMs: deadline - performance.now(), sent, ...(signal === undefined ? {} : { signal }) })
      } catch (error) {
        // A name with several addresses: who is refused at one asks at the next.
        if (sent.began || attempt + 1 >= entryPorts.length || performance.now() >= deadline) throw error
      }
    }
  }
  const reconnect = (): number => {
    const open = [agent.sockets, agent.freeSockets].flatMap((byName) => Object.values(byName)).reduce((sum, some) => sum + (some?.length ?? 0), 0)
    agent.destroy()
    agent = new Agent({ keepAlive: true })
    return open
  }
  return { ask, reconnect, [Symbol.dispose]: () => agent.destroy() }
}

interface Over {
  readonly host: string
  readonly port: number
  readonly agent: Agent
  readonly timeoutMs: number
  readonly sent: { began: boolean }
  readonly signal?: AbortSignal
}

function once({ method, path, body, headers = {} }: Wanted, { host, port, agent, timeoutMs, sent, signal }: Over): Promise<Answered> {
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body)
  const length: Record<string, string> =
    text === undefined ? {} : { 'content-length': `${Buffer.byteLength(text)}`, 'content-type': 'application/json' }
  return new Promise((resolve, reject) => {
    const given = signal === undefined ? {} : { signal }
    const asking = request({ host, port, method, path, agent, headers: { ...length, ...headers }, ...given }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('error', reject)
      response.on('end', () => resolve(answeredOf(response.statusCode ?? 0, response.headers, Buffer.concat(pieces).toString('utf8'))))
    })
    const timer = setTimeout(() => {
      // It may have been done: it is not asked for a second time.
      sent.began = true
      asking.destroy(new Error(`no answer in ${Math.round(timeoutMs)} ms`))
    }, timeoutMs)
    asking.on('socket', (socket) => {
      if (socket.connecting) socket.once('connect', () => (sent.began = true))
      else sent.began = true
    })
    asking.on('close', () => {
      clearTimeout(timer)
      reject(new Error('the connection was closed'))
    })
    asking.on('error', (error) => {
      if (isRefusal(error) && !asking.reusedSocket) sent.began = false
      reject(error)
    })
    asking.end(text)
  })
}

function answeredOf(status: number, headers: IncomingHttpHeaders, text: string): Answered {
  try {
    return { status, headers, text, body: JSON.parse(text) as unknown }
  } catch {
    return { status, headers, text, body: undefined }
  }
}
