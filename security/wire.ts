/** Bytes as they are, over a socket of our own: for requests that no client would send. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export interface Place {
  readonly host: string
  readonly port: number
}

export function placeOf(url: string): Place {
  return { host: '127.0.0.1', port: Number(new URL(url).port) }
}

export async function openSocket({ host, port }: Place): Promise<Socket> {
  const socket = connect(port, host)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

/** Sends all of it and gives what came back until the other side closed, or was silent for that long. */
export async function exchange(place: Place, bytes: string, silenceMs = 700): Promise<string> {
  const socket = await openSocket(place)
  let got = ''
  socket.on('data', (chunk: Buffer) => {
    got += chunk.toString('latin1')
  })
  socket.setTimeout(silenceMs, () => socket.destroy())
  socket.write(bytes, 'latin1')
  await once(socket, 'close')
  return got
}

/** The status of each answer in what came back. */
export function statusesOf(text: string): readonly number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))
}
