/** The line of a conversation with the coach: a socket of the gateway, opened with a ticket. */
import type { TalkListener, TalkMessage } from '../coach/talk.ts'
import type { Http } from './http.ts'

/** Closings after which coming back would end the same way: signed out, nonsense, binary. */
const final: ReadonlySet<number> = new Set([4401, 1008, 1003])
const pingEveryMs = 240_000

export interface TalkLineOptions {
  readonly http: Http
  /** The origin of the gateway. */
  readonly gateway: () => string
  readonly open?: (address: string, protocols: string[]) => WebSocket
}

/** What is sent and what comes is for both ends to agree on. */
export type OpenLine<Ask> = (listener: TalkListener & { readonly signal: AbortSignal }) => Promise<Line<Ask>>

export interface Line<Ask> {
  send(ask: Ask): void
  close(): void
}

export function openTalkLine<Ask extends object>({
  http,
  gateway,
  open = (to, protocols) => new WebSocket(to, protocols),
}: TalkLineOptions): OpenLine<Ask> {
  return async ({ signal, ...listener }) => {
    const { ticket } = await http.json<{ ticket: string }>('/api/ws-ticket', { method: 'POST', body: {}, signal })
    const socket = open(socketAddress(gateway()), ['quint.v1', `ticket.${ticket}`])
    await opened(socket, signal)
    listen(socket, listener)
    return {
      send: (ask) => {
        if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(ask))
      },
      close: () => socket.close(1000),
    }
  }
}

function opened(socket: WebSocket, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (): void => {
      socket.close()
      reject(new Error('The connection could not be opened.'))
    }
    if (signal.aborted) return fail()
    signal.addEventListener('abort', fail, { once: true })
    socket.addEventListener('close', fail, { once: true })
    socket.addEventListener('open', () => {
      signal.removeEventListener('abort', fail)
      socket.removeEventListener('close', fail)
      resolve()
    })
  })
}

function listen(socket: WebSocket, { onMessage, onEnd }: TalkListener): void {
  // Somebody who thinks for a long time says nothing for a long time.
  const pinging = setInterval(() => socket.send('{"type":"ping"}'), pingEveryMs)
  socket.addEventListener('message', ({ data }) => {
    const message = toMessage(data)
    if (message !== undefined) onMessage(message)
  })
  socket.addEventListener('close', ({ code }) => {
    clearInterval(pinging)
    onEnd(!final.has(code))
  })
}

function toMessage(data: unknown): TalkMessage | undefined {
  if (typeof data !== 'string') return undefined
  try {
    const value: unknown = JSON.parse(data)
    return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' ? (value as TalkMessage) : undefined
  } catch {
    return undefined
  }
}

/** @param gateway its origin. */
function socketAddress(gateway: string): string {
  return `${gateway.replace(/^http/, 'ws')}/ws`
}
