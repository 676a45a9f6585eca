/** A queue that delivers at least once: what is taken and not acknowledged in time comes again, a few times, then stays aside. It is all there after a restart. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { serveHttp } from './http.ts'
import type { QueueMode, Running, Setup } from './setup.ts'

interface Message {
  readonly id: number
  readonly body: string
  tries: number
  /** When it came, in milliseconds of this process. */
  readonly at: number
}

const leaseMs = 3000
const mostTries = 5
/** Of a message that is to come in another order: until a later one is there to go first. */
const heldMs = 1000

/** A line for each message that came, and for each that is done. */
interface Line {
  readonly id: number
  readonly body?: string
}

export async function startQueue({ process: { id: name, mostWaiting }, at, folder }: Extract<Setup, { process: unknown }>): Promise<Running> {
  const file = path.join(folder, `${name}.log`)
  const note = (line: Line): void => appendFileSync(file, `${JSON.stringify(line)}\n`)
  const waiting = keptIn(file)
  const taken = new Map<number, { readonly message: Message; readonly until: number }>()
  let mode: QueueMode = 'plain'
  let ids = Math.max(0, ...waiting.map(({ id }) => id))
  const counts = { taken: 0, done: 0, aside: 0, refused: 0, twice: 0, moved: 0, poisoned: 0 }
  const add = (body: string): void => {
    ids += 1
    const message = { id: ids, body, tries: 0, at: performance.now() }
    note({ id: ids, body })
    if (mode !== 'reorder') {
      waiting.push(message)
      return
    }
    // The latest first: as much out of order as it can be.
    waiting.unshift(message)
    if (waiting.length > 1) counts.moved += 1
  }
  const expire = (): void => {
    const now = performance.now()
    for (const [id, { message, until }] of taken)
      if (until <= now) {
        taken.delete(id)
        if (message.tries >= mostTries) counts.aside += 1
        else waiting.push(message)
      }
  }
  const take = (): Message | undefined => {
    expire()
    const [only] = waiting
    if (mode === 'reorder' && waiting.length === 1 && only !== undefined && performance.now() - only.at < heldMs) return undefined
    const message = waiting.shift()
    if (message === undefined) return undefined
    message.tries += 1
    counts.taken += 1
    taken.set(message.id, { message, until: performance.now() + leaseMs })
    return message
  }
  const port = await serveHttp(at, async ({ method, path: asked, body }) => {
    if (method === 'DELETE') {
      const id = Number(asked.slice(1))
      if (taken.delete(id)) {
        counts.done += 1
        note({ id })
      }
      return { status: 204 }
    }
    if (asked === '/take') {
      const message = take()
      return message === undefined ? { status: 204 } : { status: 200, body: { id: message.id, body: message.body } }
    }
    if (mostWaiting > 0 && waiting.length >= mostWaiting) {
      counts.refused += 1
      return { status: 429, body: { error: 'full' } }
    }
    add(body)
    if (mode === 'duplicate') {
      counts.twice += 1
      add(body)
    }
    return { status: 202 }
  })
  return {
    ports: { listen: port },
    async obey(order) {
      if (order.kind === 'queue') mode = order.mode
      if (order.kind === 'queue' && order.mode === 'poison') {
        add('{"poison":')
        counts.poisoned += 1
      }
      return { ...counts, waiting: waiting.length + taken.size }
    },
  }
}

/** What came and was not done when the process before ended; a line that it could not finish says nothing. */
function keptIn(file: string): Message[] {
  if (!existsSync(file)) return []
  const kept = new Map<number, Message>()
  for (const text of readFileSync(file, 'utf8').split('\n').slice(0, -1)) {
    const { id, body } = JSON.parse(text) as Line
    if (body === undefined) kept.delete(id)
    else kept.set(id, { id, body, tries: 0, at: 0 })
  }
  return [...kept.values()]
}
