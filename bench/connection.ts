/** Requests over kept connections; one that the server was just closing is used by sending again, as browsers do. */
import { type Agent, request as httpRequest, type IncomingMessage } from 'node:http'

export interface Request {
  readonly method?: 'GET' | 'POST'
  readonly agent: Agent
  readonly headers: Readonly<Record<string, string | number>>
  readonly body?: string | undefined
}

export function open(url: string, request: Request): Promise<IncomingMessage> {
  const { method = 'GET', agent, headers, body } = request
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method, agent, headers }, resolve)
    sent.once('error', (error: NodeJS.ErrnoException) => {
      if (sent.reusedSocket && error.code === 'ECONNRESET') open(url, request).then(resolve, reject)
      else reject(error)
    })
    sent.end(body)
  })
}
