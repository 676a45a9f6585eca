/** Says a message over open sockets at an even pace, and waits for the answer to each. */
import { WebSocket } from 'ws'
import { nowMs } from '../statistics.ts'
import { answer } from '../worker.ts'

export type SocketLoadTasks = typeof tasks

export interface Said {
  readonly text: string
  readonly count: number
  readonly perSecond: number
}

interface Line {
  readonly socket: WebSocket
  /** Whoever waits for an answer; answers come in the order of what was said. */
  readonly waiting: (() => void)[]
}

const open: Line[] = []
const owned = new AsyncDisposableStack()

const tasks = {
  /** @returns the number of the first of these sockets. */
  async open({ url, token, count }: { readonly url: string; readonly token: string; readonly count: number }): Promise<number> {
    const first = open.length
    for (let n = 0; n < count; n += 1) {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`, ['quint.v1'], { headers: { Authorization: `Bearer ${token}` } })
      await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject))
      owned.defer(() => socket.terminate())
      const line: Line = { socket, waiting: [] }
      socket.on('message', () => line.waiting.shift()?.())
      open.push(line)
    }
    return first
  },
  async say({ text, count, perSecond, first, sockets }: Said & { readonly first: number; readonly sockets: number }): Promise<void> {
    const start = nowMs() + 20
    const rounds = Array.from({ length: count }, (_, index) => once(open[first + (index % sockets)], text, start + (index * 1000) / perSecond))
    await Promise.all(rounds)
  },
}

async function once(line: Line | undefined, text: string, dueAt: number): Promise<void> {
  if (line === undefined) throw new Error('there is no such socket')
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, Math.ceil(dueAt - nowMs()))))
  const answered = new Promise<void>((resolve) => line.waiting.push(resolve))
  line.socket.send(text)
  await answered
}

answer(tasks, owned)
